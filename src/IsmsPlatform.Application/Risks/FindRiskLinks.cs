using FluentValidation;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>What a risk can be linked with.</summary>
public enum RiskLinkKind
{
    Asset,
    Threat,
    Vulnerability,
    Control,
}

/// <summary>What a form offers to link a risk with, while somebody types a part of the name.</summary>
/// <param name="Named">What is chosen now: offered whatever is typed, so that typing takes nothing away.</param>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record FindRiskLinks(RiskLinkKind Kind, string? Q, IReadOnlyList<Guid> Named) : IQuery<Result<IReadOnlyList<Choice>>>;

public sealed class FindRiskLinksValidator : AbstractValidator<FindRiskLinks>
{
    public FindRiskLinksValidator() => RuleFor(f => f.Q).AtMost(Asset.NameMaxLength);
}

public sealed class FindRiskLinksHandler(IsmsDbContext db) : IQueryHandler<FindRiskLinks, Result<IReadOnlyList<Choice>>>
{
    private const int Most = 50;

    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(FindRiskLinks query, CancellationToken cancellationToken)
    {
        var named = query.Named.Take(Risk.MostLinks).ToList();
        if (query.Kind == RiskLinkKind.Asset) { return Result<IReadOnlyList<Choice>>.Of(ChosenFirst(await db.AssetsToChooseAsync([.. named.Select(id => (Guid?)id)], cancellationToken, query.Q, Most), named)); }
        var all = query.Kind switch
        {
            RiskLinkKind.Threat => db.Threats.Select(t => new LinkOffer { Id = t.Id, Name = t.Name, Order = 0, IsOffered = !t.IsHidden }),
            RiskLinkKind.Vulnerability => db.Vulnerabilities.Select(v => new LinkOffer { Id = v.Id, Name = v.Name, Order = 0, IsOffered = !v.IsHidden }),
            _ => db.ControlImplementations.Join(db.Controls, i => i.ControlId, c => c.Id, (i, c) => new LinkOffer { Id = i.Id, Name = c.Code + " · " + i.Title, Order = c.Ordinal, IsOffered = i.Status != ImplementationStatus.Retired }),
        };
        return Result<IReadOnlyList<Choice>>.Of(await all.ToChooseAsync(query.Q, named, Most, cancellationToken));
    }

    private static IReadOnlyList<Choice> ChosenFirst(IReadOnlyList<Choice> choices, List<Guid> named) => [.. choices.OrderByDescending(c => named.Contains(c.Id))];
}
