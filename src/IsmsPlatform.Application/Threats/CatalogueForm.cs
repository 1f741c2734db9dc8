using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;

namespace IsmsPlatform.Application.Threats;

/// <summary>What is said of threats and vulnerabilities alike.</summary>
public abstract record CatalogueForm
{
    private static readonly char[] Separators = [',', ';', ' ', '\n', '\r', '\t'];

    public string? Name { get; init; }

    /// <summary>Which properties of information suffer; at least one.</summary>
    public IReadOnlyList<SecurityProperty>? Affects { get; init; } = new List<SecurityProperty>();

    /// <summary>Controls of Annex A that help against it, such as A.8.13; one entry may name several.</summary>
    public IReadOnlyList<string>? Controls { get; init; } = new List<string>();

    public string? Description { get; init; }

    /// <summary>One id each, in the order of Annex A.</summary>
    internal IReadOnlyList<string> ControlIds() => [.. (Controls ?? []).SelectMany(c => (c ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The form as the domain takes it; refused when it names what is no control.</summary>
    internal async Task<Result<CatalogueDetails>> DetailsAsync(StarterCatalogue starter, CancellationToken cancellationToken)
    {
        var annex = await starter.ReadAsync(cancellationToken);
        var controls = ControlIds().Select(annex.Control).ToList();
        return controls.Contains(null) ? ThreatErrors.NoSuchControl
            : new CatalogueDetails(Text.Clean(Name), [.. (Affects ?? []).Distinct()], [.. controls.OrderBy(c => c!.Ordinal).Select(c => c!.Id)], Text.OrNull(Description));
    }
}

public sealed class CatalogueFormRules : AbstractValidator<CatalogueForm>
{
    public CatalogueFormRules()
    {
        RuleFor(f => f.Name).Required().AtMost(CatalogueRecord.NameMaxLength);
        RuleFor(f => f.Affects).Must(a => a is { Count: > 0 }).WithErrorCode("required").WithMessage("Choose at least one.");
        RuleForEach(f => f.Affects).Known().OverridePropertyName(nameof(CatalogueForm.Affects));
        RuleFor(f => f.Controls).Must((f, _) => f.ControlIds().Count <= CatalogueRecord.MostControls).WithErrorCode("too-many").WithMessage("Choose at most {0}.").WithState(_ => new object[] { CatalogueRecord.MostControls });
        RuleFor(f => f.Description).AtMost(CatalogueRecord.DescriptionMaxLength);
    }
}

/// <summary>A control, as an entry that it helps against names it.</summary>
public sealed record ControlName(string Id, string Title);

/// <summary>Another entry that this one goes with.</summary>
public sealed record CatalogueName(Guid Id, string Code, string Name);
