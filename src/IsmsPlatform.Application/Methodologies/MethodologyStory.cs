using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Methodologies;

namespace IsmsPlatform.Application.Methodologies;

/// <summary>Tells what happened to a version: of its scales, what differs.</summary>
public sealed class MethodologyStory(AuditTrail audit, Texts t)
{
    internal static string Title(RiskMethodology version, Texts t) => t["Risk methodology, version {0}", version.VersionNo];

    /// <param name="before">The content before an edit; null when only its status changed.</param>
    internal void Tell(RiskMethodology version, string? before = null)
        => audit.Note(nameof(RiskMethodology), version.Id, Title(version, t), before is null ? [] : [.. ContentDiff.Between(before, MethodologyApproval.Content(version)).Where(r => r.Differs).Select(r => new FieldChange(r.Path, r.Before, r.After))]);
}
