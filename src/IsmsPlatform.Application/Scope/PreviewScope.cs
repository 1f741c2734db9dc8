using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>What a version would draw in and leave out, beside the one that it follows.</summary>
[RequirePermission(Permissions.ScopeView)]
public sealed record PreviewScope(Guid Id) : IQuery<Result<ScopePreview>>;

/// <param name="Before">Number of the version that it follows; null where there is none, then all that is inside comes in.</param>
/// <param name="IsPlanned">The version that it follows is approved, and its day is still to come.</param>
/// <param name="State">Where the version itself stands.</param>
/// <param name="InForceFrom">From which day on it holds; null until it is approved.</param>
/// <param name="CalledOff">Number of the planned version that it was built on and that was called off since.</param>
public sealed record ScopePreview(Guid Id, int VersionNo, int? Before, bool IsPlanned, ScopeState State, DateOnly? InForceFrom, int? CalledOff, IReadOnlyList<ScopeEffect> Effects);

public enum ScopeEffectKind
{
    People,
    Assets,
    Units,
    Locations,
    Processes,
}

public sealed record ScopeEffect(ScopeEffectKind Kind, ScopeCrowd ComesIn, ScopeCrowd GoesOut);

/// <param name="First">The first of them by name.</param>
public sealed record ScopeCrowd(int Count, IReadOnlyList<string> First);

public sealed class PreviewScopeHandler(IsmsDbContext db, ScopeInForce inForce, RequestScope scope, TimeProvider clock) : IQueryHandler<PreviewScope, Result<ScopePreview>>
{
    private const int Shown = 20;

    public async ValueTask<Result<ScopePreview>> Handle(PreviewScope query, CancellationToken cancellationToken)
    {
        if (await inForce.BoundaryOfAsync(query.Id, cancellationToken) is not { } then) { return Error.NotFound; }
        var today = scope.Today(clock);
        var effective = await db.ScopeStatements.EffectiveOn(today).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken);
        var asked = await db.ScopeStatements.Where(s => s.Id == query.Id).Select(s => new { s.Status, s.InForceFrom, WasApproved = db.Approvals.Any(a => a.SubjectType == nameof(ScopeStatement) && a.SubjectId == s.Id && a.Decision == ApprovalDecision.Approved) }).SingleAsync(cancellationToken);
        var before = await db.ScopeStatements.FollowedBy(then.VersionNo).Select(s => new { s.Id, s.InForceFrom }).FirstOrDefaultAsync(cancellationToken);
        var now = before?.Id is { } id ? await inForce.BoundaryOfAsync(id, cancellationToken) : null;
        var people = db.People.AsNoTracking().Where(p => p.Status != PersonStatus.Left);
        var assets = db.Assets.AsNoTracking().Where(a => a.Status != AssetStatus.Retired);
        Task<ScopeCrowd> PeopleAsync(ScopeBoundary inside, ScopeBoundary? outside) => CrowdAsync((outside is null ? people : people.Within(outside, inside: false)).Within(inside, inside: true).Select(p => p.Name), cancellationToken);
        Task<ScopeCrowd> AssetsAsync(ScopeBoundary inside, ScopeBoundary? outside) => CrowdAsync((outside is null ? assets : assets.Within(outside, inside: false)).Within(inside, inside: true).Select(a => a.Name), cancellationToken);
        async Task<ScopeEffect> SetsAsync(ScopeEffectKind kind, Func<ScopeBoundary, IReadOnlySet<Guid>> of, Func<Guid[], IQueryable<string>> names)
        {
            Guid[] comes = [.. of(then).Except(now is null ? [] : of(now))], goes = now is null ? [] : [.. of(now).Except(of(then))];
            return new ScopeEffect(kind, await CrowdAsync(names(comes), cancellationToken), await CrowdAsync(names(goes), cancellationToken));
        }
        return new ScopePreview(query.Id, then.VersionNo, now?.VersionNo, before?.InForceFrom > today, ScopeStates.Of(query.Id, asked.Status, asked.WasApproved, asked.InForceFrom, effective, today), asked.InForceFrom, await db.CalledOffSinceAsync(query.Id, then.VersionNo, cancellationToken),
        [
            new(ScopeEffectKind.People, await PeopleAsync(then, now), now is null ? new(0, []) : await PeopleAsync(now, then)),
            new(ScopeEffectKind.Assets, await AssetsAsync(then, now), now is null ? new(0, []) : await AssetsAsync(now, then)),
            await SetsAsync(ScopeEffectKind.Units, b => b.Units, ids => db.Units.Where(u => ids.Contains(u.Id)).Select(u => u.Name)),
            await SetsAsync(ScopeEffectKind.Locations, b => b.Locations, ids => db.Locations.Where(l => ids.Contains(l.Id)).Select(l => l.Name)),
            await SetsAsync(ScopeEffectKind.Processes, b => b.Processes, ids => db.Processes.Where(p => ids.Contains(p.Id)).Select(p => p.Name)),
        ]);
    }

    private static async Task<ScopeCrowd> CrowdAsync(IQueryable<string> names, CancellationToken cancellationToken)
    {
        var first = await names.OrderBy(n => n).Take(Shown).ToListAsync(cancellationToken);
        return new ScopeCrowd(first.Count < Shown ? first.Count : await names.CountAsync(cancellationToken), first);
    }
}

/// <summary>Two versions side by side, field by field.</summary>
/// <param name="With">The other one; the version that it follows when missing.</param>
[RequirePermission(Permissions.ScopeView)]
public sealed record CompareScopes(Guid Id, Guid? With = null) : IQuery<Result<ScopeComparison>>;

/// <param name="Rows">What differs.</param>
/// <param name="Others">The versions that it may be compared with.</param>
public sealed record ScopeComparison(Guid Id, int VersionNo, Guid? WithId, int? With, IReadOnlyList<DiffRow> Rows, IReadOnlyList<Choice> Others);

public sealed class CompareScopesHandler(IsmsDbContext db) : IQueryHandler<CompareScopes, Result<ScopeComparison>>
{
    private const int Most = 200;

    public async ValueTask<Result<ScopeComparison>> Handle(CompareScopes query, CancellationToken cancellationToken)
    {
        var versions = await db.ScopeStatements.AsNoTracking().OrderByDescending(s => s.VersionNo).Take(Most).Select(s => new { s.Id, s.VersionNo }).ToListAsync(cancellationToken);
        if (versions.Find(v => v.Id == query.Id) is not { } version || (query.With is not null && !versions.Exists(v => v.Id == query.With))) { return Error.NotFound; }
        var with = query.With ?? await db.ScopeStatements.FollowedBy(version.VersionNo).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken) ?? versions.Find(v => v.VersionNo < version.VersionNo)?.Id;
        var before = with is { } id ? await ContentAsync(id, cancellationToken) : null;
        var rows = ContentDiff.Between(before, await ContentAsync(query.Id, cancellationToken));
        return new ScopeComparison(version.Id, version.VersionNo, with, versions.Find(v => v.Id == with)?.VersionNo, [.. rows.Where(r => r.Differs && r.Path != nameof(ScopeStatement.VersionNo))], [.. versions.Where(v => v.Id != query.Id).Select(v => new Choice(v.Id, v.VersionNo.ToString(System.Globalization.CultureInfo.InvariantCulture)))]);
    }

    private async Task<string> ContentAsync(Guid id, CancellationToken cancellationToken)
        => (await db.ScopePartsAsync(id, cancellationToken)).ContentOf(await db.ScopeStatements.AsNoTracking().SingleAsync(s => s.Id == id, cancellationToken), asItHolds: true);
}
