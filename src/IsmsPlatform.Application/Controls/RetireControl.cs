using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>The organisation does without one of its own controls; what once implemented it stays to be read.</summary>
[RequirePermission(Permissions.ControlsEdit)]
public sealed record RetireControl(Guid Id, long Version) : ICommand<Result>;

public sealed class RetireControlHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : ICommandHandler<RetireControl, Result>
{
    public async ValueTask<Result> Handle(RetireControl command, CancellationToken cancellationToken)
    {
        var isUsed = await db.ControlImplementations.AnyAsync(i => i.ControlId == command.Id && i.Status != ImplementationStatus.Retired, cancellationToken);
        return await db.ActAsync<Control>(command.Id, command.Version, control => control.Retire(isUsed, scope.Today(clock)), cancellationToken);
    }
}

[RequirePermission(Permissions.ControlsEdit)]
public sealed record ReinstateControl(Guid Id, long Version) : ICommand<Result>;

public sealed class ReinstateControlHandler(IsmsDbContext db) : ICommandHandler<ReinstateControl, Result>
{
    public async ValueTask<Result> Handle(ReinstateControl command, CancellationToken cancellationToken)
        => await db.ActAsync<Control>(command.Id, command.Version, control => control.Reinstate(), cancellationToken);
}
