using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>How the acceptance of a risk stands.</summary>
public enum AcceptanceIs
{
    /// <summary>Somebody has to grant it yet.</summary>
    Waiting,
    InForce,
    /// <summary>It ends within 30 days.</summary>
    Ending,
}

/// <summary>Which risks: the register, its export and the heat map share it; the address of the register is its form.</summary>
public sealed record RiskFilter : ReviewedFilter
{
    /// <summary>One of these states; without it closed ones are left out.</summary>
    public IReadOnlyList<RiskStatus>? Status { get; init; }

    public IReadOnlyList<RiskKind>? Kind { get; init; }

    /// <summary>What is done with it.</summary>
    public IReadOnlyList<TreatmentOption>? Treatment { get; init; }

    /// <summary>One of these properties suffers.</summary>
    public IReadOnlyList<SecurityProperty>? Affects { get; init; }

    /// <summary>The stage that level, likelihood, impact, above and unrated ask about; the current one without it.</summary>
    public EvaluationStage? Stage { get; init; }

    /// <summary>One of these levels of the methodology in force; 0 for not rated by it, whether never or by an earlier version.</summary>
    public IReadOnlyList<int>? Level { get; init; }

    /// <summary>This likelihood of the methodology in force: a row of the heat map.</summary>
    public int? Likelihood { get; init; }

    /// <summary>This impact of the methodology in force: a column of the heat map.</summary>
    public int? Impact { get; init; }

    /// <summary>True: above what the organisation accepts without treatment.</summary>
    public bool? Above { get; init; }

    /// <summary>True: something that the rating rests on has changed.</summary>
    public bool? Reevaluate { get; init; }

    /// <summary>True: rated by an earlier version of the methodology; the list to rate again.</summary>
    public bool? Stale { get; init; }

    /// <summary>True: not rated at this stage at all, by no version of the methodology.</summary>
    public bool? Unrated { get; init; }

    /// <summary>How its acceptance stands: one of these.</summary>
    public IReadOnlyList<AcceptanceIs>? Acceptance { get; init; }

    public Guid? Asset { get; init; }

    public Guid? Threat { get; init; }

    public Guid? Vulnerability { get; init; }

