using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>A draft with everything about which it can decide.</summary>
/// <param name="Named">Assets and bases that a form names and the draft does not (any more): what was entered is shown again.</param>
[RequirePermission(Permissions.ScopeEdit)]
public sealed record GetScopeDraft(Guid Id, params IReadOnlyList<Guid> Named) : IQuery<Result<ScopeDraft>>;

/// <param name="Undecided">Requirements that keep it from being submitted.</param>
public sealed record ScopeDraft(ScopeVersionView Stored, IReadOnlyList<ScopeChoice> Records, IReadOnlyDictionary<ScopeBasis, IReadOnlyList<Choice>> Bases, IReadOnlyList<(string Party, string Requirement)> Undecided);

/// <param name="Depth">In the tree of the units.</param>
/// <param name="ParentId">The unit that it follows unless something else is decided.</param>
public sealed record ScopeChoice(ScopeTarget Target, string Name, int Depth = 0, Guid? ParentId = null);

public sealed class GetScopeDraftHandler(IsmsDbContext db, ISender sender, Texts t) : IQueryHandler<GetScopeDraft, Result<ScopeDraft>>
{
    private const int Most = 5000;

    public async ValueTask<Result<ScopeDraft>> Handle(GetScopeDraft query, CancellationToken cancellationToken)
    {
        var stored = await sender.Send(new GetScopeVersion(query.Id), cancellationToken);
        if (stored.Error is { } error) { return error; }
        if (!stored.Value.MayEdit) { return ScopeErrors.Closed; }
        var units = await db.Units.AsNoTracking().OrderBy(u => u.Name).ThenBy(u => u.Id).Take(Most).Select(u => new { u.Id, u.Name, u.ParentId }).ToListAsync(cancellationToken);
        List<ScopeChoice> records =
        [
            .. UnitTree.InOrder(units, u => u.Id, u => u.ParentId).Select(u => new ScopeChoice(new ScopeTarget(ScopeItemKind.Unit, u.Unit.Id), u.Unit.Name, u.Depth, u.Unit.ParentId)),
            .. await db.Locations.AsNoTracking().OrderBy(l => l.Name).ThenBy(l => l.Id).Take(Most).Select(l => new ScopeChoice(new ScopeTarget(ScopeItemKind.Location, l.Id), l.Name, 0)).ToListAsync(cancellationToken),
            .. await db.Processes.AsNoTracking().Where(p => p.Status == ProcessStatus.Active).OrderBy(p => p.Code).Take(Most).Select(p => new ScopeChoice(new ScopeTarget(ScopeItemKind.Process, p.Id), p.Name, 0)).ToListAsync(cancellationToken),
            .. stored.Value.Items.Where(i => new ScopeTarget(i.Kind, i.RecordId).IsAsset).Select(i => new ScopeChoice(new ScopeTarget(i.Kind, i.RecordId), i.Name)),
        ];
        var others = query.Named.Except(stored.Value.Items.Select(i => i.RecordId)).ToList();
        if (others.Count > 0) { records.AddRange((await db.Assets.AsNoTracking().Where(a => others.Contains(a.Id)).OrderBy(a => a.Name).ThenBy(a => a.Id).Select(a => new { a.Id, a.Type, a.Name }).ToListAsync(cancellationToken)).Select(a => new ScopeChoice(ScopeTarget.OfAsset(a.Id, a.Type), a.Name))); }
        return new ScopeDraft(stored.Value, records, new Dictionary<ScopeBasis, IReadOnlyList<Choice>>
        {
            [ScopeBasis.Objective] = await OfAsync(ScopeBasis.Objective, stored.Value, query.Named, cancellationToken),
            [ScopeBasis.LegalRequirement] = await OfAsync(ScopeBasis.LegalRequirement, stored.Value, query.Named, cancellationToken),
            [ScopeBasis.Issue] = await OfAsync(ScopeBasis.Issue, stored.Value, query.Named, cancellationToken),
            [ScopeBasis.Requirement] = await OfAsync(ScopeBasis.Requirement, stored.Value, query.Named, cancellationToken),
        }, await db.UndecidedRequirementsAsync(cancellationToken));
    }

    // What is chosen already, or was in the form, is offered, whatever became of it.
    private Task<IReadOnlyList<Choice>> OfAsync(ScopeBasis basis, ScopeVersionView stored, IEnumerable<Guid> named, CancellationToken cancellationToken)
        => db.BasesToChooseAsync(basis, [.. stored.Of(basis).Select(c => c.RecordId).Concat(named).Distinct()], null, t, cancellationToken);
}

/// <summary>Assets that a draft could name, by a part of the name or code; those that it names are left out.</summary>
[RequirePermission(Permissions.ScopeEdit)]
public sealed record FindScopeAssets(Guid Id, string? Q) : IQuery<Result<IReadOnlyList<FoundScopeAsset>>>;

/// <param name="Criticality">The greatest effective value; -1 when not valued.</param>
public sealed record FoundScopeAsset(Guid Id, string? Code, string Name, AssetType Type, int Criticality);

public sealed class FindScopeAssetsHandler(IsmsDbContext db) : IQueryHandler<FindScopeAssets, Result<IReadOnlyList<FoundScopeAsset>>>
{
    private const int Most = 50;

    public async ValueTask<Result<IReadOnlyList<FoundScopeAsset>>> Handle(FindScopeAssets query, CancellationToken cancellationToken)
    {
        if (!await db.ScopeStatements.AnyAsync(s => s.Id == query.Id, cancellationToken)) { return Error.NotFound; }
        var assets = db.Assets.AsNoTracking().Where(a => a.Status != AssetStatus.Retired && !db.ScopeItems.Any(i => i.ScopeId == query.Id && i.AssetId == a.Id));
        assets = assets.WithWords(query.Q, a => a.Name, a => a.Code);
        return Result<IReadOnlyList<FoundScopeAsset>>.Of(await assets.OrderByDescending(a => a.Criticality).ThenBy(a => a.Name).ThenBy(a => a.Id).Take(Most).Select(a => new FoundScopeAsset(a.Id, a.Code, a.Name, a.Type, a.Criticality)).ToListAsync(cancellationToken));
    }
}
