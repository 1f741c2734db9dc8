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

    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(FindActionLinks query, CancellationToken cancellationToken)
    {
        var named = query.Named.Take(TreatmentAction.MostLinks).ToList();
        var all = query.Kind == ActionLinkKind.Risk
            ? db.Risks.Select(r => new LinkOffer { Id = r.Id, Name = r.Code + " " + r.Title, Order = 0, IsOffered = r.Status != RiskStatus.Closed })
            : db.Controls.Select(c => new LinkOffer { Id = c.Id, Name = c.Code + " " + c.Title, Order = c.Ordinal, IsOffered = c.RetiredOn == null });
        return Result<IReadOnlyList<Choice>>.Of(await all.ToChooseAsync(query.Q, named, Most, cancellationToken));
    }
}
