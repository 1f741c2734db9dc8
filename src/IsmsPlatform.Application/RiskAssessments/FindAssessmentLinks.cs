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

    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(FindAssessmentLinks query, CancellationToken cancellationToken)
    {
        var named = query.Named.Take(RiskAssessment.MostLinks).ToList();
        var all = query.Kind switch
        {
            AssessmentLinkKind.Person => db.People.Select(p => new LinkOffer { Id = p.Id, Name = p.Name, Order = 0, IsOffered = p.Status == PersonStatus.Active }),
            AssessmentLinkKind.Unit => db.Units.Select(u => new LinkOffer { Id = u.Id, Name = u.Name, Order = 0, IsOffered = true }),
            AssessmentLinkKind.Location => db.Locations.Select(l => new LinkOffer { Id = l.Id, Name = l.Name, Order = 0, IsOffered = true }),
            _ => db.Assets.Select(a => new LinkOffer { Id = a.Id, Name = a.Name, Order = 0, IsOffered = a.Status != AssetStatus.Retired }),
        };
        return Result<IReadOnlyList<Choice>>.Of(await all.ToChooseAsync(query.Q, named, Most, cancellationToken));
    }
}
