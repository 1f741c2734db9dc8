using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Domain.Threats;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared.Subjects;

/// <summary>
/// A kind of record on which comments, evidence, approvals, tasks and events may hang. They name it by (subject_type,
/// subject_id), which no foreign key can hold: whoever writes such a pair finds the record here first.
/// </summary>
/// <param name="Type">The entity's name, as events store it.</param>
/// <param name="ViewPermissions">Any of these admits to the record.</param>
/// <param name="Records">The records with their names, to be narrowed by id.</param>
/// <param name="Path">Where its page is, below the organisation's address; <c>{0}</c> is the id.</param>
public sealed record SubjectKind(string Type, IReadOnlyList<string> ViewPermissions, Func<IsmsDbContext, IQueryable<SubjectName>> Records, string Path)
{
    /// <summary>What belongs to a record and stands in other tables, by name: whoever compares two days compares it, too.</summary>
    public Func<IsmsDbContext, Guid, CancellationToken, Task<IReadOnlyDictionary<string, string>>>? Parts { get; init; }

    /// <summary>The ids of those that a person owns, who sees and reviews them whatever their roles; null where owners need a role.</summary>
    public Func<IsmsDbContext, Guid, IQueryable<Guid>>? OwnedBy { get; init; }

    /// <summary>Whether all records of the kind may be seen.</summary>
    public bool IsVisibleTo(Actor actor) => ViewPermissions.Any(actor.Can);

    /// <summary>Those that the actor sees: all of them, or their own.</summary>
    public IQueryable<SubjectName>? SeenBy(Actor actor, IsmsDbContext db)
    {
        if (IsVisibleTo(actor)) { return Records(db); }
        if (OwnedBy is null || actor.OwnerId is not { } me) { return null; }
        var own = OwnedBy(db, me);
        return Records(db).Where(s => own.Contains(s.Id));
    }

    /// <summary>There is one record, on a page without an id.</summary>
    public bool HasOne => !Path.Contains("{0}", StringComparison.Ordinal);

    /// <summary>The page of a record: <c>assets/019ab3c0-…</c>.</summary>
    public string PathOf(Guid id) => string.Format(System.Globalization.CultureInfo.InvariantCulture, Path, id);
}

/// <summary>How a record is called. Set by initialiser, so that SQL can filter by it.</summary>
public sealed record SubjectName
{
    public required Guid Id { get; init; }

    /// <summary>Readable code; null where there is none, or none yet.</summary>
    public string? Code { get; init; }

    public required string Name { get; init; }
}

