using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Controls;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>What the program can say about a control by itself: what was decided before, and which open risks it treats. It invents nothing else.</summary>
public sealed class SoaProposal(IsmsDbContext db, ControlUse use)
{
    /// <summary>Risks that are named without being asked for; whoever decides may name more.</summary>
    private const int MostRisks = 10;

    /// <summary>Adds the rows that a draft does not have yet.</summary>
    /// <param name="before">The version in force, whose decisions are taken over.</param>
    /// <param name="there">Controls that have a row.</param>
    internal async Task AddAsync(SoaVersion draft, SoaRows? before, IReadOnlyCollection<Guid> there, CancellationToken cancellationToken)
    {
        var controls = await use.WithRow().AsNoTracking().Where(c => !there.Contains(c.Id)).ToListAsync(cancellationToken);
        var risks = (await use.RisksAsync([.. controls.Select(c => c.Id)], MostRisks, cancellationToken)).ToLookup(r => r.ControlId);
        var known = before is null ? new Dictionary<(SoaLinkKind, Guid), SoaRecord>() : await db.SoaRecordsAsync(before.Links.SelectMany(l => l).Select(l => (l.Kind, l.RecordId)), cancellationToken);
        var decided = before?.Entries.ToDictionary(e => e.ControlId);
        foreach (var control in controls)
        {
            var last = decided?.GetValueOrDefault(control.Id);
            SoaRecord[] linked = last is null ? [] : [.. before!.Links[last.Id].Select(l => known.GetValueOrDefault((l.Kind, l.RecordId))).OfType<SoaRecord>().Where(r => !r.IsOver)];
            Add(draft, control, last, linked, [.. risks[control.Id].Select(r => r.Record)]);
        }
    }

    private void Add(SoaVersion draft, Control control, SoaEntry? last, SoaRecord[] linked, SoaRecord[] risks)
    {
        var entry = SoaEntry.Of(draft.Id, control);
        db.SoaEntries.Add(entry);
        if (last is { Applicable: false } && risks.Length == 0)
        {
            entry.Propose(new SoaDecision(false, [], last.Justification), last.ReviewedBy, last.ReviewedOn);
            return;
        }
        SoaRecord[] all = [.. linked.Concat(risks).DistinctBy(r => (r.Kind, r.Id)).Take(SoaEntry.MostLinks)];
        // A reason whose records are over is none any more; without any the row is undecided again.
        InclusionReason[] kept = last is { Applicable: true } ? [.. last.Because.Where(r => Holds(r, all))] : [];
        InclusionReason[] reasons = risks.Length > 0 ? [.. kept.Append(InclusionReason.Risk).Distinct()] : kept;
        if (reasons.Length == 0) { return; }
        var same = last is not null && reasons.ToHashSet().SetEquals(last.Because);
        entry.Propose(new SoaDecision(true, reasons, last is { Applicable: true } ? last.Justification : null), same ? last!.ReviewedBy : null, same ? last!.ReviewedOn : null);
        db.SoaLinks.AddRange(all.Select(r => SoaLink.Of(entry.Id, r)));
    }

    private static bool Holds(InclusionReason reason, IEnumerable<SoaRecord> linked) => reason switch
    {
        InclusionReason.Risk => linked.Any(l => l.Kind == SoaLinkKind.Risk),
        InclusionReason.Legal => linked.Any(l => l.Kind == SoaLinkKind.LegalRequirement && !l.IsContract),
        InclusionReason.Contract => linked.Any(l => l.IsContract),
        _ => true,
    };
}
