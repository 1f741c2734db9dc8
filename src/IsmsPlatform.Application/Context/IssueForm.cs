using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Context;

/// <summary>What is said of an issue; drafting and changing share it.</summary>
public abstract record IssueForm : ReviewedForm
{
    /// <summary>Outside or inside the organisation.</summary>
    public IssueKind? Kind { get; init; }

    /// <summary>External: Political to Legal; internal: Strategy to Finance.</summary>
    public IssueCategory? Category { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public string? Title { get; init; }

    /// <summary>What it means for the organisation and its ISMS.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it helps the ISMS to achieve what it is for, or threatens that.</summary>
    public IssueEffect? Effect { get; init; }

    /// <summary>1 (little) to 5 (decisive).</summary>
    public int? Significance { get; init; }

    internal ContextIssueDetails Details() => new(Kind!.Value, Category!.Value, Text.Clean(Title!), Effect!.Value, Significance!.Value, Text.OrNull(Description));
}

public sealed class IssueFormRules : AbstractValidator<IssueForm>
{
    public IssueFormRules()
    {
        Include(new ReviewedFormRules());
        RuleFor(i => i.Kind).Chosen();
        RuleFor(i => i.Category).Chosen();
        RuleFor(i => i.Title).Required().AtMost(ContextIssue.TitleMaxLength);
        RuleFor(i => i.Description).AtMost(ContextIssue.DescriptionMaxLength);
        RuleFor(i => i.Effect).Chosen();
        RuleFor(i => i.Significance).Required().Between(ContextIssue.SignificanceMin, ContextIssue.SignificanceMax);
    }
}

internal static class IssueOfRecord
{
    internal static ContextIssueDetails Details(this ContextIssue r) => new(r.Kind, r.Category, r.Title, r.Effect, r.Significance, r.Description);
}
