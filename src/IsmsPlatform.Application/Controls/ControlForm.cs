using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;

namespace IsmsPlatform.Application.Controls;

/// <summary>What is said of a control of the organisation's own; defining and changing share it.</summary>
public abstract record ControlForm
{
    public string? Title { get; init; }

    /// <summary>What it is for.</summary>
    public string? Purpose { get; init; }

    public ControlTheme? Theme { get; init; }

    /// <summary>Technical, administrative or physical.</summary>
    public ControlNature? Nature { get; init; }

    /// <summary>When it acts on the risk.</summary>
    public IReadOnlyList<ControlType>? Types { get; init; } = new List<ControlType>();

    /// <summary>What it protects.</summary>
    public IReadOnlyList<SecurityProperty>? Properties { get; init; } = new List<SecurityProperty>();

    public IReadOnlyList<CybersecurityConcept>? Concepts { get; init; } = new List<CybersecurityConcept>();

    public IReadOnlyList<OperationalCapability>? Capabilities { get; init; } = new List<OperationalCapability>();

    public IReadOnlyList<SecurityDomain>? Domains { get; init; } = new List<SecurityDomain>();

    internal ControlDetails Details() => new(Title!, Purpose, Theme!.Value, Nature!.Value, new ControlAttributes(Types ?? [], Properties ?? [], Concepts ?? [], Capabilities ?? [], Domains ?? []));
}

public sealed class ControlFormRules : AbstractValidator<ControlForm>
{
    public ControlFormRules()
    {
        RuleFor(c => c.Title).Required().AtMost(Control.TitleMaxLength);
        RuleFor(c => c.Purpose).AtMost(Control.PurposeMaxLength);
        RuleFor(c => c.Theme).Chosen();
        RuleFor(c => c.Nature).Chosen();
        RuleForEach(c => c.Types).Known().OverridePropertyName(nameof(ControlForm.Types));
        RuleForEach(c => c.Properties).Known().OverridePropertyName(nameof(ControlForm.Properties));
        RuleForEach(c => c.Concepts).Known().OverridePropertyName(nameof(ControlForm.Concepts));
        RuleForEach(c => c.Capabilities).Known().OverridePropertyName(nameof(ControlForm.Capabilities));
        RuleForEach(c => c.Domains).Known().OverridePropertyName(nameof(ControlForm.Domains));
    }
}
