using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>Says how a control is put into practice in a part of the organisation, or that it will be.</summary>
[RequirePermission(Permissions.ControlsEdit)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ImplementControl : ImplementationForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same implementation. Made by the server when missing.</summary>
    public Guid Id { get; init; }

    [JsonIgnore]
    public Guid ControlId { get; init; }
}

public sealed class ImplementControlValidator : AbstractValidator<ImplementControl>
{
    public ImplementControlValidator()
    {
        Include(new ImplementationFormRules());
        RuleFor(i => i.Id).Required();
    }
}

public sealed class ImplementControlHandler(IsmsDbContext db, ImplementationAccess access) : ICommandHandler<ImplementControl, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(ImplementControl command, CancellationToken cancellationToken)
    {
        if (await db.Controls.AsNoTracking().SingleOrDefaultAsync(c => c.Id == command.ControlId, cancellationToken) is not { } control) { return Error.NotFound; }
        var ownerIsActive = await access.IsActiveAsync(command.OwnerId!.Value, cancellationToken);
        // The form was sent twice: that is one implementation, and whatever differs is not lost in silence.
        if (await db.ControlImplementations.SingleOrDefaultAsync(i => i.Id == command.Id, cancellationToken) is { } there)
        {
            return there.ControlId == command.ControlId && there.Change(command.Details(), ownerIsActive).IsSuccess && db.Entry(there).State == EntityState.Unchanged ? there.Id : ReviewErrors.SentBefore;
        }
        if (control.RetiredOn is not null) { return ControlErrors.Retired; }
        var implementation = ControlImplementation.Add(command.Id, command.ControlId, command.Details(), ownerIsActive);
        if (implementation.Error is { } error) { return error; }
        db.ControlImplementations.Add(implementation.Value);
        return command.Id;
    }
}
