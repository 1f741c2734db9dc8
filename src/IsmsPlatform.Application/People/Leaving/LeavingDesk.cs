using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People.Leaving;

/// <summary>What handing over needs: the records, the day, and how roles come to people.</summary>
public sealed class LeavingDesk(IsmsDbContext db, PlatformDb platform, RoleGiving giving, ApprovalDesk approvals, TreatmentTasks treatment, RequestScope scope, TimeProvider clock)
{
    public IsmsDbContext Db => db;

    public DateOnly Today => scope.Today(clock);

    /// <summary>The clients that may still call, for which a person answers.</summary>
    internal IQueryable<ApiClient> ApiClientsOf(Guid person)
    {
        var now = clock.GetUtcNow();
        return platform.ApiClients.Where(c => c.TenantId == scope.TenantId && c.ResponsibleId == person && c.RevokedAt == null && (c.ExpiresAt == null || c.ExpiresAt > now));
    }

    /// <summary>The successor gets the role as if it were given to them anew: it may have to be confirmed, and must not conflict.</summary>
    internal async ValueTask<Result> HandOverAsync(RoleAssignment assignment, Guid heir, CancellationToken cancellationToken)
    {
        if (!RoleGiving.MayGive(scope.Actor, assignment.Role)) { return PeopleErrors.RoleNotYoursToGive; }
        await EndAsync(assignment, cancellationToken);
        var has = await db.RoleAssignments.NotOver(Today).AnyAsync(r => r.PersonId == heir && r.Role == assignment.Role && r.CustomRoleId == assignment.CustomRoleId && r.UnitId == assignment.UnitId, cancellationToken);
        return has ? Result.Success : await giving.GiveAsync(new AssignRole(Guid.CreateVersion7(), heir, assignment.Key, null, null, assignment.UnitId), cancellationToken);
    }

    /// <summary>Whoever takes part already in the same way takes part once.</summary>
    internal async ValueTask<Result> HandOverAsync(RaciEntry entry, Guid heir, CancellationToken cancellationToken)
    {
        if (await db.RaciEntries.AnyAsync(e => e.SubjectId == entry.SubjectId && e.Letter == entry.Letter && e.PersonId == heir, cancellationToken)) { db.RaciEntries.Remove(entry); }
        else { entry.HandOver(heir); }
        return Result.Success;
    }

    /// <summary>Whoever takes part already takes part once.</summary>
    internal async ValueTask<Result> HandOverAsync(AssessmentParticipant participant, Guid heir, CancellationToken cancellationToken)
    {
        if (await db.AssessmentParticipants.AnyAsync(p => p.AssessmentId == participant.AssessmentId && p.PersonId == heir, cancellationToken)) { db.AssessmentParticipants.Remove(participant); }
        else { participant.HandOver(heir); }
        return Result.Success;
    }

    /// <summary>Whoever is to carry it out from now on is told, unless its plan is not approved yet: then they are with the approval.</summary>
    internal async ValueTask<Result> HandOverAsync(TreatmentAction action, Guid heir, CancellationToken cancellationToken)
    {
        action.HandOver(heir);
        if (await db.TreatmentPlans.InForce().AnyAsync(p => p.Id == action.PlanId, cancellationToken)) { await treatment.GivenAsync(action, cancellationToken); }
        return Result.Success;
    }

    /// <summary>Roles that nobody has to follow in end with the person.</summary>
    internal async Task EndRestAsync(Guid person, CancellationToken cancellationToken)
    {
        var rest = await db.RoleAssignments.NotOver(Today).Where(r => r.PersonId == person && Ownerships.EndsByItself.Contains(r.Role)).ToListAsync(cancellationToken);
        foreach (var assignment in rest) { await EndAsync(assignment, cancellationToken); }
    }

    private async Task EndAsync(RoleAssignment assignment, CancellationToken cancellationToken)
    {
        await approvals.CloseAsync(nameof(RoleAssignment), assignment.Id, ApprovalDecision.Withdrawn, cancellationToken);
        assignment.End(Today);
    }
}
