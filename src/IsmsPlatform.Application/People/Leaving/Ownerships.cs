using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People.Leaving;

/// <summary>
/// Every way in which a record names a person. A new column either needs somebody else when the person leaves, then it stands in
/// <see cref="All"/>, or it remembers who did something, then it stands in <see cref="Remembering"/>.
/// </summary>
public static class Ownerships
{
    public static IReadOnlyList<Ownership> All { get; } =
    [
        Ownership.Through(OwnedKind.Role, "role_assignment.person_id", Permissions.PeopleView,
            (desk, me) => desk.Db.RoleAssignments.NotOver(desk.Today).Where(r => r.PersonId == me && !EndsByItself.Contains(r.Role)).OrderBy(r => r.Id),
            r => new OwnedItem { Id = r.Id, Name = r.Role.ToString() }, (desk, r, heir, cancellationToken) => desk.HandOverAsync(r, heir, cancellationToken)),
        Ownership.Through(OwnedKind.Responsibility, "raci_entry.person_id", Permissions.PeopleNames,
            (desk, me) => desk.Db.RaciEntries.Where(e => e.PersonId == me).OrderBy(e => e.Id),
            e => new OwnedItem { Id = e.Id, Name = e.Letter.ToString() }, (desk, e, heir, cancellationToken) => desk.HandOverAsync(e, heir, cancellationToken)),
        Ownership.Through(OwnedKind.Unit, "organisational_unit.manager_id", Permissions.OrganisationView,
            (desk, me) => desk.Db.Units.Where(u => u.ManagerId == me).OrderBy(u => u.Name),
            u => new OwnedItem { Id = u.Id, Code = u.Code, Name = u.Name }, (_, u, heir, _) => Done(() => u.BeHeadedBy(heir))),
        Ownership.Through(OwnedKind.Report, "person.manager_id", Permissions.PeopleView,
            (desk, me) => desk.Db.People.Where(p => p.ManagerId == me && p.Status != PersonStatus.Left).OrderBy(p => p.Name),
            p => new OwnedItem { Id = p.Id, Name = p.Name }, (_, p, heir, _) => ValueTask.FromResult(p.ReportTo(heir))),
        Ownership.Through(OwnedKind.Asset, "asset.owner_id", Permissions.AssetsView,
            (desk, me) => desk.Db.Assets.Where(a => a.OwnerId == me && a.Status != AssetStatus.Retired).OrderBy(a => a.Name),
            a => new OwnedItem { Id = a.Id, Code = a.Code, Name = a.Name }, (_, a, heir, _) => Done(() => a.HandOver(heir))),
        Ownership.Through(OwnedKind.Custody, "asset.custodian_id", Permissions.AssetsView,
            (desk, me) => desk.Db.Assets.Where(a => a.CustodianId == me && a.Status != AssetStatus.Retired).OrderBy(a => a.Name),
            a => new OwnedItem { Id = a.Id, Code = a.Code, Name = a.Name }, (_, a, heir, _) => Done(() => a.PutIntoCustodyOf(heir))),
        Ownership.Through(OwnedKind.ContextIssue, "context_issue.owner_id", Permissions.ContextView,
            (desk, me) => desk.Db.ContextIssues.Where(i => i.OwnerId == me && i.Status != IssueStatus.Closed).OrderBy(i => i.Title),
            i => new OwnedItem { Id = i.Id, Code = i.Code, Name = i.Title }, (_, i, heir, _) => Done(() => i.HandOver(heir))),
        Ownership.Through(OwnedKind.ClimateDetermination, "climate_determination.owner_id", Permissions.ContextView,
            (desk, me) => desk.Db.ClimateDeterminations.Where(c => c.OwnerId == me).OrderBy(c => c.Id),
            c => new OwnedItem { Id = c.Id, Name = "Relevance of climate change" }, (_, c, heir, _) => Done(() => c.HandOver(heir))),
        Ownership.Through(OwnedKind.InterestedParty, "interested_party.owner_id", Permissions.ContextView,
            (desk, me) => desk.Db.InterestedParties.Where(p => p.OwnerId == me && p.Status != PartyStatus.Closed).OrderBy(p => p.Name),
            p => new OwnedItem { Id = p.Id, Code = p.Code, Name = p.Name }, (_, p, heir, _) => Done(() => p.HandOver(heir))),
        Ownership.Through(OwnedKind.LegalRequirement, "legal_requirement.owner_id", Permissions.LegalView,
            (desk, me) => desk.Db.LegalRequirements.Where(l => l.OwnerId == me && l.Status != LegalStatus.Repealed).OrderBy(l => l.Title),
            l => new OwnedItem { Id = l.Id, Code = l.Code, Name = l.Title }, (_, l, heir, _) => Done(() => l.HandOver(heir))),
        Ownership.Through(OwnedKind.BusinessObjective, "business_objective.owner_id", Permissions.ContextView,
            (desk, me) => desk.Db.BusinessObjectives.Where(o => o.OwnerId == me && o.Status != ObjectiveStatus.Closed).OrderBy(o => o.Title),
            o => new OwnedItem { Id = o.Id, Code = o.Code, Name = o.Title }, (_, o, heir, _) => Done(() => o.HandOver(heir))),
        Ownership.Through(OwnedKind.Process, "isms_process.owner_id", Permissions.ProcessesView,
            (desk, me) => desk.Db.Processes.Where(p => p.OwnerId == me && p.Status != ProcessStatus.Retired).OrderBy(p => p.Code),
            p => new OwnedItem { Id = p.Id, Code = p.Code, Name = p.Name }, (_, p, heir, _) => Done(() => p.HandOver(heir))),
        Ownership.Through(OwnedKind.Risk, "risk.owner_id", Permissions.RisksView,
            (desk, me) => desk.Db.Risks.Where(r => r.OwnerId == me && r.Status != RiskStatus.Closed).OrderBy(r => r.Code),
            r => new OwnedItem { Id = r.Id, Code = r.Code, Name = r.Title }, (_, r, heir, _) => Done(() => r.HandOver(heir))),
        Ownership.Through(OwnedKind.RiskAssessment, "risk_assessment.lead_id", Permissions.RisksView,
            (desk, me) => desk.Db.RiskAssessments.Where(a => a.LeadId == me && a.Status != AssessmentStatus.Completed && a.Status != AssessmentStatus.Cancelled).OrderBy(a => a.Code),
            a => new OwnedItem { Id = a.Id, Code = a.Code, Name = a.Name }, (_, a, heir, _) => Done(() => a.HandOver(heir))),
        Ownership.Through(OwnedKind.AssessmentParticipation, "risk_assessment_participant.person_id", Permissions.RisksView,
            (desk, me) => desk.Db.AssessmentParticipants.Where(p => p.PersonId == me && desk.Db.RiskAssessments.Any(a => a.Id == p.AssessmentId && a.Status != AssessmentStatus.Completed && a.Status != AssessmentStatus.Cancelled)).OrderBy(p => p.Id),
            p => new OwnedItem { Id = p.Id, Name = "Taking part in a risk assessment" }, (desk, p, heir, cancellationToken) => desk.HandOverAsync(p, heir, cancellationToken)),
        Ownership.Through(OwnedKind.TreatmentPlan, "treatment_plan.owner_id", Permissions.RisksView,
            (desk, me) => desk.Db.TreatmentPlans.Where(p => p.OwnerId == me && p.Status != PlanStatus.Completed && p.Status != PlanStatus.Superseded).OrderBy(p => p.Code),
            p => new OwnedItem { Id = p.Id, Code = p.Code, Name = p.Name }, (_, p, heir, _) => Done(() => p.HandOver(heir))),
        Ownership.Through(OwnedKind.TreatmentAction, "treatment_action.owner_id", Permissions.RisksView,
            (desk, me) => desk.Db.TreatmentActions.Where(a => a.OwnerId == me && a.Status != ActionStatus.Verified && a.Status != ActionStatus.Cancelled).OrderBy(a => a.DueOn).ThenBy(a => a.Title),
            a => new OwnedItem { Id = a.Id, Name = a.Title }, (desk, a, heir, cancellationToken) => desk.HandOverAsync(a, heir, cancellationToken)),
        Ownership.Through(OwnedKind.Control, "control_implementation.owner_id", Permissions.ControlsView,
            (desk, me) => desk.Db.ControlImplementations.Where(i => i.OwnerId == me && i.Status != ImplementationStatus.Retired).OrderBy(i => i.Title),
            i => new OwnedItem { Id = i.Id, Name = i.Title }, (_, i, heir, _) => Done(() => i.HandOver(heir))),
        Ownership.Through(OwnedKind.Operation, "control_implementation.operator_id", Permissions.ControlsView,
            (desk, me) => desk.Db.ControlImplementations.Where(i => i.OperatorId == me && i.Status != ImplementationStatus.Retired).OrderBy(i => i.Title),
            i => new OwnedItem { Id = i.Id, Name = i.Title }, (_, i, heir, _) => Done(() => i.BeOperatedBy(heir))),
        Ownership.Through(OwnedKind.Testing, "control_implementation.tester_id", Permissions.ControlsView,
            (desk, me) => desk.Db.ControlImplementations.Where(i => i.TesterId == me).OrderBy(i => i.Title),
            i => new OwnedItem { Id = i.Id, Name = i.Title }, (_, i, heir, _) => Done(() => i.BeTestedBy(heir))),
        // What was performed keeps the name.
        Ownership.Through(OwnedKind.Test, "control_test.tester_id", Permissions.ControlsView,
            (desk, me) => desk.Db.ControlTests.Where(t => t.TesterId == me && t.Status == TestStatus.Planned).OrderBy(t => t.Code),
            t => new OwnedItem { Id = t.Id, Code = t.Code, Name = t.Title }, (_, t, heir, _) => Done(() => t.HandOver(heir))),
        // A version that a newer one took the place of keeps the name.
        Ownership.Through(OwnedKind.Scope, "scope_statement.owner_id", Permissions.ScopeView,
            (desk, me) => desk.Db.ScopeStatements.Where(s => s.OwnerId == me && s.Status != ScopeStatus.Withdrawn
                && !desk.Db.ScopeStatements.Any(l => s.Status == ScopeStatus.Approved && l.Status == ScopeStatus.Approved && l.InForceFrom <= desk.Today && l.VersionNo > s.VersionNo)).OrderBy(s => s.VersionNo),
            s => new OwnedItem { Id = s.Id, Name = "Scope, version " + s.VersionNo }, (_, s, heir, _) => Done(() => s.HandOver(heir))),
        // What the program asks for follows its record: the asset's new owner, whoever may decide.
        Ownership.Through(OwnedKind.Task, "work_task.assignee_id", Permissions.TasksView,
            (desk, me) => desk.Db.WorkTasks.Where(t => t.AssigneeId == me && t.Kind == WorkTaskKind.AdHoc && (t.Status == WorkTaskStatus.Open || t.Status == WorkTaskStatus.InProgress)).OrderBy(t => t.DueOn),
            t => new OwnedItem { Id = t.Id, Name = t.Title }, (_, t, heir, _) => Done(() => t.HandOn(heir))),
        // Known before a tenant is, and therefore no record of the tenant's context.
        new(OwnedKind.ApiClient, "api_client.responsible_id", Permissions.ApiClientsView,
            (desk, me) => desk.ApiClientsOf(me).OrderBy(c => c.Name).ThenBy(c => c.Id).Select(c => new OwnedItem { Id = c.Id, Code = "isms_" + c.Prefix + "_…", Name = c.Name }),
            async (desk, me, heirOf, cancellationToken) =>
            {
                foreach (var client in await desk.ApiClientsOf(me).ToListAsync(cancellationToken)) { client.BeAnsweredForBy(heirOf(client.Id)); }
                return Result.Success;
            }),
    ];

