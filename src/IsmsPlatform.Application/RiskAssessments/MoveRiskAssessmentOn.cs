using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>Moves a running assessment on to the methodology that was approved meanwhile: an assessment rates by one. What was evaluated by the earlier one is evaluated again.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record MoveRiskAssessmentOn(Guid Id, long Version) : ICommand<Result>;

public sealed class MoveRiskAssessmentOnHandler(IsmsDbContext db, AssessmentDesk desk, AssessmentTasks tasks, RiskRatings ratings, AuditTrail audit) : ICommandHandler<MoveRiskAssessmentOn, Result>
{
    public async ValueTask<Result> Handle(MoveRiskAssessmentOn command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        if (await ratings.InForceAsync(cancellationToken) is not { } method) { return RiskErrors.NoMethodology; }
        await ratings.ReadAsync([opened.Value.MethodologyId], cancellationToken);
        var before = opened.Value.MethodologyId is { } earlier ? ratings.VersionOf(earlier).VersionNo : (int?)null;
        var moved = opened.Value.MoveTo(method.Id);
        if (!moved.IsSuccess) { return moved; }
        audit.Note(nameof(RiskAssessment), command.Id, opened.Value.Name, new FieldChange("Methodology", before, method.VersionNo));
        await db.AssessmentItems.Where(i => i.AssessmentId == command.Id)
            .ExecuteUpdateAsync(u => u.SetProperty(i => i.InherentDone, false).SetProperty(i => i.CurrentDone, false).SetProperty(i => i.TargetDone, false), cancellationToken);
        await tasks.AskAsync(opened.Value, cancellationToken);
        return Result.Success;
    }
}
