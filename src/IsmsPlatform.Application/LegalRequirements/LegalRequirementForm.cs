using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LegalRequirements;

/// <summary>What is said of a legal requirement; registering and changing share it.</summary>
public abstract record LegalRequirementForm : ReviewedForm
{
    /// <summary>How people call it.</summary>
    public string? Title { get; init; }

    /// <summary>What kind of rule it is.</summary>
    public LegalKind? Kind { get; init; }

    /// <summary>Whose law it is: ISO 3166-1 alpha-2, or EU. A contract or a standard may have none.</summary>
    public string? Jurisdiction { get; init; }

    /// <summary>Where it stands: the number of the act, the article, the contract.</summary>
    public string? Citation { get; init; }

    /// <summary>What it says, in the organisation's own words.</summary>
    public string? Summary { get; init; }

    /// <summary>What has to be done.</summary>
    public string? Duty { get; init; }

    /// <summary>Why it binds the organisation.</summary>
    public string? AppliesBecause { get; init; }

    /// <summary>Where it can be read; https only.</summary>
    public string? SourceUrl { get; init; }

    /// <summary>The day from which it binds.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    internal LegalDetails Details() => new(Text.Clean(Title!), Kind!.Value, Text.OrNull(Jurisdiction), Text.OrNull(Citation), Text.OrNull(Summary), Text.OrNull(Duty), Text.OrNull(AppliesBecause), Text.OrNull(SourceUrl), EffectiveFrom);
}

public sealed class LegalRequirementFormRules : AbstractValidator<LegalRequirementForm>
{
    public LegalRequirementFormRules()
    {
        Include(new ReviewedFormRules());
        RuleFor(l => l.Title).Required().AtMost(LegalRequirement.TitleMaxLength);
        RuleFor(l => l.Kind).Chosen();
        RuleFor(l => l.Citation).AtMost(LegalRequirement.CitationMaxLength);
        RuleFor(l => l.Summary).AtMost(LegalRequirement.SummaryMaxLength);
        RuleFor(l => l.Duty).AtMost(LegalRequirement.DutyMaxLength);
        RuleFor(l => l.AppliesBecause).AtMost(LegalRequirement.AppliesBecauseMaxLength);
        RuleFor(l => l.SourceUrl).AtMost(LegalRequirement.SourceUrlMaxLength);
        RuleFor(l => l.EffectiveFrom).Plausible();
    }
}

internal static class LegalRequirementOfRecord
{
    /// <summary>
    /// Refused where another one in force is called the same: two records of one law are assessed apart and contradict each other. A citation
    /// tells none apart, because one law is cited in many ways and lists show the title.
    /// </summary>
    internal static async Task<Error?> RefusalOfTwinAsync(this IsmsDbContext db, Guid id, string title, string? jurisdiction, CancellationToken cancellationToken)
        => await db.LegalRequirements.Where(l => l.Id != id && l.Status == LegalStatus.Active && EF.Functions.ILike(l.Title, Like.Literal(title), "\\") && l.Jurisdiction == jurisdiction)
            .OrderBy(l => l.Code).Select(l => l.Code).FirstOrDefaultAsync(cancellationToken) is { } twin ? LegalErrors.Twice(twin) : null;

    internal static LegalDetails Details(this LegalRequirement r) => new(r.Title, r.Kind, r.Jurisdiction, r.Citation, r.Summary, r.Duty, r.AppliesBecause, r.SourceUrl, r.EffectiveFrom);
}
