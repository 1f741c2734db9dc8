using FluentValidation;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>What an action can be linked with.</summary>
public enum ActionLinkKind
{
    Risk,
    Control,
}

/// <summary>What a form offers to link an action with, while somebody types a part of the name.</summary>
/// <param name="Named">What is chosen now: offered whatever is typed, so that typing takes nothing away.</param>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record FindActionLinks(ActionLinkKind Kind, string? Q, IReadOnlyList<Guid> Named) : IQuery<Result<IReadOnlyList<Choice>>>;

public sealed class FindActionLinksValidator : AbstractValidator<FindActionLinks>
{
    public FindActionLinksValidator() => RuleFor(f => f.Q).AtMost(Asset.NameMaxLength);
}

public sealed class FindActionLinksHandler(IsmsDbContext db) : IQueryHandler<FindActionLinks, Result<IReadOnlyList<Choice>>>
{
    private const int Most = 50;
    private const int MostWords = 4;

    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(FindActionLinks query, CancellationToken cancellationToken)
    {
        var named = query.Named.Take(TreatmentAction.MostLinks).ToList();
        // Filtered before they are made: SQL cannot look into a value that has a constructor.
        var all = query.Kind == ActionLinkKind.Risk
            ? db.Risks.Select(r => new { r.Id, Name = r.Code + " " + r.Title, Order = 0, Offered = r.Status != RiskStatus.Closed })
            : db.Controls.Select(c => new { c.Id, Name = c.Code + " " + c.Title, Order = c.Ordinal, Offered = c.RetiredOn == null });
        var found = all.Where(c => c.Offered && !named.Contains(c.Id));
        foreach (var pattern in Like.PatternsOf(query.Q, MostWords) ?? []) { found = found.Where(c => EF.Functions.ILike(c.Name, pattern, "\\")); }
        var chosen = await all.Where(c => named.Contains(c.Id)).OrderBy(c => c.Order).ThenBy(c => c.Name).Select(c => new Choice(c.Id, c.Name)).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<Choice>>.Of([.. chosen, .. await found.OrderBy(c => c.Order).ThenBy(c => c.Name).ThenBy(c => c.Id).Take(Most).Select(c => new Choice(c.Id, c.Name)).ToListAsync(cancellationToken)]);
    }
}
