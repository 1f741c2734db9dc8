using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;

namespace IsmsPlatform.Application.Treatment;

/// <summary>What is said of a treatment plan; drafting and changing share it.</summary>
public abstract record PlanForm
{
    public string? Name { get; init; }

    /// <summary>First day of the period in which it is carried out.</summary>
    public DateOnly? PeriodFrom { get; init; }

    /// <summary>Last day of it.</summary>
    public DateOnly? PeriodTo { get; init; }

    /// <summary>In the organisation's currency; missing where none was set.</summary>
    public decimal? Budget { get; init; }

    /// <summary>The person who sees to it that it is carried out.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>The approved plan that it takes the place of once it is approved itself.</summary>
    public Guid? SucceedsId { get; init; }

    internal PlanDetails Details() => new(Text.Clean(Name), PeriodFrom!.Value, PeriodTo!.Value, Budget, OwnerId!.Value, SucceedsId);
}

public sealed class PlanFormRules : AbstractValidator<PlanForm>
{
    public PlanFormRules()
    {
        RuleFor(p => p.Name).Required().AtMost(TreatmentPlan.NameMaxLength);
        RuleFor(p => p.PeriodFrom).Required().Plausible();
        RuleFor(p => p.PeriodTo).Required().Plausible();
        RuleFor(p => p.Budget).Amount();
        RuleFor(p => p.OwnerId).Must(o => o is not null).WithErrorCode("required").WithMessage("Name the person who answers for it.");
    }
}
