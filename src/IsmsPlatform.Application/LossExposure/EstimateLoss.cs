using System.Security.Cryptography;
using FluentValidation;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LossExposure;

/// <summary>Says how often a risk happens at one stage and what it costs. The estimate before stays.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record EstimateLoss : LossForm, ICommand<Result>, IWithReason
{
    public EstimateLoss() { }

    /// <param name="said">How often, and how much.</param>
    public EstimateLoss(LossForm said) : base(said) { }

    /// <summary>Of the risk.</summary>
    public Guid Id { get; init; }

    /// <summary>Of the risk, as the estimator saw it.</summary>
    public long Version { get; init; }

    public EvaluationStage? Stage { get; init; }

    /// <summary>Of the random numbers; missing for that of the estimate before, or a new one.</summary>
    public long? Seed { get; init; }

    string? IWithReason.Reason => Rationale;
}

public sealed class EstimateLossValidator : AbstractValidator<EstimateLoss>
{
    public EstimateLossValidator()
    {
        Include(new LossFormRules());
        RuleFor(e => e.Stage).Chosen();
    }
}

public sealed class EstimateLossHandler(IsmsDbContext db, RiskAccess access, AuditTrail audit, RequestScope scope, TimeProvider clock) : ICommandHandler<EstimateLoss, Result>
{
    public async ValueTask<Result> Handle(EstimateLoss command, CancellationToken cancellationToken)
    {
        var opened = await db.OpenRiskAsync(access, command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var risk = opened.Value;
        if (scope.AnsweringId is not { } estimator) { return LossErrors.NobodyAnswers; }
        var before = await db.ThatCount().AsNoTracking().Where(e => e.RiskId == risk.Id).OrderByDescending(e => e.RecordedAt).ThenByDescending(e => e.Id).ToListAsync(cancellationToken);
        var judgement = command.At(command.Stage!.Value, command.Seed);
        var expected = before.Expected();
        var basis = new LossBasis(expected.Of(EvaluationStage.Inherent), expected.Of(EvaluationStage.Current), await db.ControlsOfRiskAsync(risk.Id, cancellationToken), await db.OpenActionsOf(risk.Id).CountAsync(cancellationToken));
        // One seed for all stages of a risk: what differs between them is treatment, not chance.
        var estimate = LossEstimate.Of(Guid.CreateVersion7(), risk, judgement, basis, before.Count > 0 ? before[0].Seed : RandomNumberGenerator.GetInt32(1, int.MaxValue), estimator, scope.Today(clock), clock.GetUtcNow());
        if (estimate.Error is { } error) { return error; }
        db.LossEstimates.Add(estimate.Value);
        var last = before.Find(e => e.Stage == judgement.Stage);
        audit.Note(nameof(Risk), risk.Id, risk.Title, new FieldChange($"{judgement.Stage}Loss", last is null ? null : LossWords.Of(last), LossWords.Of(estimate.Value)));
        // Whoever estimates meanwhile has to see it.
        db.Entry(risk).Property(r => r.Title).IsModified = true;
        return Result.Success;
    }
}

/// <summary>An estimate in one line, for the activity of its risk: the same in each language.</summary>
internal static class LossWords
{
    internal static string Of(LossEstimate e) => FormattableString.Invariant($"{(e.HowOften().IsFixed ? $"{e.FrequencyLikely:0.###}" : FormattableString.Invariant($"{e.FrequencyLow:0.###}–{e.FrequencyHigh:0.###}"))} × {e.LossLow:#,0}–{e.LossHigh:#,0}");
}
