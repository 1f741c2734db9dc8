using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Approvals;

/// <summary>Where requests come in and are opened for a decision. Subjects ask here; the use cases of this folder decide.</summary>
public sealed class ApprovalDesk(IsmsDbContext db, IEnumerable<IApprovalSubject> subjects, Notifier notifier, RequestScope scope, TimeProvider clock)
{
    /// <summary>Days until the task of an approver is due.</summary>
    internal const int DaysToDecide = 14;

    public IReadOnlyList<IApprovalSubject> Subjects { get; } = [.. subjects];

    public IApprovalSubject SubjectOf(string type) => Subjects.Single(s => s.Type == type);

    /// <summary>Asks for approval; an open request of the same subject is superseded. Those who may decide get a task and are told.</summary>
    public async Task RequestAsync(ApprovalRequest request, CancellationToken cancellationToken)
    {
        await CloseAsync(request.Type, request.SubjectId, ApprovalDecision.Superseded, cancellationToken);
        var now = clock.GetUtcNow();
        var title = Text.Cut(request.Title, Approval.TitleMaxLength);
        var approval = Approval.Request(Guid.CreateVersion7(now), request.Type, request.SubjectId, request.Version, title, request.Content, request.AuthorId, request.RequestedBy ?? scope.AnsweringId ?? request.AuthorId, now);
        db.Approvals.Add(approval);
        var deciders = await DecidersAsync(request.Type, approval.AuthorId, approval.RequestedBy, cancellationToken);
        var due = scope.Today(clock).AddDays(DaysToDecide);
        if (request.DecideBy < due) { due = request.DecideBy.Value; }
        db.WorkTasks.AddRange(deciders.Select(d => WorkTask.Decide(Guid.CreateVersion7(now), approval.Id, title, d, due, approval.RequestedBy, now)));
        // Whoever acts may be the last one to agree; it is somebody else who asks.
        var asker = request.RequestedBy is { } other ? await db.People.Where(p => p.Id == other).Select(p => p.Name).SingleAsync(cancellationToken) : null;
        await notifier.TellAsync(deciders, NotificationKind.ApprovalAsked, nameof(Approval), approval.Id, title, cancellationToken, by: asker);
    }

    /// <summary>The subject has ended or is asked for anew: whoever was to decide has nothing to do any more.</summary>
    public async Task CloseAsync(string type, Guid subjectId, ApprovalDecision how, CancellationToken cancellationToken)
    {
        if (await db.Approvals.SingleOrDefaultAsync(a => a.SubjectType == type && a.SubjectId == subjectId && a.Decision == ApprovalDecision.Open, cancellationToken) is not { } open) { return; }
        open.Close(how, clock.GetUtcNow());
        await CloseTasksAsync(open.Id, cancellationToken);
    }

    /// <summary>The request for a decision by whoever acts. One decides at a time: the next one learns who was faster.</summary>
    internal async Task<Result<(Approval Approval, IApprovalSubject Subject, Decider By)>> OpenAsync(Guid id, CancellationToken cancellationToken)
    {
        await db.LockAsync($"approval {id}", cancellationToken);
        if (await db.Approvals.SingleOrDefaultAsync(a => a.Id == id, cancellationToken) is not { } approval) { return Error.NotFound; }
        var subject = SubjectOf(approval.SubjectType);
        if (!scope.Actor.Can(subject.Permission) || scope.PersonId is not { } me) { return Error.NotFound; }
        if (approval.Decision == ApprovalDecision.Superseded) { return ApprovalErrors.Superseded; }
        if (approval.Decision is ApprovalDecision.Approved or ApprovalDecision.Rejected)
        {
            if (approval.ApproverId == me) { return approval.Decision == ApprovalDecision.Approved ? ApprovalErrors.ApprovedByYou : ApprovalErrors.RejectedByYou; }
            var name = await db.People.Where(p => p.Id == approval.ApproverId).Select(p => p.Name).SingleAsync(cancellationToken);
            return approval.Decision == ApprovalDecision.Approved ? ApprovalErrors.ApprovedBy(name) : ApprovalErrors.RejectedBy(name);
        }
        var role = await db.RoleAssignments.InForce(scope.Today(clock)).Where(r => r.PersonId == me).Allowing(db, subject.Permission)
            .Select(r => new { r.Role, Own = db.CustomRoles.Where(c => c.Id == r.CustomRoleId).Select(c => c.Name).FirstOrDefault() }).FirstAsync(cancellationToken);
        return (approval, subject, new Decider(me, role.Own ?? role.Role.ToString(), await IsWaivedAsync(cancellationToken)));
    }

    /// <summary>After a decision: the tasks of all who could decide close, and who asked is told.</summary>
    internal async Task SettleAsync(Approval approval, CancellationToken cancellationToken)
    {
        await CloseTasksAsync(approval.Id, cancellationToken);
        Guid[] concerned = [.. ((Guid?[])[approval.AuthorId, approval.RequestedBy]).OfType<Guid>().Where(p => p != scope.PersonId).Distinct()];
        await notifier.TellAsync(concerned, approval.Decision == ApprovalDecision.Approved ? NotificationKind.Approved : NotificationKind.Rejected, nameof(Approval), approval.Id, approval.Title, cancellationToken);
    }

    internal Task<bool> IsWaivedAsync(CancellationToken cancellationToken) => db.ApprovalWaivers.AnyAsync(w => w.EndedAt == null, cancellationToken);

    private async Task<List<Guid>> DecidersAsync(string type, Guid? authorId, Guid? requestedBy, CancellationToken cancellationToken)
    {
        var waived = await IsWaivedAsync(cancellationToken);
        return await db.RoleAssignments.InForce(scope.Today(clock)).Where(r => waived || (r.PersonId != authorId && r.PersonId != requestedBy)).Allowing(db, SubjectOf(type).Permission)
            .Join(db.People.Where(p => p.Status == PersonStatus.Active), r => r.PersonId, p => p.Id, (_, p) => p.Id).Distinct().ToListAsync(cancellationToken);
    }

    /// <summary>Who may decide a request, by name.</summary>
    internal async Task<IReadOnlyList<string>> DeciderNamesAsync(string type, Guid? authorId, Guid? requestedBy, CancellationToken cancellationToken)
    {
        var deciders = await DecidersAsync(type, authorId, requestedBy, cancellationToken);
        return await db.People.Where(p => deciders.Contains(p.Id)).OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => p.Name).ToListAsync(cancellationToken);
    }

    /// <summary>Nobody has anything to do about the request any more, nor to read that it waits.</summary>
    internal async Task CloseTasksAsync(Guid approvalId, CancellationToken cancellationToken)
    {
        var (me, now) = (scope.PersonId, (DateTimeOffset?)clock.GetUtcNow());
        await db.Notifications.Where(n => n.SubjectType == nameof(Approval) && n.SubjectId == approvalId && n.Kind == NotificationKind.ApprovalAsked && n.ReadAt == null)
            .ExecuteUpdateAsync(u => u.SetProperty(n => n.ReadAt, now), cancellationToken);
        await db.WorkTasks.Where(t => t.SubjectType == nameof(Approval) && t.SubjectId == approvalId && (t.Status == WorkTaskStatus.Open || t.Status == WorkTaskStatus.InProgress))
            .ExecuteUpdateAsync(u => u.SetProperty(t => t.Status, t => t.AssigneeId == me ? WorkTaskStatus.Done : WorkTaskStatus.Cancelled).SetProperty(t => t.ClosedBy, me).SetProperty(t => t.ClosedAt, now), cancellationToken);
    }
}
