using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>Removes a draft that nobody was asked about, with its actions. Whatever was submitted is evidence.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record DeleteTreatmentPlan(Guid Id, long Version) : ICommand<Result>;

public sealed class DeleteTreatmentPlanHandler(IsmsDbContext db, TreatmentDesk desk, RequestScope scope) : ICommandHandler<DeleteTreatmentPlan, Result>
{
    public async ValueTask<Result> Handle(DeleteTreatmentPlan command, CancellationToken cancellationToken)
    {
        var opened = await desk.EditPlanAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        if (!opened.Value.CanBeDeleted) { return TreatmentErrors.Evidence; }
        if (await db.HangingOn(nameof(TreatmentPlan), command.Id, scope.Actor).FirstAsync(cancellationToken) is { } by) { return TreatmentErrors.Cited(by); }
        foreach (var action in await db.TreatmentActions.Where(a => a.PlanId == command.Id).ToListAsync(cancellationToken))
        {
            var removed = await db.RemoveActionAsync(action, scope.Actor, cancellationToken);
            if (!removed.IsSuccess) { return removed; }
        }
        db.Remove(opened.Value);
        return Result.Success;
    }
}
