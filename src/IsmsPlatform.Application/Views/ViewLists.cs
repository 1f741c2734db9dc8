using IsmsPlatform.Application.Shared.Tenancy;

namespace IsmsPlatform.Application.Views;

/// <summary>A list whose views can be saved.</summary>
/// <param name="Key">Under which its views are stored.</param>
/// <param name="Path">Its page, below the organisation's address.</param>
/// <param name="Parameters">What of its address makes a view: filters, order, columns. Where one is in the list and which day is looked at belong to one visit.</param>
/// <param name="Permissions">Any of these sees the list, and with it its shared views.</param>
public sealed record ViewList(string Key, string Path, IReadOnlyList<string> Parameters, params IReadOnlyList<string> Permissions)
{
    public bool IsVisibleTo(Actor actor) => Permissions.Any(actor.Can);

    /// <summary>What an address asks for, in one spelling: known parameters alone, in their order, each value once.</summary>
    public string Kept(string? query)
    {
        var pairs = (query ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)).Where(p => p is [_, not ""])
            .Select(p => (Name: Plain(p[0]), Value: Plain(p[1]))).ToList();
        return string.Join('&', Parameters.SelectMany(name => pairs.Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(p => p.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(value => $"{name}={Uri.EscapeDataString(value)}")));
    }

    private static string Plain(string encoded) => Uri.UnescapeDataString(encoded.Replace('+', ' '));
}

/// <summary>Every list whose views can be saved. Another one is a line here and <c>[HasViews]</c> on its action.</summary>
public static class ViewLists
{
    public const string Assets = "assets";
    public const string People = "people";
    public const string Processes = "processes";
    public const string Evidence = "evidence";
    public const string LegalRequirements = "legal-requirements";
    public const string Issues = "context-issues";
    public const string Parties = "interested-parties";
    public const string Objectives = "business-objectives";
    public const string Controls = "controls";
    public const string ControlTests = "control-tests";
    public const string Risks = "risks";
    public const string RiskAssessments = "risk-assessments";
    public const string TreatmentActions = "treatment-actions";
    public const string AuditLog = "audit-log";

    public static IReadOnlyList<ViewList> All { get; } =
    [
        new(Assets, "assets", ["q", "type", "status", "owner", "unit", "location", "classification", "criticality", "critical", "missing", "personalData", "inScope", "sort", "columns"], Permissions.AssetsView),
        new(People, "people", ["q", "unit", "status", "inScope", "columns"], Permissions.PeopleNames, Permissions.PeopleView),
        new(Processes, "processes", ["q", "status", "owner", "overdue", "inScope", "sort"], Permissions.ProcessesView),
        new(Evidence, "evidence", ["superseded"], Permissions.EvidenceView),
        new(LegalRequirements, "legal-requirements", ["q", "kind", "jurisdiction", "compliance", "status", "owner", "overdue", "sort"], Permissions.LegalView),
        new(Issues, "context/issues", ["q", "kind", "category", "status", "owner", "overdue", "sort"], Permissions.ContextView),
        new(Parties, "interested-parties", ["q", "kind", "status", "owner", "overdue", "sort"], Permissions.ContextView),
        new(Objectives, "business-objectives", ["q", "status", "owner", "overdue", "sort"], Permissions.ContextView),
        new(Controls, "controls", ["q", "theme", "nature", "type", "property", "concept", "capability", "domain", "works", "test", "coverage", "owner", "own", "retired", "sort"], Permissions.ControlsView),
        new(ControlTests, "control-tests", ["q", "kind", "status", "verdict", "due", "tester", "control", "implementation", "sort"], Permissions.ControlsView),
        new(Risks, "risks", ["q", "status", "kind", "treatment", "affects", "stage", "level", "likelihood", "impact", "above", "acceptance", "reevaluate", "stale", "unrated", "owner", "overdue", "asset", "threat", "vulnerability", "control", "sort"], Permissions.RisksView),
        new(RiskAssessments, "risk-assessments", ["q", "status", "trigger", "lead", "sort"], Permissions.RisksView),
        new(TreatmentActions, "treatment-actions", ["q", "status", "overdue", "owner", "plan", "risk", "control", "sort"], Permissions.RisksView),
        new(AuditLog, "settings/audit-log", ["q", "actor", "what", "type", "subject", "from", "to"], Permissions.AuditView),
    ];

    public static ViewList? Of(string? key) => All.FirstOrDefault(l => l.Key == key);
}
