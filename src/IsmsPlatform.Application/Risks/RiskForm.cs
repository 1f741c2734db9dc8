using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>What is said of a risk; identifying and changing share it.</summary>
public abstract record RiskForm : ReviewedForm
{
    /// <summary>In a few words: what happens to what.</summary>
    public string? Title { get; init; }

    /// <summary>Who or what does which harm, by which way, with which consequence.</summary>
    public string? Scenario { get; init; }

    /// <summary>To information, to the management system itself, or an opportunity.</summary>
    public RiskKind? Kind { get; init; }

    /// <summary>The threat of the organisation's catalogue.</summary>
    public Guid? ThreatId { get; init; }

    /// <summary>Vulnerabilities of the catalogue that the threat uses.</summary>
    public IReadOnlyList<Guid>? VulnerabilityIds { get; init; } = new List<Guid>();

    /// <summary>The assets that suffer.</summary>
    public IReadOnlyList<Guid>? AssetIds { get; init; } = new List<Guid>();

    /// <summary>Implementations of controls that lower the risk.</summary>
    public IReadOnlyList<Guid>? ImplementationIds { get; init; } = new List<Guid>();

    /// <summary>Which properties of information suffer; at least one.</summary>
    public IReadOnlyList<SecurityProperty>? Affects { get; init; } = new List<SecurityProperty>();

    /// <summary>What is done with it; missing while nobody decided.</summary>
    public TreatmentOption? Treatment { get; init; }

    /// <summary>People whose data is concerned would suffer.</summary>
    public bool PersonalData { get; init; }

    internal RiskDetails Details() => new(Text.Clean(Title), Text.OrNull(Scenario), Kind!.Value, ThreatId, [.. (Affects ?? []).Distinct().Order()], Treatment, PersonalData);
}

public sealed class RiskFormRules : AbstractValidator<RiskForm>
{
    public RiskFormRules()
    {
        Include(new ReviewedFormRules());
        RuleFor(r => r.Title).Required().AtMost(Risk.TitleMaxLength);
        RuleFor(r => r.Scenario).AtMost(Risk.ScenarioMaxLength);
        RuleFor(r => r.Kind).Chosen();
        RuleForEach(r => r.Affects).Known().OverridePropertyName(nameof(RiskForm.Affects));
        RuleFor(r => r.Affects).Must(a => a is { Count: > 0 }).WithErrorCode("required").WithMessage("Choose at least one.");
        RuleFor(r => r.Treatment).Must(o => o is null || Enum.IsDefined(o.Value)).WithErrorCode("unknown-value").WithMessage("Choose one of the listed values.");
        RuleFor(r => r.VulnerabilityIds).Must(Few).WithErrorCode("too-many").WithMessage(TooMany);
        RuleFor(r => r.AssetIds).Must(Few).WithErrorCode("too-many").WithMessage(TooMany);
        RuleFor(r => r.ImplementationIds).Must(Few).WithErrorCode("too-many").WithMessage(TooMany);
    }

    private const string TooMany = "Name at most 100. What concerns more is best told as several risks.";

    private static bool Few(IReadOnlyList<Guid>? ids) => ids is null || ids.Count <= Risk.MostLinks;
}

/// <summary>Who may change which risk: the ISMS manager each of them, an owner their own (section 33 of the domain model).</summary>
public sealed class RiskAccess(RequestScope scope)
{
    public bool MayChange(Guid ownerId) => scope.Actor.Can(Permissions.RisksEdit) || (scope.Actor.Can(Permissions.RisksEditOwn) && ownerId == scope.PersonId);

    /// <summary>Whoever may change it, and its owner, whatever their roles: they are asked to rate it and to have it accepted.</summary>
    public bool MayEvaluate(Guid ownerId) => MayChange(ownerId) || scope.Actor.Owns(ownerId);
}
