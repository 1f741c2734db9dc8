namespace IsmsPlatform.Domain.People;

/// <summary>Why two roles should not be held by one person.</summary>
public enum DutyConflict
{
    /// <summary>Auditors do not audit their own work (ISO/IEC 27001 9.2.2).</summary>
    AuditsOwnWork,
    /// <summary>Whoever watches over data protection does not decide how data are processed (GDPR, Article 38(6)).</summary>
    WatchesOwnDecisions,
    /// <summary>Whoever runs the ISMS does not review and approve it as top management, too (9.3).</summary>
    ReviewsOwnWork,
}

/// <summary>Two roles that one person must not combine without a reason (A.5.3).</summary>
public sealed record ConflictOfDuties(Role First, Role Second, DutyConflict Why)
{
    private static readonly Role[] Auditors = [Role.InternalAuditor, Role.ExternalAuditor];

    private static readonly Role[] Audited =
        [Role.IsmsManager, Role.TopManagement, Role.TenantAdmin, Role.RiskOwner, Role.AssetOwner, Role.ControlOwner, Role.ProcessOwner, Role.DocumentOwner, Role.IncidentManager];

    /// <summary>The declared list.</summary>
    public static IReadOnlyList<ConflictOfDuties> All { get; } =
    [
        .. Auditors.SelectMany(a => Audited.Select(w => new ConflictOfDuties(a, w, DutyConflict.AuditsOwnWork))),
        .. new[] { Role.IsmsManager, Role.TopManagement, Role.TenantAdmin }.Select(r => new ConflictOfDuties(Role.DPO, r, DutyConflict.WatchesOwnDecisions)),
        new(Role.TopManagement, Role.IsmsManager, DutyConflict.ReviewsOwnWork),
    ];

    /// <summary>The conflict between two roles, in either order; null where there is none.</summary>
    public static ConflictOfDuties? Between(Role one, Role other) => All.FirstOrDefault(c => (c.First == one && c.Second == other) || (c.First == other && c.Second == one));
}
