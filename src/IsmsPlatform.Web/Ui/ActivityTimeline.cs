using System.Globalization;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Ui;

/// <summary>Puts events into words: "accepted this asset", "changed Owner from … to …".</summary>
public sealed class ActivityTimeline(Texts t, Words words, Shell shell)
{
    private const string Role = nameof(RoleAssignment);

    /// <param name="about">True on the record's own page, where the record needs no name.</param>
    public Timeline Of(IEnumerable<ActivityEntry> entries, bool about = true) => new([.. (about ? OncePerAct(entries) : entries).Select(e => Entry(e, about))]);

    // One act can touch a person, their account and their invitation: on the person's page it is told once. Each role counts for itself.
    private static IEnumerable<ActivityEntry> OncePerAct(IEnumerable<ActivityEntry> entries)
    {
        ActivityEntry? told = null;
        foreach (var e in entries)
        {
            var same = e.SubjectType != Role && told is { } t && t.UseCase == e.UseCase && t.ActorName == e.ActorName && t.SubjectType != e.SubjectType && (t.At - e.At).Duration() < TimeSpan.FromSeconds(1);
            if (same) { continue; }
            if (e.SubjectType != Role) { told = e; }
            yield return e;
        }
    }

    private TimelineEntry Entry(ActivityEntry e, bool about) => new(e.ActorName, e.ActorKind switch
    {
        ActorKind.ApiClient => TimelineActor.ApiClient,
        ActorKind.Job => TimelineActor.Job,
        _ => TimelineActor.Person,
    }, e.At,
        e is { SubjectType: AuditTrail.Import, Changes: [var records] } ? [new TimelinePiece(Imported(e, int.TryParse(records.After, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0))] :
        e.SubjectType == Role ? [new TimelinePiece(Act(e)), new TimelinePiece(words.OfStored("Role", e.SubjectLabel), Strong: true), .. about ? [] : Holder(e)] :
        about ? [new TimelinePiece(Act(e))] : [new TimelinePiece(Act(e)), new TimelinePiece(e.SubjectLabel.Length > 0 ? e.SubjectLabel : words.OfSubject(e.SubjectType), Strong: true, Link(e))],
        Creates(e) ? [] : [.. e.Changes.Select(c => new TimelineChange(Field(c.Field), Value(c.Field, c.Before), Value(c.Field, c.After)))], e.Reason);

    private static IEnumerable<TimelinePiece> Holder(ActivityEntry e)
        => e.Changes.FirstOrDefault(c => c.Field == "PersonId")?.After is { } person ? [new TimelinePiece("→"), new TimelinePiece(person, Strong: true)] : [];

    public string? Value(string field, string? value) => value switch
    {
        null => null,
        _ when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => UserFormat.Date(day, shell.Culture),
        _ when value.Length > 18 && DateTimeOffset.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) => UserFormat.Moment(at, shell.TimeZone, shell.Culture),
        _ => words.OfStored(field, value),
    };

    // Acts that may fill in what was empty without making anything new.
    private static readonly HashSet<string> Fills = new(StringComparer.Ordinal)
    {
        "AssignResponsibility", "AddDependency", "AcceptAsset", "AcceptAssets", "RetireAsset", "ChangeAsset", "ChangePerson", "ChangeUnit",
        "ChangeLocation", "ActivateIssue", "AddPartyRequirement", "ChangePartyRequirement", "AssessCompliance", "CloseIssue", "CloseParty",
        "CloseObjective", "RepealLegalRequirement", "ReviewIssue", "ReviewClimate", "ReviewParty", "ReviewLegalRequirement", "ReviewObjective", "ChangeIssue",
        "ChangeParty", "ChangeLegalRequirement", "ChangeObjective", "DetermineClimate", "PatchIssue", "PatchParty", "PatchLegalRequirement",
        "PatchObjective", "PatchPartyRequirement", "RetireProcess", "ReinstateProcess", "ConfirmProcessReview", "ChangeProcess", "PatchProcess",
        "ChangeControl", "PatchControl", "RetireControl", "ChangeImplementation", "PatchImplementation", "ChangeVulnerability", "PatchVulnerability", "ChangeThreat", "PatchThreat", "ChangeScopeDraft", "AddScopeAssets", "SubmitScope", "ConfirmScopeReview",
    };

