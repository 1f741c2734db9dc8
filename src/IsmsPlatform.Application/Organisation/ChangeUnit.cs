using FluentValidation;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

/// <param name="MovedTo">The new parent, from whoever saw what the move changes about the scope in force; empty for the top.</param>
/// <param name="EndedOn">The last day, from whoever saw what still belongs to it.</param>
[RequirePermission(Permissions.OrganisationEdit)]
public sealed record ChangeUnit(Guid Id, string? Code, string? Name, Guid? ParentId, Guid? ManagerId, DateOnly? ValidFrom, DateOnly? ValidTo, long Version, Guid? MovedTo = null, DateOnly? EndedOn = null) : ICommand<Result>, IUnitForm;

public sealed class ChangeUnitValidator : AbstractValidator<ChangeUnit>
{
    public ChangeUnitValidator() => Include(new UnitFormRules());
}

public sealed class ChangeUnitHandler(IsmsDbContext db, ScopeInForce inForce) : ICommandHandler<ChangeUnit, Result>
{
    public async ValueTask<Result> Handle(ChangeUnit command, CancellationToken cancellationToken)
    {
        if (await db.Units.SingleOrDefaultAsync(u => u.Id == command.Id, cancellationToken) is not { } unit) { return Error.NotFound; }
        if (unit.Version != command.Version) { return Error.Stale; }
        var (moves, ends, parents) = (command.ParentId != unit.ParentId, command.ValidTo < (unit.ValidTo ?? DateOnly.MaxValue), await db.UnitParentsAsync(cancellationToken));
        var changed = unit.Change(new UnitDetails(command.Code!, command.Name!, command.ParentId, command.ManagerId, command.ValidFrom, command.ValidTo), parents);
        if (!changed.IsSuccess) { return changed; }
        if (moves && command.MovedTo != (command.ParentId ?? Guid.Empty) && await db.EffectOfMoveAsync(inForce, command.Id, command.ParentId, parents, cancellationToken) is { } move) { return move; }
        if (ends && command.EndedOn != command.ValidTo && await db.EffectOfEndAsync(inForce, command.Id, command.ValidTo!.Value, cancellationToken) is { } end) { return end; }
        return Result.Success;
    }
}
