using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Applicability;

/// <summary>Why a control is necessary.</summary>
public enum InclusionReason
{
    /// <summary>It treats a risk.</summary>
    Risk,
    /// <summary>Law, a licence or a standard asks for it.</summary>
    Legal,
    /// <summary>A contract or an interested party asks for it.</summary>
    Contract,
    /// <summary>The business wants it.</summary>
    Business,
    /// <summary>It belongs to what the organisation always does.</summary>
    Baseline,
}

/// <summary>What is decided about a control, as one value.</summary>
/// <param name="Justification">Why it is excluded; of an included one more about the reasons, if there is more to say.</param>
public sealed record SoaDecision(bool Applicable, IReadOnlyList<InclusionReason> Reasons, string? Justification);

/// <summary>How a control is put into practice at a moment.</summary>
/// <param name="Titles">Of its implementations.</param>
/// <param name="Owner">Name of whoever answers for the first of them.</param>
/// <param name="EvidenceOn">The newest evidence or test.</param>
public sealed record ControlPractice(ControlCoverage Coverage, IReadOnlyList<string> Titles, string? Owner, DateOnly? EvidenceOn)
{
    public static ControlPractice None { get; } = new(ControlCoverage.NotImplemented, [], null, null);
}

/// <summary>One control in a version of the Statement of Applicability (ISO/IEC 27001 6.1.3 d).</summary>
public sealed class SoaEntry : Entity
{
    /// <summary>Less explains nothing.</summary>
    public const int JustificationMinLength = 20;
    public const int JustificationMaxLength = 1000;
    /// <summary>Records that one entry names.</summary>
    public const int MostLinks = 50;
    private const int MostTitles = 20;

    private SoaEntry() { }

    public Guid SoaId { get; private init; }

    public Guid ControlId { get; private init; }

    /// <summary>Of the control, as its title and theme: what is approved stays readable as it was.</summary>
    public string Code { get; private init; } = "";

    public int Ordinal { get; private init; }

    public string Title { get; private set; } = "";

    public ControlTheme Theme { get; private set; }

    /// <summary>Null while nothing is decided.</summary>
    public bool? Applicable { get; private set; }

    public string[] Reasons { get; private set; } = [];

    public string? Justification { get; private set; }

    /// <summary>Who decided last; null while the program proposed it.</summary>
    public Guid? ReviewedBy { get; private set; }

    public DateOnly? ReviewedOn { get; private set; }

    /// <summary>How it was put into practice when approval was asked for; null in a draft, where that is read live.</summary>
    public ControlCoverage? Coverage { get; private set; }

    public string[] Implementations { get; private set; } = [];

    /// <summary>By name, as it was then.</summary>
    public string? Owner { get; private set; }

    public DateOnly? EvidenceOn { get; private set; }

    /// <summary>The program proposed it, because the control is new or its reasons changed, and nobody has looked at it.</summary>
    public bool IsProposed => Applicable is not null && ReviewedOn is null;

    /// <summary>One of the organisation's own.</summary>
    public bool IsOwn => Ordinal >= Control.OwnOrdinal;

    /// <summary>How lists and refusals call it.</summary>
    public string Name => $"{Code} {Title}";

    public IReadOnlyList<InclusionReason> Because => [.. Reasons.Select(Enum.Parse<InclusionReason>)];

    public static SoaEntry Of(Guid soaId, Control control) => new()
    {
        Id = Guid.CreateVersion7(),
        SoaId = soaId,
        ControlId = control.Id,
        Code = control.Code,
        Ordinal = control.Ordinal,
        Title = control.Title,
        Theme = control.Theme,
    };

    /// <param name="linked">The records that the decision names.</param>
    /// <param name="usedBy">An open risk that the control treats, by name; null where there is none.</param>
    public Result Decide(SoaDecision decision, IReadOnlyList<SoaRecord> linked, string? usedBy, Guid? by, DateOnly today)
    {
        var faults = decision.Applicable ? WhyIncluded(decision, linked) : WhyExcluded(decision, usedBy);
        if (faults.Count > 0) { return Error.Invalid(faults); }
        Take(decision);
        (ReviewedBy, ReviewedOn) = (by, today);
        return Result.Success;
    }

    /// <summary>What the program proposes for a new draft: from the risks, or as it was decided in the version before.</summary>
    public void Propose(SoaDecision decision, Guid? reviewedBy = null, DateOnly? reviewedOn = null)
    {
        Take(decision);
        (ReviewedBy, ReviewedOn) = (reviewedBy, reviewedOn);
    }

    /// <summary>Somebody has looked at what was proposed and decides so.</summary>
    public void Confirm(Guid by, DateOnly today) => (ReviewedBy, ReviewedOn) = (by, today);

    /// <summary>Approval is asked for: from now on it says how the control is put into practice at this moment.</summary>
    /// <param name="title">What the control is called now.</param>
    public void Freeze(string title, ControlPractice practice)
    {
        Title = title;
        (Coverage, Owner, EvidenceOn) = (practice.Coverage, practice.Owner, practice.EvidenceOn);
        string[] titles = [.. practice.Titles.Take(MostTitles)];
        if (!titles.SequenceEqual(Implementations, StringComparer.Ordinal)) { Implementations = titles; }
    }

    private void Take(SoaDecision decision)
    {
        string[] reasons = decision.Applicable ? [.. decision.Reasons.Distinct().Order().Select(r => r.ToString())] : [];
        (Applicable, Justification) = (decision.Applicable, Text.OrNull(decision.Justification));
        // The same list again is no change, and history tells none.
        if (!reasons.SequenceEqual(Reasons, StringComparer.Ordinal)) { Reasons = reasons; }
    }

    // A reason that rests on a record names it.
    private static List<FieldError> WhyIncluded(SoaDecision decision, IReadOnlyList<SoaRecord> linked)
    {
        List<FieldError> faults = [];
        if (decision.Reasons.Count == 0) { faults.Add(SoaErrors.NoReason); }
        if (decision.Reasons.Contains(InclusionReason.Risk) && !linked.Any(l => l.Kind == SoaLinkKind.Risk)) { faults.Add(SoaErrors.NoRisk); }
        if (decision.Reasons.Contains(InclusionReason.Legal) && !linked.Any(l => l.Kind == SoaLinkKind.LegalRequirement && !l.IsContract)) { faults.Add(SoaErrors.NoLaw); }
        if (decision.Reasons.Contains(InclusionReason.Contract) && !linked.Any(l => l.IsContract)) { faults.Add(SoaErrors.NoContract); }
        return faults;
    }

    private List<FieldError> WhyExcluded(SoaDecision decision, string? usedBy)
    {
        List<FieldError> faults = [];
        if (usedBy is not null) { faults.Add(SoaErrors.InUse(Code, usedBy)); }
        if (Text.SeenLength(decision.Justification) < JustificationMinLength) { faults.Add(SoaErrors.NoJustification); }
        return faults;
    }
}
