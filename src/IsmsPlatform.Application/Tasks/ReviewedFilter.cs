using FluentValidation;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What every list of reviewed records can be narrowed by; the address of the list is its form.</summary>
public abstract record ReviewedFilter
{
    /// <summary>Words or parts of words of the title or code; all of them must occur.</summary>
    public string? Q { get; init; }

    /// <summary>The owner's id, or "me" for whoever asks.</summary>
    public string? Owner { get; init; }

    /// <summary>True: only what should have been reviewed by now.</summary>
    public bool? Overdue { get; init; }

    /// <param name="inForce">What is reviewed at all.</param>
    internal IQueryable<T> Narrow<T>(IQueryable<T> rows, System.Linq.Expressions.Expression<Func<T, bool>> inForce, RequestScope scope, DateOnly today)
        where T : ReviewedRecord
    {
        rows = rows.With(Owner, scope, r => r.OwnerId);
        return Overdue == true ? rows.Where(inForce).Where(r => r.NextReviewOn < today) : rows;
    }
}

public sealed class ReviewedFilterRules : AbstractValidator<ReviewedFilter>
{
    public ReviewedFilterRules()
    {
        RuleFor(f => f.Q).AtMost(AssetFilter.SearchMaxLength);
        RuleFor(f => f.Owner).NamesSomebody();
    }
}