    // What a new record holds stands on its page; the event says that it began.
    private static bool Creates(ActivityEntry e) => (e.UseCase is not "ConfirmImport" || e.SubjectType == AuditTrail.Import) && e.Changes.Count > 0 && e.Changes.All(c => c.Before is null) && !Fills.Contains(e.UseCase);

    private string Act(ActivityEntry e) => e.UseCase switch
    {
        "CreateAsset" => t["registered the asset"],
        "ChangeAsset" or "PatchAsset" => t["changed the asset"],
        "AcceptAsset" or "AcceptAssets" => t["accepted the asset"],
        "StartAssetReview" => t["started a review of the asset"],
        "RetireAsset" => t["retired the asset"],
        "DeleteAsset" or "DeleteIssue" => t["deleted the draft"],
        "CreateIssue" => t["wrote down the issue"],
        "ChangeIssue" or "PatchIssue" => t["changed the issue"],
        "ActivateIssue" => t["activated the issue"],
        "CloseIssue" => t["closed the issue"],
        "ReopenIssue" => t["reopened the issue"],
        "ReviewIssue" or "ReviewClimate" or "ReviewParty" or "ReviewLegalRequirement" or "ReviewObjective" => t["reviewed"],
        "DetermineClimate" => t["determined"],
        "AddParty" => t["added the party"],
        "ChangeParty" or "PatchParty" => t["changed the party"],
        "CloseParty" => t["closed the party"],
        "ReopenParty" => t["reopened the party"],
        "AddPartyRequirement" => t["added a requirement"],
        "ChangePartyRequirement" or "PatchPartyRequirement" => t["changed a requirement"],
        "RemovePartyRequirement" => t["removed a requirement"],
        "RegisterLegalRequirement" => t["registered the legal requirement"],
        "ChangeLegalRequirement" or "PatchLegalRequirement" => t["changed the legal requirement"],
        "AssessCompliance" => t["assessed"],
        "RepealLegalRequirement" => t["marked as repealed"],
        "ReinstateLegalRequirement" => t["reinstated"],
        "DeleteLegalRequirement" => t["deleted from the legal register"],
        "AddObjective" => t["added the objective"],
        "ChangeObjective" or "PatchObjective" => t["changed the objective"],
        "CloseObjective" => t["closed the objective"],
        "ReopenObjective" => t["reopened the objective"],
        "AddDependency" => t["added a dependency"],
        "ChangeDependency" => t["changed a dependency"],
        "RemoveDependency" => t["removed a dependency"],
        "ConfirmImport" or "BatchUpsertAssets" => t["imported the asset"],
        "ConfirmPeople" => t["imported the person"],
        "AddPerson" => t["added the person"],
        "ChangePerson" => t["changed the person"],
        "InvitePerson" => t["sent an invitation"],
        "AcceptInvitation" => t["accepted the invitation"],
        "MarkPersonLeft" when e.SubjectType == Role => Creates(e) ? t["handed over the role"] : t["ended the role"],
        "MarkPersonLeft" when e.SubjectType is not ("Person" or "Membership" or "Invitation") => t["handed over"],
        "MarkPersonLeft" => t["marked as left"],
        "ActivatePerson" => t["marked as active"],
        "MarkPersonAbsent" => t["marked as absent"],
        "AssignRole" or "SeedDemoOrganisation" when e.SubjectType == "Approval" => t["asked for approval of"],
        "AssignRole" when e.Changes.Any(c => c is { Field: "Status", After: nameof(RoleAssignmentStatus.Proposed) }) => t["proposed the role"],
        "AssignRole" => t["assigned the role"],
        "Approve" => e.SubjectType == Role ? t["confirmed the role"] : t["gave approval to"],
        "Reject" => e.SubjectType == Role ? t["turned down the role"] : t["turned down"],
        "WithdrawApproval" => t["took back the request for"],
        "WaiveOwnApproval" => t["let authors approve their own work"],
        "EndApprovalWaiver" => t["ended the waiver"],
        "CreateTask" => t["asked for"],
        "StartTask" => t["began"],
        "CompleteTask" => t["did"],
        "CancelTask" => t["withdrew the task"],
        "SnoozeTask" => t["put off"],
        "SetReviewCycle" => t["set how often records are reviewed"],
        "AcceptRole" => t["took on the role"],
        "EndRole" => t["ended the role"],
        "EnterTenant" => t["entered"],
        "LeaveTenant" => t["went out of"],
        "EndOperatorEntry" => t["ended the visit of the platform operator to"],
        "DefineRole" => t["defined the role"],
        "ChangeRole" => t["changed the role"],
        "RetireRole" => e.SubjectType == Role ? t["ended the role"] : t["retired the role"],
        "AddRaciSubject" => t["added to the responsibilities"],
        "ChangeRaciSubject" => t["changed in the responsibilities"],
        "RemoveRaciSubject" => t["took out of the responsibilities"],
        "AssignResponsibility" => t["named somebody for"],
        "EndResponsibility" => t["took somebody out of"],
        "DeactivateAccount" => t["deactivated the account"],
        "ReactivateAccount" => t["reactivated the account"],
        "CreateScopeDraft" => t["began a draft of the scope"],
        "ChangeScopeDraft" or "PatchScopeDraft" or "AddScopeAssets" => t["changed the draft of the scope"],
        "SubmitScope" => e.SubjectType == "Approval" ? t["asked for approval of"] : t["submitted the scope"],
        "WithdrawScopeDraft" => t["gave up the draft of the scope"],
        "ConfirmScopeReview" => t["reviewed the scope"],
        "CallOffScope" => t["called off the scope before its day"],
        "DraftMethodology" => t["drafted"],
        "ChangeMethodology" => t["changed the draft of"],
        "SubmitMethodology" when e.SubjectType == nameof(RiskMethodology) => t["asked for approval of"],
        "WithdrawMethodology" => t["gave up the draft of"],
        "AdoptThreats" or "AdoptVulnerabilities" => t["adopted from the starter catalogue"],
        "AddThreat" => t["added the threat"],
        "ChangeThreat" or "PatchThreat" => t["changed the threat"],
        "HideThreat" or "HideVulnerability" => t["hid"],
        "ShowThreat" or "ShowVulnerability" => t["showed again"],
        "AddVulnerability" => t["added the vulnerability"],
        "ChangeVulnerability" or "PatchVulnerability" => t["changed the vulnerability"],
        "DefineControl" => t["defined the control"],
        "ChangeControl" or "PatchControl" => t["changed the control"],
        "RetireControl" => t["retired the control"],
        "ReinstateControl" => t["reinstated the control"],
        "ImplementControl" => t["said how to put it into practice:"],
        "ChangeImplementation" or "PatchImplementation" => t["changed how it is put into practice:"],
        "AddAnnexA" => t["added the control"],
        "CreateProcess" or "AddStandardProcesses" => t["described the process"],
        "ChangeProcess" or "PatchProcess" => t["changed the process"],
        "ConfirmProcessReview" => t["reviewed the process"],
        "RetireProcess" => t["retired the process"],
        "ReinstateProcess" => t["reinstated the process"],
        "CreateUnit" => t["added the unit"],
        "ChangeUnit" => t["changed the unit"],
        "CreateLocation" => t["added the location"],
        "ChangeLocation" => t["changed the location"],
        "ShowFirstSteps" => t["changed who sees the first steps of"],
        "ChangeOrganisation" => t["changed the profile of the organisation"],
        "ChangeSignInPolicy" => t["changed the rules of the sign-in"],
        "CreateApiClient" or "IssueApiKey" => t["made an API key"],
        "HandOverApiClient" => t["named who answers for the API key"],
        "RevokeApiClient" => t["revoked the API key"],
        "AddEvidence" => t["added evidence"],
        "LinkEvidence" => t["linked evidence"],
        "WriteComment" => t["added a comment"],
        "CorrectComment" => t["corrected a comment"],
        "WithdrawComment" => t["withdrew a comment"],
        "SignUpOrganisation" or "SeedDemoOrganisation" => e.SubjectType switch
        {
            Role => t["assigned the role"],
            "Membership" => t["opened an account"],
            "Person" => t["added the person"],
            _ => t["entered"],
        },
        _ => t["changed the record"],
    };

