using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>What is different in a version, beside another one.</summary>
/// <param name="With">The other one; null for the approved version before.</param>
[RequirePermission(Permissions.SoaView)]
public sealed record CompareSoas(Guid Id, Guid? With = null) : IQuery<Result<SoaComparison>>;

/// <param name="WithId">Null where there is no version before.</param>
/// <param name="Rows">What they rest on, where that differs.</param>
/// <param name="Controls">Those of which something differs, in their order; those that are not there any more at the end.</param>
/// <param name="Others">Versions that could stand beside it, newest first.</param>
public sealed record SoaComparison(Guid Id, int VersionNo, Guid? WithId, int? WithNo, SoaChanges Changes, IReadOnlyList<DiffRow> Rows, IReadOnlyList<SoaDifference> Controls, IReadOnlyList<SoaOther> Others);

/// <summary>A control of which something differs, field by field.</summary>
public sealed record SoaDifference(string Name, IReadOnlyList<DiffRow> Rows);

public sealed record SoaOther(Guid Id, int VersionNo);

/// <summary>A comparison in figures.</summary>
/// <param name="Included">Applicable now, and not before.</param>
/// <param name="Excluded">Excluded now, and not before.</param>
/// <param name="Reasons">Decided the same, for other reasons.</param>
/// <param name="Status">Put into practice otherwise.</param>
/// <param name="Added">Rows that were not there.</param>
/// <param name="Removed">Rows that are not there any more.</param>
public sealed record SoaChanges(int Included, int Excluded, int Reasons, int Status, int Added, int Removed)
{
    public bool Any => Included + Excluded + Reasons + Status + Added + Removed > 0;

    internal static SoaChanges Between(SoaRows before, SoaRows now)
    {
        var old = before.Entries.ToDictionary(e => e.ControlId);
        var both = now.Entries.Where(e => old.ContainsKey(e.ControlId)).Select(e => (Was: old[e.ControlId], Is: e)).ToList();
        string Why(SoaRows rows, SoaEntry e) => string.Join('|', [.. e.Reasons, e.Justification ?? "", .. rows.Links[e.Id].Select(l => l.RecordId).Order().Select(id => id.ToString())]);
        return new SoaChanges(
            both.Count(p => p.Is.Applicable == true && p.Was.Applicable != true), both.Count(p => p.Is.Applicable == false && p.Was.Applicable != false),
            both.Count(p => p.Is.Applicable == p.Was.Applicable && Why(now, p.Is) != Why(before, p.Was)), both.Count(p => p.Is.Coverage != p.Was.Coverage),
            now.Entries.Count - both.Count, before.Entries.Count - both.Count);
    }
}

public sealed class CompareSoasHandler(IsmsDbContext db, SoaReader reader, Texts t) : IQueryHandler<CompareSoas, Result<SoaComparison>>
{
    private const int MostOthers = 50;

    public async ValueTask<Result<SoaComparison>> Handle(CompareSoas query, CancellationToken cancellationToken)
    {
        if (await reader.RowsAsync(query.Id, cancellationToken) is not { } now) { return Error.NotFound; }
        var others = await db.SoaVersions.Where(s => s.Id != query.Id && s.Status != SoaStatus.Withdrawn).OrderByDescending(s => s.VersionNo).Take(MostOthers).Select(s => new SoaOther(s.Id, s.VersionNo)).ToListAsync(cancellationToken);
        var with = query.With ?? await db.SoaVersions.Where(s => s.VersionNo < now.Version.VersionNo).InForce().Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken);
        if (with is not { } id) { return new SoaComparison(query.Id, now.Version.VersionNo, null, null, new SoaChanges(0, 0, 0, 0, 0, 0), [], [], others); }
        if (await reader.RowsAsync(id, cancellationToken) is not { } before) { return Error.NotFound; }
        return new SoaComparison(query.Id, now.Version.VersionNo, id, before.Version.VersionNo, SoaChanges.Between(before, now),
            Differing(CanonicalJson.Of(new { before.RestsOn }), CanonicalJson.Of(new { now.RestsOn })), Controls(before, now), others);
    }

    private IReadOnlyList<SoaDifference> Controls(SoaRows before, SoaRows now)
    {
        var (old, there) = (before.Entries.ToDictionary(e => e.ControlId), now.Entries.Select(e => e.ControlId).ToHashSet());
        return [.. now.Entries.Select(e => new SoaDifference(e.Name, Differing(old.GetValueOrDefault(e.ControlId) is { } was ? Said(before, was) : null, Said(now, e))))
            .Concat(before.Entries.Where(e => !there.Contains(e.ControlId)).Select(e => new SoaDifference(e.Name, Differing(Said(before, e), "{}"))))
            .Where(d => d.Rows.Count > 0)];
    }

    private static IReadOnlyList<DiffRow> Differing(string? before, string after) => [.. ContentDiff.Between(before, after).Where(r => r.Differs)];

    private string Said(SoaRows rows, SoaEntry e) => CanonicalJson.Of(new
    {
        Applicable = SoaWords.Of(e.Applicable, t),
        Reasons = Text.OrNull(string.Join(", ", e.Because.Select(r => SoaWords.Of(r, t)))),
        e.Justification,
        NamedRecords = Text.OrNull(string.Join("; ", rows.Links[e.Id].Select(l => l.Name))),
        Status = SoaWords.Of(e.Coverage ?? ControlCoverage.NotImplemented, t),
        Implementations = Text.OrNull(string.Join(", ", e.Implementations)),
        e.Owner,
    });
}
