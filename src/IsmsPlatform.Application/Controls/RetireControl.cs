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
        if (await db.Controls.SingleOrDefaultAsync(c => c.Id == command.Id, cancellationToken) is not { } control) { return Error.NotFound; }
        if (control.Version != command.Version) { return Error.Stale; }
        var isUsed = await db.ControlImplementations.AnyAsync(i => i.ControlId == control.Id && i.Status != ImplementationStatus.Retired, cancellationToken);
        return control.Retire(isUsed, scope.Today(clock));
    }
}

[RequirePermission(Permissions.ControlsEdit)]
public sealed record ReinstateControl(Guid Id, long Version) : ICommand<Result>;

public sealed class ReinstateControlHandler(IsmsDbContext db) : ICommandHandler<ReinstateControl, Result>
{
    public async ValueTask<Result> Handle(ReinstateControl command, CancellationToken cancellationToken)
        => await db.Controls.SingleOrDefaultAsync(c => c.Id == command.Id, cancellationToken) is not { } control ? Error.NotFound
            : control.Version == command.Version ? control.Reinstate() : Error.Stale;
}