    /// <summary>A property of a record as people call it.</summary>
    public string Field(string field) => field switch
    {
        "Name" => t["Name"],
        "Type" => t["Type"],
        "Code" => t["Code"],
        "Description" => t["Description"],
        "OwnerId" => t["Owner"],
        "CustodianId" => t["Custodian"],
        "UnitId" => t["Unit"],
        "LocationId" => t["Location"],
        "ParentId" => t["Parent unit"],
        "ManagerId" => t["Manager"],
        "Letter" => t["Part"],
        "File" or "file" => t["File"],
        "HeirId" => t["New owner of everything"],
        "PersonId" => t["Person"],
        "UpperId" => t["Asset that needs it"],
        "LowerId" => t["Supported by"],
        "Classification" => t["Classification"],
        "ContainsPersonalData" => t["Personal data"],
        "Confidentiality" => t["Confidentiality"],
        "Integrity" => t["Integrity"],
        "Availability" => t["Availability"],
        "ModeC" => t["Mode for confidentiality"],
        "ModeI" => t["Mode for integrity"],
        "ModeA" => t["Mode for availability"],
        "RtoHours" => t["Recovery time (hours)"],
        "RpoHours" => t["Recovery point (hours)"],
        "AcquiredOn" => t["Acquired on"],
        "EndOfSupportOn" => t["End of support"],
        "FirstStepsHidden" => t["First steps hidden"],
        "ValuedOn" => t["Valued on"],
        "NextReviewOn" => t["Next review"],
        "RetiredOn" => t["Retired on"],
        "DisposalRecord" => t["Disposal record"],
        "NoRiskReason" => t["Why no risk names it"],
        "Status" => t["Status"],
        "Role" => t["Role"],
        "CustomRoleId" => t["Own role"],
        "StartedAt" => t["From"],
        "EndsAt" => t["Until"],
        "EndedAt" => t["Ended"],
        "Purpose" => t["Purpose"],
        "Permissions" => t["What it allows"],
        "Statement" => t["Statement"],
        "EffectiveFrom" => t["Takes effect on"],
        "InForceFrom" => t["In force from"],
        "VersionNo" => t["Version"],
        "DrawnIn" => t["Drawn in"],
        "LeftOut" => t["Left out"],
        "NotDecided" => t["Not decided any more"],
        "Objectives" => t["Business objectives that it serves"],
        "LegalRequirements" => t["Legal requirements considered"],
        "Issues" => t["Issues considered"],
        "Requirements" => t["Requirements of interested parties considered"],
        "Units" or "Unit" => t["Unit"],
        "Locations" or "Location" => t["Location"],
        "Processes" or "Process" => t["Process"],
        "Assets" or "Asset" => t["Asset"],
        "Interfaces" or "Interface" => t["Interface"],
        "Critical" => t["Critical"],
        "Inputs" => t["Inputs"],
        "Outputs" => t["Outputs"],
        "Criteria" => t["Criteria"],
        "ReviewedOn" => t["Reviewed on"],
        "From" => t["From"],
        "To" => t["Until"],
        "Email" => t["E-mail address"],
        "Slug" => t["Short name"],
        "JobTitle" => t["Job title"],
        "Kind" => t["Kind"],
        "Reason" => t["Reason"],
        "Decision" => t["Decision"],
        "RoleHeld" => t["As"],
        "AcceptedOn" => t["Accepted on"],
        "ConflictReason" => t["Why both roles"],
        "Clause" => t["Clause"],
        "Accountable" => t["Accountable"],
        "Responsible" or "ResponsibleId" => t["Responsible"],
        "Consulted" => t["Consulted"],
        "Informed" => t["Informed"],
        "ApproverId" => t["Decided by"],
        "Comment" => t["Comment"],
        "Evidence" => t["Evidence"],
        "Title" => t["Title"],
        "Category" => t["Category"],
        "Effect" => t["Effect"],
        "Significance" => t["Significance"],
        "ClosedReason" => t["Reason"],
        "IsRelevant" => t["Relevant"],
        "Rationale" => t["Rationale"],
        "DeterminedById" => t["Determined by"],
        "DeterminedOn" => t["Determined on"],
        "Influence" => t["Influence"],
        "Interest" => t["Interest"],
        "Contact" => t["Contact"],
        "Requirement" => t["Requirement"],
        "RequirementKind" => t["Kind"],
        "AboutClimate" => t["About climate change"],
        "AddressedByIsms" => t["Addressed by the ISMS"],
        "LegalRequirementIds" => t["Legal basis"],
        "Text" => t["Text"],
        "Note" => t["Note"],
        "Jurisdiction" => t["Jurisdiction"],
        "Citation" => t["Citation"],
        "Summary" => t["In our words"],
        "Duty" => t["What has to be done"],
        "AppliesBecause" => t["Why it applies"],
        "SourceUrl" => t["Source"],
        "ComplianceStatus" => t["Compliance"],
        "AssessedOn" => t["Assessed on"],
        "AssessmentNote" => t["Note"],
        "Threat" => t["Threat that uses it"],
        "Controls" => t["Controls that help"],
        "IsHidden" => t["Hidden"],
        "StarterId" => t["From the starter catalogue"],
        "Deliberate" => t["Deliberate"],
        "Accidental" => t["Accidental"],
        "Environmental" => t["Environmental"],
        "Theme" => t["Theme"],
        "Nature" => t["Nature"],
        "Types" => t["Control type"],
        "Properties" => t["Protects"],
        "Concepts" => t["Cybersecurity concept"],
        "Capabilities" => t["Operational capability"],
        "Domains" => t["Security domain"],
        "ControlId" => t["Control"],
        "AssetId" => t["System"],
        "OperatorId" => t["Carried out by"],
        "Maturity" => t["Maturity"],
        "Frequency" => t["How often"],
        "Automation" => t["By hand or automatic"],
        "EvidenceExpected" => t["What shows that it is done"],
        "Horizon" => t["Horizon"],
        "RequiresSecondFactor" => t["Second factor"],
        "IdleHours" => t["Hours without use until signed out"],
        "SessionHours" => t["Hours until signed out in any case"],
        // One of many of a kind: in a form by its id, in a comparison by its name.
        _ when field.Split(':') is [var kind, var id] && Guid.TryParse(id, out _) => Field(kind),
        _ when field.Split('.', 2) is [var kind, var name] => t["{0}: {1}", Field(kind), name],
        _ => words.OfAct(field),
    };

    private string Imported(ActivityEntry e, int records) => e.UseCase switch
    {
        "ConfirmPeople" => t.Counted(records, "imported {0} person from {1}", "imported {0} people from {1}", e.SubjectLabel),
        "AdoptThreats" => t.Counted(records, "adopted {0} threat of the starter catalogue", "adopted {0} threats of the starter catalogue"),
        "AddAnnexA" => t.Counted(records, "added {0} control of Annex A", "added {0} controls of Annex A"),
        "AdoptVulnerabilities" => t.Counted(records, "adopted {0} vulnerability of the starter catalogue", "adopted {0} vulnerabilities of the starter catalogue"),
        _ => t.Counted(records, "imported {0} asset from {1}", "imported {0} assets from {1}", e.SubjectLabel),
    };

    private string? Link(ActivityEntry e) => SubjectKinds.Of(e.SubjectType) is { } kind ? shell.Url(kind.PathOf(e.SubjectId)) : null;
}
