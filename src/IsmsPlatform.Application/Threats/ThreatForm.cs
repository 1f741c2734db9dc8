using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.Threats;

namespace IsmsPlatform.Application.Threats;

/// <summary>What is said of a threat; adding and changing share it.</summary>
public abstract record ThreatForm : CatalogueForm
{
    public ThreatCategory? Category { get; init; }

    /// <summary>Whether somebody means it, somebody errs, or nobody is to blame; at least one.</summary>
    public IReadOnlyList<ThreatOrigin>? Origins { get; init; } = new List<ThreatOrigin>();
}

public sealed class ThreatFormRules : AbstractValidator<ThreatForm>
{
    public ThreatFormRules()
    {
        Include(new CatalogueFormRules());
        RuleFor(t => t.Category).Chosen();
        RuleForEach(t => t.Origins).Known().OverridePropertyName(nameof(ThreatForm.Origins));
        RuleFor(t => t.Origins).Must(o => o is { Count: > 0 }).WithErrorCode("required").WithMessage("Choose at least one.");
    }
}
