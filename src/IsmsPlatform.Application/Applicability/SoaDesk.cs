using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Approvals;

namespace IsmsPlatform.Application.Applicability;

/// <summary>What every change of a draft has in common: one at a time against its submission, the request taken back, and told on the version.</summary>
public sealed class SoaDesk(IsmsDbContext db, ApprovalDesk approvals, AuditTrail audit, Texts t)
{
    /// <summary>Whoever submits and whoever decides about a row wait for each other: what is approved is what was there.</summary>
    internal Task LockAsync(Guid id, CancellationToken cancellationToken) => db.LockAsync($"soa {id}", cancellationToken);

    /// <summary>Nobody approves what they did not see.</summary>
    internal Task ReopenedAsync(SoaVersion version, CancellationToken cancellationToken)
        => approvals.CloseAsync(nameof(SoaVersion), version.Id, ApprovalDecision.Superseded, cancellationToken);

    /// <summary>The decision about a control, before and after.</summary>
    internal void Tell(SoaVersion version, string code, string? before, string? after)
    {
        if (before != after) { audit.Note(nameof(SoaVersion), version.Id, version.Label, new FieldChange($"Control.{code}", before, after)); }
    }

    /// <summary>Rows whose proposal somebody confirmed, by code.</summary>
    internal void TellConfirmed(SoaVersion version, IEnumerable<string> codes)
        => audit.Note(nameof(SoaVersion), version.Id, version.Label, new FieldChange("ConfirmedRows", null, string.Join(", ", codes)));

    /// <summary>A row as one sentence.</summary>
    internal string Said(SoaEntry entry, IEnumerable<SoaLink> links) => string.Join("; ", ((string?[])
    [
        SoaWords.Of(entry.Applicable, t),
        entry.Reasons.Length > 0 ? string.Join(", ", entry.Because.Select(r => SoaWords.Of(r, t))) : null,
        entry.Justification,
        .. links.Select(l => l.Name),
    ]).OfType<string>());
}
