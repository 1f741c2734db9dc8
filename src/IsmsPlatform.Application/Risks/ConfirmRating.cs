using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>Says that what was judged last holds still, at each stage that is rated: evaluations of their own, which name those that they confirm. The rules are those of <see cref="EvaluateRisk"/>.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record ConfirmRating : ICommand<Result>, IForOwnersToo, IWithReason
{
    string IForOwnersToo.SubjectType => nameof(Risk);

    Guid? IForOwnersToo.SubjectId => Id;

    public Guid Id { get; init; }

    /// <summary>What the evaluator saw.</summary>
    public long Version { get; init; }

    /// <summary>The assessment in which it is evaluated; null outside of one.</summary>
    public Guid? AssessmentId { get; init; }

    /// <summary>Other running assessments in which the risk is open and where it counts as well.</summary>
    public IReadOnlyList<Guid>? AssessmentIds { get; init; }

    /// <summary>Why nothing has changed.</summary>
    public string? Rationale { get; init; }

    string? IWithReason.Reason => Rationale;
}

public sealed class ConfirmRatingValidator : AbstractValidator<ConfirmRating>
{
    // What asks for a new evaluation is over with it: one letter is no reason.
    public ConfirmRatingValidator() => RuleFor(c => c.Rationale).Required().AtMost(RiskEvaluation.RationaleMaxLength)
        .Must(r => Text.OrNull(r) is null || Text.SeenLength(r) >= RiskEvaluation.DeviationMinLength)
        .WithErrorCode("risk.rationale-short").WithMessage("Say it so that another person understands it, in at least {0} characters.").WithState(_ => new object[] { RiskEvaluation.DeviationMinLength });
}

public sealed class ConfirmRatingHandler(IsmsDbContext db, RiskAccess access, RiskRatings ratings, ISender sender) : ICommandHandler<ConfirmRating, Result>
{
    public async ValueTask<Result> Handle(ConfirmRating command, CancellationToken cancellationToken)
    {
        var opened = await db.OpenRiskToEvaluateAsync(access, command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        if (await ratings.InForceAsync(cancellationToken) is not { } method) { return RiskErrors.NoMethodology; }
        if (opened.Value.CurrentMethodologyId != method.Id || opened.Value.InherentMethodologyId != method.Id) { return RiskErrors.NothingToConfirm; }
        foreach (var stage in Enum.GetValues<EvaluationStage>())
        {
            // A target that an earlier methodology rated is rated anew, not confirmed.
            var last = await db.RiskEvaluations.AsNoTracking().Where(e => e.RiskId == command.Id && e.Stage == stage).OrderByDescending(e => e.RecordedAt).ThenByDescending(e => e.Id).FirstOrDefaultAsync(cancellationToken);
            if (last is null || last.MethodologyId != method.Id) { continue; }
            var confirmed = await sender.Send(new EvaluateRisk
            {
                Id = command.Id,
                Version = command.Version,
                AssessmentId = command.AssessmentId,
                AssessmentIds = command.AssessmentIds,
                Stage = stage,
                Likelihood = last.Likelihood,
                Impacts = [.. last.Impacts.Select(i => i == 0 ? (int?)null : i)],
                Rationale = command.Rationale,
                Deviation = last.Deviation,
                ConfirmsId = last.Id,
                // The current risk is confirmed with it: a reason why that one is worse stands there.
                CurrentFollows = true,
            }, cancellationToken);
            if (!confirmed.IsSuccess) { return confirmed; }
        }
        return Result.Success;
    }
}
