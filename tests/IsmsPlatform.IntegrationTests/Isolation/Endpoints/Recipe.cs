using System.Text.RegularExpressions;
namespace IsmsPlatform.IntegrationTests.Isolation.Endpoints;

/// <summary>Where an endpoint stands, which decides who is turned away and how.</summary>
public enum Area
{
    /// <summary>Open to anyone.</summary>
    Public,
    /// <summary>Needs an account, no tenant.</summary>
    Account,
    /// <summary>Needs an account that is a platform operator.</summary>
    Operator,
    /// <summary><c>t/{tenant}/…</c></summary>
    Tenant,
    /// <summary><c>api/v1/…</c></summary>
    Api,
}

/// <summary>
/// How the sweep replays an endpoint. An endpoint without one is red, and so is a recipe without an endpoint.
/// </summary>
/// <param name="Key">Method and route template: <c>GET t/{tenant}/assets/{id:guid}</c>.</param>
/// <param name="Permissions">Any of these admits; empty in the tenant area means every member.</param>
public sealed partial record Recipe(string Key, Area Area, params string[] Permissions)
{
    /// <summary>Route parameter → kind of record whose id belongs there.</summary>
    public IReadOnlyDictionary<string, Kind> Slots { get; init; } = new Dictionary<string, Kind>(StringComparer.Ordinal);

    /// <summary>Form or JSON member → kind of record whose id belongs there; a foreign id must be refused.</summary>
    public IReadOnlyDictionary<string, Kind> References { get; init; } = new Dictionary<string, Kind>(StringComparer.Ordinal);

    /// <summary>Further members, so that the request reaches the reference.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whoever owns the record of the address comes in, whatever their roles.</summary>
    public bool OwnersToo { get; init; }

    public string Method => Key.Split(' ')[0];

    public string Template => Key.Split(' ')[1];

    public bool IsRead => Method is "GET";

    /// <summary>The address with its slots filled.</summary>
    /// <param name="tenant">The organisation's short name.</param>
    /// <param name="idOf">The id for a slot.</param>
    public string AddressOf(string tenant, Func<string, Guid> idOf) => "/" + Slot().Replace(Template, m => m.Groups[1].Value switch
    {
        "tenant" => tenant,
        "status" => "404",
        "documentName" => "v1",
        "token" => "no-such-token",
        "type" => "location",
        "kind" => "asset",
        "basis" => "objective",
        "step" => "Scenario",
        var slot => idOf(slot).ToString(),
    });

    [GeneratedRegex(@"\{(\w+)(?::[^}]*)?\}", RegexOptions.None, 1000)]
    internal static partial Regex Slot();

    public Recipe With(string slot, Kind kind) => this with { Slots = new Dictionary<string, Kind>(Slots, StringComparer.Ordinal) { [slot] = kind } };

    public Recipe ForOwners() => this with { OwnersToo = true };

    public Recipe Refers(string member, Kind kind) => this with { References = new Dictionary<string, Kind>(References, StringComparer.Ordinal) { [member] = kind } };

    public Recipe Say(string member, string value) => this with { Fields = new Dictionary<string, string>(Fields, StringComparer.Ordinal) { [member] = value } };
}

/// <summary>Kinds of records that an address or a form may name.</summary>
public enum Kind
{
    Asset,
    Dependency,
    Unit,
    Location,
    Person,
    RoleAssignment,
    CustomRole,
    OperatorEntry,
    ApiClient,
    Import,
    Approval,
    Waiver,
    Task,
    Comment,
    Evidence,
    PeopleImport,
    RiskImport,
    RiskDraft,
    RaciSubject,
    RaciEntry,
    SavedView,
    Process,
    Methodology,
    ScopeVersion,
    SoaVersion,
    SoaEntry,
    Issue,
    Party,
    PartyRequirement,
    LegalRequirement,
    Objective,
    Risk,
    AcceptedRisk,
    Acceptance,
    LossRun,
    OwnControl,
    Implementation,
    ControlTest,
    Threat,
    Vulnerability,
    RiskAssessment,
    CompletedAssessment,
    TreatmentPlan,
    TreatmentAction,
    RunningAction,
}
