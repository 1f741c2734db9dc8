using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.BusinessObjectives;

/// <summary>What is said of a business objective; adding and changing share it.</summary>
public abstract record ObjectiveForm : ReviewedForm
{
    /// <summary>The objective, as one sentence.</summary>
    public string? Title { get; init; }

    /// <summary>By when: a year or a day, 2028 or 2028-06-30.</summary>
    public string? Horizon { get; init; }

    internal ObjectiveDetails Details() => new(Text.Clean(Title!), Text.Clean(Horizon!));
}

public sealed class ObjectiveFormRules : AbstractValidator<ObjectiveForm>
{
    public ObjectiveFormRules()
    {
        Include(new ReviewedFormRules());
        RuleFor(o => o.Title).Required().AtMost(BusinessObjective.TitleMaxLength);
        RuleFor(o => o.Horizon).Required().AtMost(BusinessObjective.HorizonMaxLength);
    }
}

internal static class ObjectiveOfRecord
{
    internal static ObjectiveDetails Details(this BusinessObjective r) => new(r.Title, r.Horizon);
}
