using System.Globalization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Approvals;

public enum ApprovalView
{
    /// <summary>Open, and whoever asks may decide.</summary>
    WaitingForMe,
    Open,
    Closed,
}

/// <summary>Requests for approval, newest first.</summary>
[RequirePermission(Permissions.ApprovalsView)]
public sealed record ListApprovals(ApprovalView Show = ApprovalView.WaitingForMe, int? Size = null, string? After = null, string? Before = null) : IQuery<Result<Page<ApprovalRow>>>;

/// <param name="AskedBy">Who asked; where the program asks for somebody, whose work it is.</param>
/// <param name="ByWaiver">The author approved; the organisation waived that someone else does.</param>
public sealed record ApprovalRow(Guid Id, string Title, string SubjectType, Guid SubjectId, ApprovalDecision Decision, string? AskedBy, DateTimeOffset RequestedAt, string? Approver, bool ByWaiver, DateTimeOffset? DecidedAt)
{
    /// <summary>What was approved was called off again before its day.</summary>
    public bool IsCalledOff { get; init; }
}

public sealed class ListApprovalsHandler(IsmsDbContext db, ApprovalDesk desk, RequestScope scope) : IQueryHandler<ListApprovals, Result<Page<ApprovalRow>>>
{
    public async ValueTask<Result<Page<ApprovalRow>>> Handle(ListApprovals query, CancellationToken cancellationToken)
    {
        var approvals = query.Show == ApprovalView.Closed ? db.Approvals.AsNoTracking().Where(a => a.Decision != ApprovalDecision.Open) : db.Approvals.AsNoTracking().Where(a => a.Decision == ApprovalDecision.Open);
        if (query.Show == ApprovalView.WaitingForMe)
        {
            var mine = desk.Subjects.Where(s => scope.Actor.Can(s.Permission)).Select(s => s.Type).ToList();
            var (me, waived) = (scope.PersonId, await desk.IsWaivedAsync(cancellationToken));
            approvals = approvals.Where(a => mine.Contains(a.SubjectType) && (waived || ((a.AuthorId == null || a.AuthorId != me) && (a.RequestedBy == null || a.RequestedBy != me))));
        }
        static DateTimeOffset At(string value) => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, out var at) ? at.ToUniversalTime() : DateTimeOffset.MinValue;
        var page = await approvals.ByKeysetAsync(query.Show.ToString(), query.After, query.Before, query.Size, await approvals.Take(Page<ApprovalRow>.CountLimit + 1).CountAsync(cancellationToken),
            (rows, value, id) => { var at = At(value); return rows.Where(a => EF.Functions.LessThan(ValueTuple.Create(a.RequestedAt, a.Id), ValueTuple.Create(at, id))); },
            (rows, value, id) => { var at = At(value); return rows.Where(a => EF.Functions.GreaterThan(ValueTuple.Create(a.RequestedAt, a.Id), ValueTuple.Create(at, id))); },
            rows => rows.OrderByDescending(a => a.RequestedAt).ThenByDescending(a => a.Id), rows => rows.OrderBy(a => a.RequestedAt).ThenBy(a => a.Id),
            rows => rows.Select(a => new ApprovalRow(a.Id, a.Title, a.SubjectType, a.SubjectId, a.Decision, db.People.Where(p => p.Id == (a.RequestedBy ?? a.AuthorId)).Select(p => p.Name).FirstOrDefault(), a.RequestedAt,
                db.People.Where(p => p.Id == a.ApproverId).Select(p => p.Name).FirstOrDefault(), a.ByWaiver, a.DecidedAt)),
            row => (row.RequestedAt.ToString("O", CultureInfo.InvariantCulture), row.Id), cancellationToken);
        if (query.Show != ApprovalView.Closed || page.Error is not null) { return page; }
        HashSet<Guid> calledOff = [];
        foreach (var approved in page.Value.Items.Where(r => r.Decision == ApprovalDecision.Approved).GroupBy(r => r.SubjectType, r => r.SubjectId, StringComparer.Ordinal))
        {
            calledOff.UnionWith(await desk.SubjectOf(approved.Key).CalledOffAsync([.. approved.Distinct()], cancellationToken));
        }
        return page.Map(p => p with { Items = [.. p.Items.Select(r => r.Decision == ApprovalDecision.Approved && calledOff.Contains(r.SubjectId) ? r with { IsCalledOff = true } : r)] });
    }
}
