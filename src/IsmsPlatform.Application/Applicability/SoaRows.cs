using System.Globalization;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Controls;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>A version with its entries in the order of Annex A, the organisation's own behind them, and what they name.</summary>
internal sealed record SoaRows(SoaVersion Version, int ScopeNo, PlanForSoa? Plan, IReadOnlyList<SoaEntry> Entries, ILookup<Guid, SoaLink> Links)
{
    /// <summary>The canonical content that top management approves: readable names, no ids, one line for each control.</summary>
    internal string Content() => CanonicalJson.Of(new
    {
        Version.VersionNo,
        RestsOn,
        Control = Entries.ToDictionary(e => e.Name, Line, StringComparer.Ordinal),
    });

    internal string RestsOn => string.Create(CultureInfo.InvariantCulture, $"Scope, version {ScopeNo}{(Plan is null ? "" : $"; treatment plan {Plan.Label}")}");

    private string Line(SoaEntry e) => string.Join("; ", ((string?[])
    [
        e.Applicable switch { true => "Applicable", false => "Excluded", null => "Undecided" },
        e.Reasons.Length > 0 ? string.Join(", ", e.Reasons) : null,
        e.Justification,
        .. Links[e.Id].Select(l => l.Name),
        e.Coverage is { } coverage ? string.Join(": ", ((string?[])[SheetWords.Of(coverage), e.Implementations.Length > 0 ? string.Join(", ", e.Implementations) : null]).OfType<string>()) : null,
        e.Owner,
    ]).OfType<string>());
}

internal static class SoaRowsQuery
{
    /// <summary>Null when there is no such version.</summary>
    internal static async Task<SoaRows?> SoaRowsAsync(this IsmsDbContext db, Guid id, CancellationToken cancellationToken, bool tracked = false)
    {
        IQueryable<T> As<T>(IQueryable<T> rows) where T : class => tracked ? rows : rows.AsNoTracking();
        if (await As(db.SoaVersions).SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is not { } version) { return null; }
        var scopeNo = await db.ScopeStatements.Where(s => s.Id == version.ScopeId).Select(s => s.VersionNo).SingleAsync(cancellationToken);
        var plan = version.PlanId is { } planId ? await db.TreatmentPlans.Where(p => p.Id == planId).Select(p => new PlanForSoa(p.Id, p.Code, p.Name)).SingleAsync(cancellationToken) : null;
        var entries = await As(db.SoaEntries).Where(e => e.SoaId == id).ToListAsync(cancellationToken);
        var links = await As(db.SoaLinks).Where(l => db.SoaEntries.Any(e => e.SoaId == id && e.Id == l.EntryId)).ToListAsync(cancellationToken);
        return new SoaRows(version, scopeNo, plan, [.. entries.OrderBy(e => e.Ordinal).ThenBy(e => e.Code, StringComparer.Ordinal)],
            InOrder(links));
    }

    /// <summary>What each entry names, in the order in which it reads.</summary>
    internal static ILookup<Guid, SoaLink> InOrder(IEnumerable<SoaLink> links) => links.OrderBy(l => l.Kind).ThenBy(l => l.Name, StringComparer.OrdinalIgnoreCase).ThenBy(l => l.Id).ToLookup(l => l.EntryId);

    /// <summary>Rows as fields, each by the name of its control.</summary>
    internal static async Task<IReadOnlyDictionary<string, string>> PartsByNameAsync(IsmsDbContext db, Guid id, CancellationToken cancellationToken)
        => await db.SoaRowsAsync(id, cancellationToken) is { } rows
            ? ContentDiff.FieldsOf(rows.Content()).Where(f => f.Key.Contains('.', StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>How each control is put into practice now: three questions for all of them.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, ControlPractice>> PracticeAsync(this IsmsDbContext db, CancellationToken cancellationToken)
    {
        var coverage = await ControlCoverages.Of(db).ToDictionaryAsync(s => s.ControlId, s => (ControlCoverage)s.Coverage, cancellationToken);
        var implementations = await db.ControlImplementations.Where(i => i.Status != ImplementationStatus.Retired).OrderBy(i => i.Id)
            .Select(i => new { i.Id, i.ControlId, i.Title, i.LastTestedOn, Owner = db.People.Where(p => p.Id == i.OwnerId).Select(p => p.Name).First() }).ToListAsync(cancellationToken);
        var evidence = await db.EvidenceLinks.Where(l => l.SubjectType == nameof(Control) || l.SubjectType == nameof(ControlImplementation)).Join(db.Evidence, l => l.EvidenceId, e => e.Id, (l, e) => new { l.SubjectId, e.CollectedOn })
            .GroupBy(e => e.SubjectId).Select(g => new { g.Key, Newest = g.Max(e => e.CollectedOn) }).ToDictionaryAsync(e => e.Key, e => (DateOnly?)e.Newest, cancellationToken);
        return implementations.GroupBy(i => i.ControlId).ToDictionary(g => g.Key, g => new ControlPractice(coverage.GetValueOrDefault(g.Key), [.. g.Select(i => i.Title)], g.First().Owner,
            g.SelectMany(i => new[] { i.LastTestedOn, evidence.GetValueOrDefault(i.Id) }).Append(evidence.GetValueOrDefault(g.Key)).Max()));
    }
}
