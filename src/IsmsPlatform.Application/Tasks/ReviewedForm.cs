using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What is said of every record that somebody answers for and looks at again.</summary>
public abstract record ReviewedForm
{
    /// <summary>The person who answers for it.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>The day by which it is looked at again; planned by the review cycle when missing.</summary>
    public DateOnly? NextReviewOn { get; init; }
}

public sealed class ReviewedFormRules : AbstractValidator<ReviewedForm>
{
    public ReviewedFormRules()
    {
        RuleFor(f => f.OwnerId).Must(o => o is not null).WithErrorCode("required").WithMessage("Name the person who answers for it.");
        RuleFor(f => f.NextReviewOn).Plausible();
    }
}

/// <summary>The people whom a form offers as owners.</summary>
/// <param name="Named">The owner that the form holds.</param>
[RequirePermission(Permissions.ContextEdit, Permissions.LegalEdit, Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record ListOwnerChoices(Guid? Named = null) : IQuery<Result<IReadOnlyList<Choice>>>;

public sealed class ListOwnerChoicesHandler(IsmsDbContext db) : IQueryHandler<ListOwnerChoices, Result<IReadOnlyList<Choice>>>
{
    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(ListOwnerChoices query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<Choice>>.Of(await db.PeopleToChooseAsync([query.Named], cancellationToken));
}

/// <summary>Closing asks why; the reason stays with the record.</summary>
public sealed class ClosingReasonRules : AbstractValidator<IWithReason>
{
    public ClosingReasonRules() => RuleFor(c => c.Reason).Required().AtMost(ReviewedRecord.ClosedReasonMaxLength);
}
