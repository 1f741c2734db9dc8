using FluentValidation;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>What a row can name as its reason, by a part of its name.</summary>
/// <param name="Named">What is chosen now: offered whatever is typed, so that typing takes nothing away.</param>
[RequirePermission(Permissions.SoaEdit)]
public sealed record FindSoaLinks(SoaLinkKind Kind, string? Q, IReadOnlyList<Guid> Named) : IQuery<Result<IReadOnlyList<Choice>>>;

public sealed class FindSoaLinksValidator : AbstractValidator<FindSoaLinks>
{
    public FindSoaLinksValidator() => RuleFor(f => f.Q).AtMost(Asset.NameMaxLength);
}

public sealed class FindSoaLinksHandler(IsmsDbContext db, Texts t) : IQueryHandler<FindSoaLinks, Result<IReadOnlyList<Choice>>>
{
    private const int Most = 50;

    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(FindSoaLinks query, CancellationToken cancellationToken)
    {
        Guid[] named = [.. query.Named.Take(SoaEntry.MostLinks)];
        return Result<IReadOnlyList<Choice>>.Of(query.Kind switch
        {
            SoaLinkKind.Risk => await RisksAsync(named, query.Q, cancellationToken),
            SoaLinkKind.LegalRequirement => await db.BasesToChooseAsync(ScopeBasis.LegalRequirement, named, query.Q, t, cancellationToken),
            _ => await db.BasesToChooseAsync(ScopeBasis.Requirement, named, query.Q, t, cancellationToken),
        });
    }

    // The gravest first, as the register has them.
    private async Task<IReadOnlyList<Choice>> RisksAsync(Guid[] named, string? q, CancellationToken cancellationToken)
    {
        var open = db.Risks.Where(r => EF.Property<bool>(r, RiskMapping.IsOpen) && !named.Contains(r.Id));
        if (db.RisksWith(q) is { } found) { open = open.Where(r => found.Contains(r.Id)); }
        return
        [
            .. await db.Risks.Where(r => named.Contains(r.Id)).OrderBy(r => r.Code).Select(r => new Choice(r.Id, r.Code + " " + r.Title)).ToListAsync(cancellationToken),
            .. await open.OrderBy(r => EF.Property<int>(r, RiskMapping.Gravity)).ThenBy(r => r.Id).Take(Most).Select(r => new Choice(r.Id, r.Code + " " + r.Title)).ToListAsync(cancellationToken),
        ];
    }
}
