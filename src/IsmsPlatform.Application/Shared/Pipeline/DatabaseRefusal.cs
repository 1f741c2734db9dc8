using System.Collections.Frozen;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace IsmsPlatform.Application.Shared.Pipeline;

/// <summary>
/// The last of the three kinds of validation, translated once: versions, uniqueness, references. Constraint names carry the
/// meaning: unique ones are listed here, foreign keys name their column.
/// </summary>
public static class DatabaseRefusal
{
    /// <summary>Unique constraint or index → the sentence at its field. A test compares this list with the catalogue.</summary>
    public static FrozenDictionary<string, Error> Unique { get; } = new Dictionary<string, Error>(StringComparer.Ordinal)
    {
        ["sign_in_policy_one"] = new Error("sign-in-policy.busy", "Someone set the rules of the sign-in at this moment. Look at them, then try again.", ErrorKind.Conflict),
        ["risk_methodology_open"] = MethodologyErrors.DraftedAlready with { Kind = ErrorKind.Conflict },
        ["risk_methodology_number"] = MethodologyErrors.DraftedAlready with { Kind = ErrorKind.Conflict },
        ["soa_version_open"] = SoaErrors.DraftedAlready,
        ["soa_version_number"] = SoaErrors.DraftedAlready,
        ["soa_entry_control"] = new Error("soa.row-twice", "Someone added the same row at this moment. Look at the draft, then try again.", ErrorKind.Conflict),
        ["soa_link_once"] = new Error("soa.linked-already", "Someone named the same record at this moment. Look at the draft, then try again.", ErrorKind.Conflict),
        ["threat_code"] = new Error("threat.code-taken", "Another threat has this code.", ErrorKind.Conflict),
        ["threat_starter"] = new Error("catalogue.adopted-already", "Someone adopted the same entry at this moment. Look at the list.", ErrorKind.Conflict),
        ["vulnerability_code"] = new Error("vulnerability.code-taken", "Another vulnerability has this code.", ErrorKind.Conflict),
        ["vulnerability_starter"] = new Error("catalogue.adopted-already", "Someone adopted the same entry at this moment. Look at the list.", ErrorKind.Conflict),
        ["vulnerability_threat_once"] = new Error("catalogue.threat-twice", "Someone named the same threat at this moment. Look at the vulnerability, then try again.", ErrorKind.Conflict),
        ["loss_tolerance_one"] = Error.Stale,
        ["risk_code"] = new Error("risk.code-taken", "Another risk has this code.", ErrorKind.Conflict),
        ["risk_asset_pair"] = new Error("risk.linked-already", "Someone linked the same at this moment. Look at the risk, then try again.", ErrorKind.Conflict),
        ["risk_vulnerability_pair"] = new Error("risk.linked-already", "Someone linked the same at this moment. Look at the risk, then try again.", ErrorKind.Conflict),
        ["risk_control_pair"] = new Error("risk.linked-already", "Someone linked the same at this moment. Look at the risk, then try again.", ErrorKind.Conflict),
        ["risk_acceptance_open"] = AcceptanceErrors.WaitsAlready,
        ["risk_acceptance_grant_once"] = AcceptanceErrors.GrantedAlready,
        ["risk_assessment_code"] = new Error("risk-assessment.code-taken", "Another risk assessment has this code.", ErrorKind.Conflict),
        ["risk_assessment_scope_once"] = new Error("risk-assessment.linked-already", "Someone named the same at this moment. Look at the assessment, then try again.", ErrorKind.Conflict),
        ["risk_assessment_participant_once"] = new Error("risk-assessment.linked-already", "Someone named the same at this moment. Look at the assessment, then try again.", ErrorKind.Conflict),
        ["risk_assessment_progress_once"] = new Error("risk-assessment.counted-already", "Someone evaluated in the assessment at this moment. Look at it, then try again.", ErrorKind.Conflict),
        ["risk_assessment_item_once"] = new Error("risk-assessment.taken-in-already", "Someone took the same risk in at this moment. Look at the assessment, then try again.", ErrorKind.Conflict),
        ["treatment_plan_code"] = new Error("treatment.code-taken", "Another treatment plan has this code.", ErrorKind.Conflict),
        ["treatment_action_risk_pair"] = new Error("treatment.linked-already", "Someone linked the same at this moment. Look at the action, then try again.", ErrorKind.Conflict),
        ["treatment_action_control_pair"] = new Error("treatment.linked-already", "Someone linked the same at this moment. Look at the action, then try again.", ErrorKind.Conflict),
        ["treatment_consent_once"] = new Error("treatment.asked-already", "Someone submitted this plan at this moment. Look at it.", ErrorKind.Conflict),
        ["control_code"] = new Error("control.code-taken", "Another control has this code.", ErrorKind.Conflict),
        ["control_annex"] = new Error("control.annex-busy", "Someone added Annex A at this moment. Look at the list.", ErrorKind.Conflict),
        ["organisational_unit_code"] = new Error("unit.code-taken", "Another unit has this code. Codes are unique in the organisation.", ErrorKind.Conflict).At("Code"),
        ["location_code"] = new Error("location.code-taken", "Another location has this code. Codes are unique in the organisation.", ErrorKind.Conflict).At("Code"),
        ["person_email"] = new Error("person.email-taken", "Someone in the directory has this e-mail address already.", ErrorKind.Conflict).At("Email"),
        ["role_assignment_open"] = new Error("role.assigned-already", "This person holds this role already.", ErrorKind.Conflict).At("Role"),
        ["custom_role_name"] = new Error("role.name-taken", "Another role of the organisation has this name.", ErrorKind.Conflict).At("Name"),
        ["raci_entry_accountable"] = RaciErrors.AccountableAlready,
        ["raci_entry_once"] = RaciErrors.NamedAlready,
        ["approval_open"] = new Error("approval.asked-already", "Approval of this was asked for at this moment. Look at the request that waits.", ErrorKind.Conflict),
        ["approval_waiver_open"] = new Error("approval.waived-already", "The rule is waived already. End that waiver first to give another reason.", ErrorKind.Conflict),
        ["review_cycle_subject"] = new Error("review-cycle.busy", "Someone set this review cycle at this moment. Look at it, then try again.", ErrorKind.Conflict),
        ["work_task_key"] = new Error("task.exists-already", "This task exists already.", ErrorKind.Conflict),
        ["task_reminder_once"] = new Error("task.reminded-already", "This reminder was sent already.", ErrorKind.Conflict),
        ["scope_statement_open"] = ScopeErrors.OpenAlready,
        ["scope_statement_number"] = ScopeErrors.OpenAlready,
        ["scope_item_once"] = new Error("scope.item-twice", "Someone decided about the same record at this moment. Open the draft again, then save.", ErrorKind.Conflict),
        ["scope_citation_once"] = new Error("scope.citation-twice", "Someone chose the same record at this moment. Open the draft again, then save.", ErrorKind.Conflict),
        ["isms_process_code"] = new Error("process.code-taken", "Another process has this code.", ErrorKind.Conflict),
        ["isms_process_standard"] = new Error("process.standard-set-busy", "Someone added the standard set at this moment. Look at the list.", ErrorKind.Conflict),
        ["asset_code"] = new Error("asset.code-taken", "Another asset has this code.", ErrorKind.Conflict),
        ["asset_source"] = new Error("asset.external-id-taken", "Another asset of this source has this external id.", ErrorKind.Conflict).At("ExternalId"),
        ["asset_import_mapping_source"] = new Error("asset-import.busy", "Another import of this source was confirmed at this moment. Try again.", ErrorKind.Conflict),
        ["asset_dependency_pair"] = new Error("asset.dependency-exists", "This dependency is recorded already. Change its modes instead.", ErrorKind.Conflict).At("LowerId"),
        ["control_test_code"] = new Error("control-test.code-taken", "Another test has this code.", ErrorKind.Conflict),
        ["control_test_occurrence"] = new Error("control-test.day-taken", "The plan had a test for this day already. Choose another day.", ErrorKind.Conflict).At("NextTestOn"),
        ["control_test_repeat"] = new Error("control-test.repeated-already", "This test is repeated already. Look at the list.", ErrorKind.Conflict),
        ["evidence_item_file"] = EvidenceErrors.AddedAlready,
        ["evidence_item_supersedes"] = EvidenceErrors.SupersededAlready,
        ["evidence_link_once"] = EvidenceErrors.LinkedAlready,
        ["saved_view_name"] = ViewErrors.NameTaken,
        ["default_view_once"] = new Error("view.default-busy", "You chose another view for this list at this moment. Look at the list, then try again.", ErrorKind.Conflict),
        ["context_issue_code"] = new Error("issue.code-taken", "Another issue has this code.", ErrorKind.Conflict),
        ["climate_determination_one"] = new Error("climate.busy", "Someone determined this at this moment. Look at it, then try again.", ErrorKind.Conflict),
        ["interested_party_code"] = new Error("party.code-taken", "Another party has this code.", ErrorKind.Conflict),
        ["interested_party_name"] = PartyErrors.NameTaken,
        ["party_requirement_basis_once"] = PartyErrors.BasisTwice,
        ["legal_requirement_code"] = new Error("legal.code-taken", "Another legal requirement has this code.", ErrorKind.Conflict),
        ["business_objective_code"] = new Error("objective.code-taken", "Another objective has this code.", ErrorKind.Conflict),
        ["tenant_slug"] = new Error("tenant.slug-taken", "This short name is taken. Choose another one.", ErrorKind.Conflict).At("Slug"),
        ["account_email"] = new Error("account.exists", "There is an account with this e-mail address. Sign in instead.", ErrorKind.Conflict).At("Email"),
        ["operator_entry_open"] = OperatorErrors.InsideAlready,
        ["membership_account"] = new Error("membership.exists", "This account belongs to the organisation already.", ErrorKind.Conflict).At("Email"),
        ["membership_person"] = new Error("membership.person-taken", "This person has an account already.", ErrorKind.Conflict).At("Email"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The connection ended before the commit, so nothing was stored: the time that a transaction has was over, or the server stopped.</summary>
    public static Error BrokenOff { get; } = new("broken-off", "This took too long, or the database stopped answering. Nothing was stored: try again, with less at once if it was much.", ErrorKind.Conflict);

    private const string TransactionTimeout = "25P04";

    internal static bool IsBrokenOff(Exception? e) => e switch
    {
        null => false,
        PostgresException { SqlState: TransactionTimeout or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } => true,
        PostgresException => false,
        NpgsqlException { InnerException: IOException } => true,
        _ => IsBrokenOff(e.InnerException),
    };

    public static Error? Of(Exception e) => e switch
    {
        DbUpdateConcurrencyException => Error.Stale,
        PostgresException p => Of(p),
        DbUpdateException { InnerException: PostgresException p } => Of(p),
        _ => null,
    };

    private static Error? Of(PostgresException e) => e.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation when Unique.TryGetValue(e.ConstraintName ?? "", out var error) => error,
        PostgresErrorCodes.UniqueViolation when e.ConstraintName?.EndsWith("_pkey", StringComparison.Ordinal) == true
            => new Error("exists-already", "This record exists already: the form was sent twice.", ErrorKind.Conflict),
        PostgresErrorCodes.ForeignKeyViolation => Reference(e),
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            => new Error("busy", "Someone changed the same records at this moment. Try again.", ErrorKind.Conflict),
        _ => null,
    };

    // asset_tenant_id_owner_id_fkey → OwnerId: the composite key is PostgreSQL's own name for it.
    private static Error Reference(PostgresException e)
    {
        var name = e.ConstraintName ?? "";
        const string Middle = "_tenant_id_";
        var at = name.IndexOf(Middle, StringComparison.Ordinal);
        // Said by the message of a deletion; "is still referenced" stands in its detail, which row-level security may withhold.
        var deleted = e.MessageText.StartsWith("update or delete on table", StringComparison.Ordinal);
        if (deleted && (name.StartsWith("scope_item_", StringComparison.Ordinal) || name.StartsWith("scope_citation_", StringComparison.Ordinal)))
        {
            return new Error("scope.cites-it", "A version of the scope names this record, so it stays: close or retire it instead. If only a draft names it, take it out there first.", ErrorKind.Conflict);
        }
        if (deleted || at < 0 || !name.EndsWith("_fkey", StringComparison.Ordinal))
        {
            return new Error("still-used", "Other records still refer to this one. Change or retire those first.", ErrorKind.Conflict);
        }
        var column = name[(at + Middle.Length)..^"_fkey".Length];
        var field = string.Concat(column.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
        return new Error("no-such-record", "There is no such record in this organisation. Choose one from the list.").At(field);
    }
}
