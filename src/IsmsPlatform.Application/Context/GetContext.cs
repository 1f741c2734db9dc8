using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Context;

/// <summary>Clauses 4.1 and 4.2 on one page: what counts, the weightiest first.</summary>
[RequirePermission(Permissions.ContextView)]
public sealed record GetContext : IQuery<Result<ContextView>>;

/// <param name="Issues">Active ones and drafts of both kinds, the most significant first; at most as many of each kind as one reads.</param>
/// <param name="More">How many of each kind are not listed.</param>
/// <param name="Parties">Active ones, the most influential first; at most as many as one reads.</param>
/// <param name="PartyCount">All that are active.</param>
/// <param name="Undecided">Requirements of active parties of which nobody decided whether the ISMS addresses them.</param>
public sealed record ContextView(IReadOnlyList<IssueRow> Issues, IReadOnlyDictionary<IssueKind, int> More, ClimateView Climate, IReadOnlyList<PartyInShort> Parties, int PartyCount, int Undecided);

public sealed record PartyInShort(Guid Id, string Name, PartyKind Kind, int Influence, int Interest, int Requirements, int Undecided);

public sealed class GetContextHandler(IsmsDbContext db) : IQueryHandler<GetContext, Result<ContextView>>
{
    private const int MostOfEach = 60;
    private const int MostParties = 12;

    public async ValueTask<Result<ContextView>> Handle(GetContext query, CancellationToken cancellationToken)
    {
        List<IssueRow> issues = [];
        Dictionary<IssueKind, int> more = [];
        foreach (var kind in Enum.GetValues<IssueKind>())
        {
            var all = db.ContextIssues.AsNoTracking().Where(i => i.Kind == kind && i.Status != IssueStatus.Closed);
            var shown = await IssueRows.Of(all.OrderByDescending(i => i.Significance).ThenBy(i => i.Title).ThenBy(i => i.Id).Take(MostOfEach), db).ToListAsync(cancellationToken);
            issues.AddRange(shown);
            more[kind] = shown.Count < MostOfEach ? 0 : await all.CountAsync(cancellationToken) - MostOfEach;
        }
        var active = db.InterestedParties.AsNoTracking().Where(p => p.Status == PartyStatus.Active);
        var parties = await active.OrderByDescending(p => p.Influence).ThenByDescending(p => p.Interest).ThenBy(p => p.Name).ThenBy(p => p.Id).Take(MostParties)
            .Select(p => new PartyInShort(p.Id, p.Name, p.Kind, p.Influence, p.Interest, db.PartyRequirements.Count(r => r.PartyId == p.Id), db.PartyRequirements.Count(r => r.PartyId == p.Id && r.AddressedByIsms == Addressed.Undecided)))
            .ToListAsync(cancellationToken);
        return new ContextView(issues, more, await db.ClimateAsync(cancellationToken), parties, await active.CountAsync(cancellationToken),
            await db.PartyRequirements.CountAsync(r => r.AddressedByIsms == Addressed.Undecided && active.Any(p => p.Id == r.PartyId), cancellationToken));
    }
}