    /// <summary>A control, wherever it is put into practice.</summary>
    public Guid? Control { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => this is
    {
        Q: null or "", Owner: null or "", Overdue: null or false, Status: null or [], Kind: null or [], Treatment: null or [], Affects: null or [], Level: null or [], Acceptance: null or [], Likelihood: null, Impact: null,
        Above: null or false, Reevaluate: null or false, Stale: null or false, Unrated: null or false, Asset: null, Threat: null, Vulnerability: null, Control: null,
    };

    /// <summary>Whether it can be answered only by the methodology in force.</summary>
    internal bool AsksForLevels => Level is { Count: > 0 } || Likelihood is not null || Impact is not null || Above == true || Stale == true;

    /// <param name="method">In force; null where none is, or where nothing asks for it.</param>
    internal IQueryable<Risk> Over(IQueryable<Risk> risks, IsmsDbContext db, RequestScope scope, DateOnly today, RiskMethodology? method)
    {
        if (db.RisksWith(Q) is { } found) { risks = risks.Where(r => found.Contains(r.Id)); }
        risks = Status is { Count: > 0 } states ? risks.Where(r => states.Contains(r.Status)) : risks.Where(r => EF.Property<bool>(r, RiskMapping.IsOpen));
        if (Kind is { Count: > 0 } kinds) { risks = risks.Where(r => kinds.Contains(r.Kind)); }
        if (Treatment is { Count: > 0 } options) { risks = risks.Where(r => r.Treatment != null && options.Contains(r.Treatment.Value)); }
        if (Affects is { Count: > 0 } properties)
        {
            var (c, i, a) = (properties.Contains(SecurityProperty.Confidentiality), properties.Contains(SecurityProperty.Integrity), properties.Contains(SecurityProperty.Availability));
            risks = risks.Where(r => (c && r.Confidentiality) || (i && r.Integrity) || (a && r.Availability));
        }
        if (AsksForLevels) { risks = ByRating(risks, method); }
        if (Unrated == true) { risks = WithoutRating(risks); }
        if (Acceptance is { Count: > 0 } accepted)
        {
            var (waits, holds, ends, soon) = (accepted.Contains(AcceptanceIs.Waiting), accepted.Contains(AcceptanceIs.InForce), accepted.Contains(AcceptanceIs.Ending), today.AddDays(RiskAcceptance.ReminderDays));
            risks = risks.Where(r => (holds && r.AcceptedUntil != null) || (ends && r.AcceptedUntil <= soon) || (waits && db.RiskAcceptances.Any(a => a.RiskId == r.Id && a.Status == AcceptanceStatus.Requested)));
        }
        if (Reevaluate == true) { risks = risks.Where(r => r.ReevaluateSince != null); }
        if (Asset is { } asset) { risks = risks.Where(r => db.RiskAssets.Any(l => l.RiskId == r.Id && l.AssetId == asset)); }
        if (Threat is { } threat) { risks = risks.Where(r => r.ThreatId == threat); }
        if (Vulnerability is { } vulnerability) { risks = risks.Where(r => db.RiskVulnerabilities.Any(l => l.RiskId == r.Id && l.VulnerabilityId == vulnerability)); }
        if (Control is { } control) { risks = risks.Where(r => db.RiskControls.Any(l => l.RiskId == r.Id && db.ControlImplementations.Any(i => i.Id == l.ImplementationId && i.ControlId == control))); }
        return Narrow(risks, r => r.Status != RiskStatus.Closed, scope, today);
    }

    private IQueryable<Risk> WithoutRating(IQueryable<Risk> risks) => (Stage ?? EvaluationStage.Current) switch
    {
        EvaluationStage.Inherent => risks.Where(r => r.InherentMethodologyId == null),
        EvaluationStage.Current => risks.Where(r => r.CurrentMethodologyId == null),
        _ => risks.Where(r => r.TargetMethodologyId == null),
    };

    private IQueryable<Risk> ByRating(IQueryable<Risk> risks, RiskMethodology? method)
    {
        if (method is null) { return risks.Where(r => false); }
        var (id, threshold) = (method.Id, method.Scales.Threshold);
        if (Stale == true) { risks = risks.RatedBefore(id); }
        // Named one by one, not by an expression: each stands on the index of its stage.
        switch (Stage ?? EvaluationStage.Current)
        {
            case EvaluationStage.Inherent:
                if (Level is { Count: > 0 } inherent) { risks = risks.Where(r => (inherent.Contains(0) && r.InherentMethodologyId != id) || (r.InherentMethodologyId == id && inherent.Contains(r.InherentLevel))); }
                if (Likelihood is { } li) { risks = risks.Where(r => r.InherentMethodologyId == id && r.InherentLikelihood == li); }
                if (Impact is { } ii) { risks = risks.Where(r => r.InherentMethodologyId == id && r.InherentImpact == ii); }
                return Above == true ? risks.Where(r => r.InherentMethodologyId == id && r.InherentLevel > threshold) : risks;
            case EvaluationStage.Current:
                if (Level is { Count: > 0 } current) { risks = risks.Where(r => (current.Contains(0) && r.CurrentMethodologyId != id) || (r.CurrentMethodologyId == id && current.Contains(r.CurrentLevel))); }
                if (Likelihood is { } lc) { risks = risks.Where(r => r.CurrentMethodologyId == id && r.CurrentLikelihood == lc); }
                if (Impact is { } ic) { risks = risks.Where(r => r.CurrentMethodologyId == id && r.CurrentImpact == ic); }
                return Above == true ? risks.Where(r => r.CurrentMethodologyId == id && r.CurrentLevel > threshold) : risks;
            default:
                if (Level is { Count: > 0 } target) { risks = risks.Where(r => (target.Contains(0) && r.TargetMethodologyId != id) || (r.TargetMethodologyId == id && target.Contains(r.TargetLevel))); }
                if (Likelihood is { } lt) { risks = risks.Where(r => r.TargetMethodologyId == id && r.TargetLikelihood == lt); }
                if (Impact is { } it) { risks = risks.Where(r => r.TargetMethodologyId == id && r.TargetImpact == it); }
                return Above == true ? risks.Where(r => r.TargetMethodologyId == id && r.TargetLevel > threshold) : risks;
        }
    }
}

public sealed class RiskFilterRules : AbstractValidator<RiskFilter>
{
    public RiskFilterRules()
    {
        Include(new ReviewedFilterRules());
        RuleFor(f => f.Stage).Must(s => s is null || Enum.IsDefined(s.Value)).WithErrorCode("unknown-value").WithMessage("Choose one of the listed values.");
        RuleForEach(f => f.Acceptance).Known().OverridePropertyName(nameof(RiskFilter.Acceptance));
        RuleForEach(f => f.Level).Must(l => l is >= 0 and <= RiskScales.LevelsMax).WithErrorCode("unknown-value").WithMessage("Choose one of the listed values.");
    }
}

/// <summary>Risks whose title, code or scenario holds every word of a text.</summary>
internal static class RiskSearch
{
    /// <summary>The ids of what matches, to be joined; null when the text says nothing. Answered by a text index, today and looking back.</summary>
    internal static IQueryable<Guid>? RisksWith(this IsmsDbContext db, string? text)
    {
        if (Like.PatternsOf(text) is not { } patterns) { return null; }
        var longest = patterns.MaxBy(p => p.Length)!;
        return db.Database.SqlQuery<Guid>($"""select id as "Value" from search_risk({longest}, {patterns})""");
    }
}

internal static class RisksToRateAgain
{
    /// <summary>Those that an earlier version of the methodology rated.</summary>
    /// <param name="method">In force.</param>
    internal static IQueryable<Risk> RatedBefore(this IQueryable<Risk> risks, Guid method)
        => risks.Where(r => (r.InherentMethodologyId != null && r.InherentMethodologyId != method) || (r.CurrentMethodologyId != null && r.CurrentMethodologyId != method));
}
