using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Evidence;

namespace IsmsPlatform.Application.Evidence;

/// <summary>What is entered about a piece of evidence. A file is no member: it is taken in beside the form.</summary>
public record EvidenceForm
{
    /// <summary>The caller's id, so that a repeated request adds one item.</summary>
    public Guid Id { get; init; }

    /// <summary>Kind of the record that it speaks for: Asset, Person, OrganisationalUnit, Location …</summary>
    public string? SubjectType { get; init; }

    /// <summary>The record that it speaks for.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>The older item whose place it takes.</summary>
    public Guid? SupersedesId { get; init; }

    /// <summary>What it shows.</summary>
    public string? Title { get; init; }

    public EvidenceKind Kind { get; init; }

    /// <summary>Of a link: a whole address.</summary>
    public string? Url { get; init; }

    /// <summary>Of a text: what was seen.</summary>
    public string? Text { get; init; }

    public DateOnly? PeriodFrom { get; init; }

    public DateOnly? PeriodTo { get; init; }

    /// <summary>Today when missing.</summary>
    public DateOnly? CollectedOn { get; init; }

    public Classification Classification { get; init; } = Classification.Internal;

    public DateOnly? ValidUntil { get; init; }
}

public sealed class EvidenceFormRules : AbstractValidator<EvidenceForm>
{
    public EvidenceFormRules()
    {
        RuleFor(e => e.Id).Required();
        RuleFor(e => e.Title).Required().AtMost(EvidenceItem.TitleMaxLength);
        RuleFor(e => e.Kind).Known();
        RuleFor(e => e.Url).AtMost(EvidenceItem.UrlMaxLength);
        RuleFor(e => e.Text).AtMost(EvidenceItem.TextMaxLength);
        RuleFor(e => e.Classification).Known();
        RuleFor(e => e.PeriodFrom).Plausible();
        RuleFor(e => e.PeriodTo).Plausible();
        RuleFor(e => e.CollectedOn).Plausible();
        RuleFor(e => e.ValidUntil).Plausible();
    }
}
