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
    private const int MostWords = 4;

    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(FindRiskLinks query, CancellationToken cancellationToken)
    {
        var named = query.Named.Take(Risk.MostLinks).ToList();
        if (query.Kind == RiskLinkKind.Asset) { return Result<IReadOnlyList<Choice>>.Of(ChosenFirst(await db.AssetsToChooseAsync([.. named.Select(id => (Guid?)id)], cancellationToken, query.Q, Most), named)); }
        // Filtered before they are made: SQL cannot look into a value that has a constructor.
        var all = query.Kind switch
        {
            RiskLinkKind.Threat => db.Threats.Select(t => new { t.Id, t.Name, Order = 0, Offered = !t.IsHidden }),
            RiskLinkKind.Vulnerability => db.Vulnerabilities.Select(v => new { v.Id, v.Name, Order = 0, Offered = !v.IsHidden }),
            _ => db.ControlImplementations.Join(db.Controls, i => i.ControlId, c => c.Id, (i, c) => new { i.Id, Name = c.Code + " · " + i.Title, Order = c.Ordinal, Offered = i.Status != ImplementationStatus.Retired }),
        };
        var found = all.Where(c => c.Offered && !named.Contains(c.Id));
        foreach (var pattern in Like.PatternsOf(query.Q, MostWords) ?? []) { found = found.Where(c => EF.Functions.ILike(c.Name, pattern, "\\")); }
        var chosen = await all.Where(c => named.Contains(c.Id)).OrderBy(c => c.Order).ThenBy(c => c.Name).Select(c => new Choice(c.Id, c.Name)).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<Choice>>.Of([.. chosen, .. await found.OrderBy(c => c.Order).ThenBy(c => c.Name).ThenBy(c => c.Id).Take(Most).Select(c => new Choice(c.Id, c.Name)).ToListAsync(cancellationToken)]);
    }

    private static IReadOnlyList<Choice> ChosenFirst(IReadOnlyList<Choice> choices, List<Guid> named) => [.. choices.OrderByDescending(c => named.Contains(c.Id))];
}