/// <summary>The kinds there are. A new subject adds its line here and has comments, evidence, tasks and a timeline.</summary>
public static class SubjectKinds
{
    public static IReadOnlyList<SubjectKind> All { get; } =
    [
        new(nameof(Asset), [Permissions.AssetsView], db => db.Assets.Select(a => new SubjectName { Id = a.Id, Code = a.Code, Name = a.Name }), "assets/{0}"),
        new(nameof(Person), [Permissions.PeopleView], db => db.People.Select(p => new SubjectName { Id = p.Id, Name = p.Name }), "people/{0}"),
        new(nameof(OrganisationalUnit), [Permissions.OrganisationView], db => db.Units.Select(u => new SubjectName { Id = u.Id, Code = u.Code, Name = u.Name }), "organisation/units/{0}"),
        new(nameof(Location), [Permissions.OrganisationView], db => db.Locations.Select(l => new SubjectName { Id = l.Id, Code = l.Code, Name = l.Name }), "organisation/locations/{0}"),
        new(nameof(CustomRole), [Permissions.RolesView], db => db.CustomRoles.Select(r => new SubjectName { Id = r.Id, Name = r.Name }), "settings/roles/{0}"),
        new(nameof(RaciSubject), [Permissions.PeopleNames], db => db.RaciSubjects.Select(s => new SubjectName { Id = s.Id, Code = s.Clause, Name = s.Name }), "responsibilities/{0}"),
        new(nameof(IsmsProcess), [Permissions.ProcessesView], db => db.Processes.Select(p => new SubjectName { Id = p.Id, Code = p.Code, Name = p.Name }), "processes/{0}") { OwnedBy = (db, me) => db.Processes.Where(p => p.OwnerId == me).Select(p => p.Id) },
        new(nameof(ScopeStatement), [Permissions.ScopeView], db => db.ScopeStatements.Select(s => new SubjectName { Id = s.Id, Name = "Scope, version " + s.VersionNo }), "scope/versions/{0}") { Parts = ScopePartsQuery.PartsByNameAsync },
        new(nameof(RiskMethodology), [Permissions.MethodologyView], db => db.RiskMethodologies.Select(m => new SubjectName { Id = m.Id, Name = "v" + m.VersionNo }), "methodology/versions/{0}"),
        new(nameof(Threat), [Permissions.RisksView], db => db.Threats.Select(t => new SubjectName { Id = t.Id, Code = t.Code, Name = t.Name }), "threats/{0}"),
        new(nameof(Vulnerability), [Permissions.RisksView], db => db.Vulnerabilities.Select(v => new SubjectName { Id = v.Id, Code = v.Code, Name = v.Name }), "vulnerabilities/{0}"),
        new(nameof(Risk), [Permissions.RisksView], db => db.Risks.Select(r => new SubjectName { Id = r.Id, Code = r.Code, Name = r.Title }), "risks/{0}") { Parts = RiskParts.ByNameAsync, OwnedBy = (db, me) => db.Risks.Where(r => r.OwnerId == me).Select(r => r.Id) },
        new(nameof(RiskAcceptance), [Permissions.RisksView], db => db.RiskAcceptances.Select(a => new SubjectName { Id = a.Id, Name = "Acceptance of " + a.Title }), "acceptances/{0}")
        {
            OwnedBy = (db, me) => db.RiskAcceptances.Where(a => db.Risks.Any(r => r.Id == a.RiskId && r.OwnerId == me)).Select(a => a.Id),
        },
        new(nameof(RiskAssessment), [Permissions.RisksView], db => db.RiskAssessments.Select(a => new SubjectName { Id = a.Id, Code = a.Code, Name = a.Name }), "risk-assessments/{0}")
        {
            Parts = AssessmentParts.ByNameAsync,
            OwnedBy = (db, me) => db.RiskAssessments.Where(a => a.LeadId == me || db.AssessmentParticipants.Any(p => p.AssessmentId == a.Id && p.PersonId == me)
                || (a.Status == AssessmentStatus.InProgress && db.AssessmentItems.Any(i => i.AssessmentId == a.Id && i.OwnerId == me))).Select(a => a.Id),
        },
        new(nameof(TreatmentPlan), [Permissions.RisksView], db => db.TreatmentPlans.Select(p => new SubjectName { Id = p.Id, Code = p.Code, Name = p.Name }), "treatment-plans/{0}")
        {
            Parts = TreatmentParts.ActionsByNameAsync,
            OwnedBy = (db, me) => db.TreatmentPlans.Where(p => p.OwnerId == me || db.TreatmentConsents.Any(c => c.PlanId == p.Id && c.PersonId == me)).Select(p => p.Id),
        },
        new(nameof(TreatmentAction), [Permissions.RisksView], db => db.TreatmentActions.Select(a => new SubjectName { Id = a.Id, Name = a.Title }), "treatment-actions/{0}")
        {
            Parts = TreatmentParts.LinksByNameAsync,
            OwnedBy = (db, me) => db.TreatmentActions.Where(a => a.OwnerId == me || db.TreatmentPlans.Any(p => p.Id == a.PlanId && p.OwnerId == me)
                || db.TreatmentActionRisks.Any(l => l.ActionId == a.Id && db.Risks.Any(r => r.Id == l.RiskId && r.OwnerId == me))).Select(a => a.Id),
        },
        new(nameof(Control), [Permissions.ControlsView], db => db.Controls.Select(c => new SubjectName { Id = c.Id, Code = c.Code, Name = c.Title }), "controls/{0}"),
        new(nameof(ControlImplementation), [Permissions.ControlsView], db => db.ControlImplementations.Select(i => new SubjectName { Id = i.Id, Name = i.Title }), "control-implementations/{0}"),
        new(nameof(ControlTest), [Permissions.ControlsView], db => db.ControlTests.Select(t => new SubjectName { Id = t.Id, Code = t.Code, Name = t.Title }), "control-tests/{0}"),
        new(nameof(SoaVersion), [Permissions.SoaView], db => db.SoaVersions.Select(s => new SubjectName { Id = s.Id, Name = "Statement of Applicability, version " + s.VersionNo }), "soa/versions/{0}") { Parts = SoaRowsQuery.PartsByNameAsync },
        new(nameof(Approval), [Permissions.ApprovalsView], db => db.Approvals.Select(a => new SubjectName { Id = a.Id, Name = a.Title }), "approvals/{0}"),
        new(nameof(EvidenceItem), [Permissions.EvidenceView], db => db.Evidence.Select(e => new SubjectName { Id = e.Id, Name = e.Title }), "evidence/{0}"),
        new(nameof(ContextIssue), [Permissions.ContextView], db => db.ContextIssues.Select(i => new SubjectName { Id = i.Id, Code = i.Code, Name = i.Title }), "context/issues/{0}") { OwnedBy = Owned<ContextIssue>() },
        new(nameof(ClimateDetermination), [Permissions.ContextView], db => db.ClimateDeterminations.Select(c => new SubjectName { Id = c.Id, Name = "Relevance of climate change" }), "context/climate") { OwnedBy = Owned<ClimateDetermination>() },
        new(nameof(InterestedParty), [Permissions.ContextView], db => db.InterestedParties.Select(p => new SubjectName { Id = p.Id, Code = p.Code, Name = p.Name }), "interested-parties/{0}") { OwnedBy = Owned<InterestedParty>() },
        new(nameof(LegalRequirement), [Permissions.LegalView], db => db.LegalRequirements.Select(l => new SubjectName { Id = l.Id, Code = l.Code, Name = l.Title }), "legal-requirements/{0}") { OwnedBy = Owned<LegalRequirement>() },
        new(nameof(BusinessObjective), [Permissions.ContextView], db => db.BusinessObjectives.Select(o => new SubjectName { Id = o.Id, Code = o.Code, Name = o.Title }), "business-objectives/{0}") { OwnedBy = Owned<BusinessObjective>() },
    ];

