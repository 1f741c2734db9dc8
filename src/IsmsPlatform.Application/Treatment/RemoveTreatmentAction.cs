using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Takes an action out of a draft.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record RemoveTreatmentAction(Guid Id, long Version) : ICommand<Result>;

public sealed class RemoveTreatmentActionHandler(IsmsDbContext db, TreatmentDesk desk, RequestScope scope) : ICommandHandler<RemoveTreatmentAction, Result>
{
    public async ValueTask<Result> Handle(RemoveTreatmentAction command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenActionAsync(command.Id, command.Version, (_, of) => desk.MayEdit(of.OwnerId), cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (action, plan) = opened.Value;
        return plan.MayBeEdited().Error is { } isFixed ? isFixed : await db.RemoveActionAsync(action, scope.Actor, cancellationToken);
    }
}

internal static class ActionRemoval
{
    /// <summary>Removes an action of a draft with its links, unless something hangs on it.</summary>
    internal static async Task<Result> RemoveActionAsync(this IsmsDbContext db, TreatmentAction action, Actor actor, CancellationToken cancellationToken)
    {
        if (await db.HangingOn(nameof(TreatmentAction), action.Id, actor).FirstAsync(cancellationToken) is { } by) { return TreatmentErrors.Cited(by); }
        db.RemoveRange(await db.TreatmentActionRisks.Where(l => l.ActionId == action.Id).ToListAsync(cancellationToken));
        db.RemoveRange(await db.TreatmentActionControls.Where(l => l.ActionId == action.Id).ToListAsync(cancellationToken));
        db.Remove(action);
        return Result.Success;
    }
}
