using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>What the form of an assessment names: people who take part or own risks, and what narrows the scope.</summary>
public enum AssessmentLinkKind
{
    Person,
    Unit,
    Location,
    Asset,
}

/// <summary>What the form offers, while somebody types a part of the name.</summary>
/// <param name="Named">What is chosen now: offered whatever is typed, so that typing takes nothing away.</param>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record FindAssessmentLinks(AssessmentLinkKind Kind, string? Q, IReadOnlyList<Guid> Named) : IQuery<Result<IReadOnlyList<Choice>>>;

public sealed class FindAssessmentLinksValidator : AbstractValidator<FindAssessmentLinks>
{
    public FindAssessmentLinksValidator()
    {
        RuleFor(f => f.Kind).Known();
        RuleFor(f => f.Q).AtMost(Asset.NameMaxLength);
    }
}

public sealed class FindAssessmentLinksHandler(IsmsDbContext db) : IQueryHandler<FindAssessmentLinks, Result<IReadOnlyList<Choice>>>
{
    private const int Most = 30;
    private const int MostWords = 4;

    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(FindAssessmentLinks query, CancellationToken cancellationToken)
    {
        var named = query.Named.Take(RiskAssessment.MostLinks).ToList();
        // Filtered before they are made: SQL cannot look into a value that has a constructor.
        var all = query.Kind switch
        {
            AssessmentLinkKind.Person => db.People.Select(p => new { p.Id, p.Name, Offered = p.Status == PersonStatus.Active }),
            AssessmentLinkKind.Unit => db.Units.Select(u => new { u.Id, u.Name, Offered = true }),
            AssessmentLinkKind.Location => db.Locations.Select(l => new { l.Id, l.Name, Offered = true }),
            _ => db.Assets.Select(a => new { a.Id, a.Name, Offered = a.Status != AssetStatus.Retired }),
        };
        var found = all.Where(c => c.Offered && !named.Contains(c.Id));
        foreach (var pattern in Like.PatternsOf(query.Q, MostWords) ?? []) { found = found.Where(c => EF.Functions.ILike(c.Name, pattern, "\\")); }
        var chosen = await all.Where(c => named.Contains(c.Id)).OrderBy(c => c.Name).Select(c => new Choice(c.Id, c.Name)).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<Choice>>.Of([.. chosen, .. await found.OrderBy(c => c.Name).ThenBy(c => c.Id).Take(Most).Select(c => new Choice(c.Id, c.Name)).ToListAsync(cancellationToken)]);
    }
}