    /// <summary>Columns that say who did or got something. They keep the name of whoever left.</summary>
    public static IReadOnlyDictionary<string, string> Remembering { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["role_assignment.assigned_by"] = "who gave the role",
        ["approval.author_id"] = "whose work it was",
        ["approval.requested_by"] = "who asked",
        ["approval.approver_id"] = "who decided",
        ["approval_waiver.granted_by"] = "who waived the rule",
        ["approval_waiver.ended_by"] = "who ended the waiver",
        ["work_task.created_by"] = "who asked for it",
        ["work_task.closed_by"] = "who closed it",
        ["task_reminder.person_id"] = "who was reminded",
        ["risk_methodology.author_id"] = "who drafted it; the version in force belongs to the organisation",
        ["soa_version.author_id"] = "who prepared it; the version in force belongs to the organisation",
        ["soa_entry.reviewed_by"] = "who decided about the control",
        ["climate_determination.determined_by_id"] = "who determined it",
        ["control_test.performed_by_id"] = "who tested",
        ["control_test.decided_by_id"] = "who accepted, rejected or cancelled it",
        ["risk_evaluation.evaluated_by"] = "who judged",
        ["risk_acceptance.requested_by"] = "who asked",
        ["risk_acceptance.ended_by"] = "who refused or revoked it",
        ["risk_acceptance_grant.person_id"] = "who accepted; it holds until its end, and whoever owns the risk then may revoke it",
        ["risk_assessment.completed_by_id"] = "who completed it",
        ["risk_assessment_scope.owner_id"] = "whose risks it is about; their new owners come into its progress by themselves",
        ["risk_assessment_progress.person_id"] = "how far it is with them; counted from its rows, which follow their risks",
        ["risk_assessment_item.owner_id"] = "whose risk it is; it follows the risk while the assessment runs",
        ["treatment_plan.author_id"] = "who drafted it",
        ["treatment_plan.submitted_by_id"] = "who submitted it",
        ["treatment_action.done_by_id"] = "who reported that it is done",
        ["treatment_action.verified_by_id"] = "who verified it",
        ["treatment_consent.person_id"] = "who was asked, and what they said; a plan that still waits for them is taken back and submitted again",
        ["treatment_postponement.approved_by"] = "who allowed it",
        ["loss_estimate.estimated_by"] = "who estimated",
        ["loss_run.ran_by"] = "who simulated",
        ["comment.author_id"] = "who wrote it",
        ["evidence_item.collected_by_id"] = "who collected it",
        ["notification.person_id"] = "who was told",
        ["membership.person_id"] = "whose account it is; it is locked",
        ["invitation.person_id"] = "who was invited; it is withdrawn",
        ["saved_view.owner_id"] = "who saved it; what was shared stays, and is changed by whoever keeps the organisation in order",
        ["default_view.person_id"] = "whose list opens with it; it goes with the person",
    };

    /// <summary>Nobody has to follow an employee or an external auditor.</summary>
    internal static readonly Role[] EndsByItself = [Role.Employee, Role.ExternalAuditor];

    private static ValueTask<Result> Done(Action act)
    {
        act();
        return ValueTask.FromResult(Result.Success);
    }
}
