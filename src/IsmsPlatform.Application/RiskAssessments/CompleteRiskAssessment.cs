using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>
/// Completes the assessment, as a person decides: the register of its risks is kept as it is now, with a fingerprint. Refused while a risk in scope is not
/// evaluated, each by name.
/// </summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record CompleteRiskAssessment(Guid Id, long Version) : ICommand<Result>;

public sealed class CompleteRiskAssessmentHandler(IsmsDbContext db, AssessmentDesk desk, AssessmentResults results, AssessmentTasks tasks, RiskRatings ratings, RequestScope scope, TimeProvider clock) : ICommandHandler<CompleteRiskAssessment, Result>
{
    public async ValueTask<Result> Handle(CompleteRiskAssessment command, CancellationToken cancellationToken)
    {
        if (scope.PersonId is not { } me) { return RiskAssessmentErrors.NoPerson; }
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var open = db.AssessmentItems.Where(i => i.AssessmentId == command.Id && i.State == ItemState.Open);
        var named = await open.OrderBy(i => i.Code).Take(RiskAssessment.MostNamed).Join(db.Risks, i => i.RiskId, r => r.Id, (_, r) => r.Code + " " + r.Title).ToListAsync(cancellationToken);
        var may = opened.Value.MayBeCompleted((await ratings.InForceAsync(cancellationToken))?.Id, named, await open.CountAsync(cancellationToken));
        if (!may.IsSuccess) { return may; }
        opened.Value.Complete(me, await results.KeepAsync(opened.Value, cancellationToken), scope.Today(clock));
        await tasks.CompletedAsync(command.Id, cancellationToken);
        return Result.Success;
    }
}
