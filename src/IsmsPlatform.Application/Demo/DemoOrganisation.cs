using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.Scope;

namespace IsmsPlatform.Application.Demo;

/// <summary>A fictional organisation as its file tells it; references are e-mail addresses, codes and keys.</summary>
/// <param name="ProposedManager">Waits for top management to confirm it.</param>
/// <param name="Conflict">Two roles that one person holds although they conflict.</param>
/// <param name="Responsibility">A subject of the RACI matrix that the standard does not name.</param>
/// <param name="Raci">Clause → part → roles and e-mail addresses; "own" is the organisation's own subject.</param>
/// <param name="Waiver">Why authors approved their own work for a time; it has ended.</param>
public sealed record DemoOrganisation(string Slug, DemoProfile Organisation, IReadOnlyList<DemoUnit> Units, IReadOnlyList<DemoLocation> Locations, IReadOnlyList<DemoPerson> People, IReadOnlyList<DemoAsset> Assets, IReadOnlyList<DemoTask> Tasks, string ProposedManager, string Waiver, IReadOnlyList<DemoComment> Comments, IReadOnlyList<DemoEvidence> Evidence, DemoConflict Conflict, string Responsibility, IReadOnlyDictionary<string, IReadOnlyDictionary<RaciLetter, IReadOnlyList<string>>> Raci, DemoOwnRole OwnRole, IReadOnlyList<DemoView> Views, DemoContext Context, DemoProcesses Processes, DemoScope Scope, DemoMethodology Methodology, DemoThreats Threats, DemoControls Controls, IReadOnlyList<DemoRisk> Risks, IReadOnlyList<DemoTreatmentPlan> Treatment, DemoSoa Soa, IReadOnlyList<DemoTolerance> LossTolerance, IReadOnlyList<DemoAssessment> Assessments);

/// <summary>A role that the organisation defined itself.</summary>
/// <param name="Holder">E-mail address of whoever holds it.</param>
public sealed record DemoOwnRole(string Name, string Purpose, IReadOnlyList<string> Permissions, string Holder);

/// <summary>Version 1 of the scope; all units at the top, the named systems and every active process are inside.</summary>
/// <param name="Inside">Codes of locations.</param>
/// <param name="Outside">Code of a location → why it is left out.</param>
/// <param name="Systems">Keys of assets.</param>
/// <param name="Critical">Keys of the critical information assets.</param>
public sealed record DemoScope(string Statement, IReadOnlyList<string> Inside, IReadOnlyDictionary<string, string> Outside, IReadOnlyList<string> Systems, IReadOnlyList<string> Critical, IReadOnlyList<DemoInterface> Interfaces);

public sealed record DemoInterface(string With, string What, InterfaceDirection Direction, string? Agreement);

/// <param name="Owners">Key of a process of the standard set → e-mail address; those that are missing have nobody yet.</param>
/// <param name="Own">A process that the standard does not name; its review is overdue.</param>
public sealed record DemoProcesses(IReadOnlyDictionary<string, string> Owners, DemoProcess Own);

public sealed record DemoProcess(string Name, string Purpose, string Owner, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, string Criteria, int ReviewInDays);

/// <param name="Default">Whose list opens with it.</param>
public sealed record DemoView(string List, string Name, string Query, string By, bool Shared, bool Pinned, string? Default);

/// <param name="Unit">The part of the organisation for which the first one is held.</param>
public sealed record DemoConflict(string Who, Role First, string Unit, Role Second, string Reason);

public sealed record DemoProfile(string LegalName, string? TradeName, string? RegistrationNo, string? Sector, string Country, string TimeZone, string Currency, int FiscalYearStart, EmployeeCountBand EmployeeCountBand);

public sealed record DemoUnit(string Code, string Name, string? Parent, string? Manager);

public sealed record DemoLocation(string Code, string Name, string? Address, string? Country, LocationKind Kind, ZoneLevel ZoneLevel, string? Hazards);

/// <param name="RoleMonths">How long the roles hold; null for no end.</param>
/// <param name="SignIn">Has an account with the demo password.</param>
public sealed record DemoPerson(string Email, string Name, PersonKind Kind, string? JobTitle, string Unit, string? Manager, string? Location, DateOnly? HiredOn, string? EmployeeNo, IReadOnlyList<Role> Roles, int? RoleMonths, bool SignIn);

public sealed record DemoAsset(string Key, string Name, AssetType Type, string? Description, string? Owner, string? Custodian, string? Unit, string? Location, Classification Classification, bool PersonalData,
    int? C, int? I, int? A, int? RtoHours, int? RpoHours, DateOnly? AcquiredOn, DateOnly? EndOfSupportOn, DateOnly? NextReviewOn, AssetStatus Status, string? DisposalRecord, IReadOnlyList<DemoNeed>? Needs);

/// <param name="DueIn">Days from today; negative is overdue, and was mentioned in a mail.</param>
/// <param name="About">Key of an asset.</param>
public sealed record DemoTask(string Title, string For, string By, int DueIn, string? About);

public sealed record DemoNeed(string Key, InheritanceMode C, InheritanceMode I, InheritanceMode A, string? Reason);

/// <param name="Asset">Key of the asset.</param>
/// <param name="By">E-mail address of the author.</param>
/// <param name="DaysAgo">When it was written, before today.</param>
public sealed record DemoComment(string Asset, string By, string Text, int DaysAgo);

/// <param name="Asset">Key of the asset.</param>
/// <param name="By">E-mail address of whoever collected it.</param>
/// <param name="FileName">Of a file; then <paramref name="Content"/> is what is in it, of a text the text, of a link the address.</param>
/// <param name="DaysAgo">When it was collected, before today.</param>
/// <param name="ValidFor">Days for which it is valid since then.</param>
public sealed record DemoEvidence(string Asset, string By, string Title, EvidenceKind Kind, string? FileName, string Content, int DaysAgo, int? ValidFor);

/// <summary>The methodology in force, and what its next version says otherwise.</summary>
/// <param name="Comment">With which top management approved it.</param>
public sealed record DemoMethodology(MethodologyStart Start, string Appetite, string NextAppetite, string Comment);
