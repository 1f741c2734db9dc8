using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Domain.LegalRequirements;

public enum LegalKind
{
    Law,
    Regulation,
    Contract,
    Standard,
    Licence,
}

public enum ComplianceStatus
{
    NotAssessed,
    NotCompliant,
    Partly,
    Compliant,
}

public enum LegalStatus
{
    Active,
    Repealed,
}

/// <summary>What people enter about a legal requirement, as one value.</summary>
public sealed record LegalDetails(string Title, LegalKind Kind, string? Jurisdiction, string? Citation = null, string? Summary = null, string? Duty = null, string? AppliesBecause = null, string? SourceUrl = null, DateOnly? EffectiveFrom = null);

/// <summary>A law, a contract or another rule that the organisation has to keep to (ISO/IEC 27001 4.2, A.5.31).</summary>
public sealed class LegalRequirement : ReviewedRecord
{
    public const string CodePrefix = "LGL";
    public const int TitleMaxLength = 200;
    public const int CitationMaxLength = 300;
    public const int SummaryMaxLength = 4000;
    public const int DutyMaxLength = 4000;
    public const int AppliesBecauseMaxLength = 2000;
    public const int SourceUrlMaxLength = 2000;
    public const int NoteMaxLength = 2000;
    /// <summary>Beside the countries of ISO 3166.</summary>
    public const string EuropeanUnion = "EU";

    private LegalRequirement() { }

    public string Code { get; private init; } = "";

    public string Title { get; private set; } = "";

    public LegalKind Kind { get; private set; }

    /// <summary>ISO 3166-1 alpha-2 or <see cref="EuropeanUnion"/>: whose law it is. A contract or a standard may have none.</summary>
    public string? Jurisdiction { get; private set; }

    /// <summary>Where it stands: the article, the number of the contract.</summary>
    public string? Citation { get; private set; }

    /// <summary>In the organisation's own words.</summary>
    public string? Summary { get; private set; }

    /// <summary>What has to be done.</summary>
    public string? Duty { get; private set; }

    public string? AppliesBecause { get; private set; }

    public string? SourceUrl { get; private set; }

    public DateOnly? EffectiveFrom { get; private set; }

    public ComplianceStatus ComplianceStatus { get; private set; }

    public DateOnly? AssessedOn { get; private set; }

    public string? AssessmentNote { get; private set; }

    public LegalStatus Status { get; private set; }

    public override bool IsInForce => Status == LegalStatus.Active;

    /// <summary>An assessment is evidence, too.</summary>
    public override bool CanBeDeleted => base.CanBeDeleted && AssessedOn is null;

    public static bool IsJurisdiction(string code) => code == EuropeanUnion || IsoCodes.Countries.Contains(code);

    public static Result<LegalRequirement> Register(Guid id, string code, LegalDetails details, ReviewPlan plan)
    {
        var requirement = new LegalRequirement { Id = id, Code = code };
        return requirement.Change(details, plan).Error is { } error ? error : requirement;
    }

    public Result Change(LegalDetails details, ReviewPlan plan)
    {
        if (Status == LegalStatus.Repealed) { return LegalErrors.Repealed; }
        var (jurisdiction, url) = (Text.OrNull(details.Jurisdiction), Text.OrNull(details.SourceUrl));
        if (jurisdiction is not null && !IsJurisdiction(jurisdiction)) { return LegalErrors.JurisdictionUnknown; }
        if (jurisdiction is null && details.Kind is not (LegalKind.Contract or LegalKind.Standard)) { return LegalErrors.JurisdictionMissing; }
        // It becomes a link: any other scheme could run something when somebody follows it.
        if (url is not null && !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps)) { return LegalErrors.NoHttps; }
        if (url is not null && WebAddress.NamesSomebody(url)) { return LegalErrors.NamesSomebody; }
        var planned = Take(plan, notBefore: details.EffectiveFrom);
        if (!planned.IsSuccess) { return planned; }
        (Title, Kind, Jurisdiction, SourceUrl, EffectiveFrom) = (Text.Clean(details.Title), details.Kind, jurisdiction, url, details.EffectiveFrom);
        (Citation, Summary, Duty, AppliesBecause) = (Text.OrNull(details.Citation), Text.OrNull(details.Summary), Text.OrNull(details.Duty), Text.OrNull(details.AppliesBecause));
        return Result.Success;
    }

    /// <summary>Somebody compared what is done with what has to be done.</summary>
    public Result Assess(ComplianceStatus status, string? note, DateOnly today)
    {
        if (Status == LegalStatus.Repealed) { return LegalErrors.Repealed; }
        if (status == ComplianceStatus.NotAssessed) { return LegalErrors.NoAssessment; }
        if (Text.OrNull(note) is null && status != ComplianceStatus.Compliant) { return LegalErrors.SayWhatIsMissing; }
        (ComplianceStatus, AssessmentNote, AssessedOn) = (status, Text.OrNull(note), today);
        return Result.Success;
    }

    /// <summary>It binds nobody here any more.</summary>
    public Result Repeal(string? reason)
    {
        if (Status == LegalStatus.Repealed) { return LegalErrors.Repealed; }
        var closed = CloseFor(reason);
        if (closed.IsSuccess) { Status = LegalStatus.Repealed; }
        return closed;
    }

    public Result Reinstate()
    {
        if (Status != LegalStatus.Repealed) { return LegalErrors.NotRepealed; }
        ForgetReason();
        Status = LegalStatus.Active;
        return Result.Success;
    }
}