    private static Func<IsmsDbContext, Guid, IQueryable<Guid>> Owned<T>()
        where T : ReviewedRecord
        => (db, me) => db.Set<T>().Where(r => r.OwnerId == me).Select(r => r.Id);

    private static readonly Dictionary<string, SubjectKind> ByType = All.ToDictionary(k => k.Type, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null for what is no kind of record.</summary>
    public static SubjectKind? Of(string? type) => type is not null && ByType.TryGetValue(type, out var kind) ? kind : null;

    /// <summary>The record's name if the actor may see it; null for what is missing, foreign or hidden.</summary>
    public static async Task<SubjectName?> FindAsync(this IsmsDbContext db, string? type, Guid id, Actor actor, CancellationToken cancellationToken)
        => Of(type)?.SeenBy(actor, db) is { } seen ? await seen.AsNoTracking().Where(s => s.Id == id).SingleOrDefaultAsync(cancellationToken) : null;

    /// <summary>Whether the actor answers for a record.</summary>
    /// <param name="id">Null where the kind has one record.</param>
    internal static async Task<bool> OwnsAsync(this IsmsDbContext db, string type, Guid? id, Actor actor, CancellationToken cancellationToken)
        => Of(type) is { OwnedBy: { } owned } kind && actor.OwnerId is { } me && (id is not null || kind.HasOne) && await owned(db, me).AnyAsync(r => id == null || r == id, cancellationToken);

    /// <summary>Names of many records, one query per kind; those that the actor does not see are left out.</summary>
    public static async Task<IReadOnlyDictionary<(string Type, Guid Id), SubjectName>> NamesAsync(this IsmsDbContext db, IEnumerable<(string Type, Guid Id)> subjects, Actor actor, CancellationToken cancellationToken)
    {
        var names = new Dictionary<(string, Guid), SubjectName>();
        foreach (var group in subjects.Distinct().GroupBy(s => s.Type, s => s.Id, StringComparer.Ordinal))
        {
            if (Of(group.Key) is not { } kind || kind.SeenBy(actor, db) is not { } seen) { continue; }
            var ids = group.ToList();
            foreach (var name in await seen.Where(s => ids.Contains(s.Id)).ToListAsync(cancellationToken)) { names[(kind.Type, name.Id)] = name; }
        }
        return names;
    }
}
