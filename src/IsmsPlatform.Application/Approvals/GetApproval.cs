using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Approvals;

/// <summary>One request, with its content beside the last approved one of the same subject.</summary>
[RequirePermission(Permissions.ApprovalsView)]
public sealed record GetApproval(Guid Id) : IQuery<Result<ApprovalDetails>>;

public sealed record ApprovalDetails(Guid Id, string Title, string SubjectType, Guid SubjectId, ApprovalDecision Decision, Guid? AuthorId, string? Author, Guid? RequestedById, string? RequestedBy, DateTimeOffset RequestedAt,
    string? Approver, string? RoleHeld, bool ByWaiver, string? Comment, DateTimeOffset? DecidedAt, string Content, byte[] ContentHash)
{
    /// <summary>Field by field against what was approved last; ids are answered as names.</summary>
    public IReadOnlyList<DiffRow> Rows { get; init; } = [];

    /// <summary>When the content on the left was approved; null when nothing was.</summary>
    public DateTimeOffset? ComparedWith { get; init; }

    /// <summary>What was approved was called off again before its day.</summary>
    public bool IsCalledOff { get; init; }

    /// <summary>It was edited since and can no longer be approved.</summary>
    public bool IsEdited { get; init; }

    public bool MayDecide { get; init; }

    /// <summary>It is the asker's own work, and nothing is waived.</summary>
    public bool IsOwnWork { get; init; }

    public bool MayWithdraw { get; init; }

    /// <summary>The asker wrote it or asked for it.</summary>
    public bool IsAuthor { get; init; }

    /// <summary>While it is open: who may decide, by name.</summary>
    public IReadOnlyList<string> Deciders { get; init; } = [];

    /// <summary>The subject's page; null when it is gone.</summary>
    public string? Path { get; init; }
}

public sealed class GetApprovalHandler(IsmsDbContext db, ApprovalDesk desk, RequestScope scope) : IQueryHandler<GetApproval, Result<ApprovalDetails>>
{
    public async ValueTask<Result<ApprovalDetails>> Handle(GetApproval query, CancellationToken cancellationToken)
    {
        var found = await db.Approvals.AsNoTracking().Where(a => a.Id == query.Id).Select(a => new ApprovalDetails(a.Id, a.Title, a.SubjectType, a.SubjectId, a.Decision,
            a.AuthorId, db.People.Where(p => p.Id == a.AuthorId).Select(p => p.Name).FirstOrDefault(), a.RequestedBy, db.People.Where(p => p.Id == a.RequestedBy).Select(p => p.Name).FirstOrDefault(), a.RequestedAt,
            db.People.Where(p => p.Id == a.ApproverId).Select(p => p.Name).FirstOrDefault(), a.RoleHeld, a.ByWaiver, a.Comment, a.DecidedAt, a.Content, a.ContentHash)).SingleOrDefaultAsync(cancellationToken);
        if (found is null) { return Error.NotFound; }
        var subject = desk.SubjectOf(found.SubjectType);
        var beside = await subject.ComparedWithAsync(found.SubjectId, cancellationToken);
        var last = await db.Approvals.AsNoTracking().Where(a => a.SubjectType == found.SubjectType && a.SubjectId == beside && a.Decision == ApprovalDecision.Approved && a.RequestedAt < found.RequestedAt)
            .OrderByDescending(a => a.RequestedAt).Select(a => new { a.Content, a.DecidedAt }).FirstOrDefaultAsync(cancellationToken);
        var open = found.Decision == ApprovalDecision.Open;
        var now = open ? await subject.ContentAsync(found.SubjectId, cancellationToken) : found.Content;
        var mine = scope.PersonId is { } me && (me == found.RequestedById || me == found.AuthorId);
        var own = mine && !await desk.IsWaivedAsync(cancellationToken);
        var may = open && scope.Actor.Can(subject.Permission);
        return found with
        {
            // A field that says nothing on either side tells nobody anything.
            Rows = await NamedAsync([.. ContentDiff.Between(last?.Content, found.Content).Where(r => !string.IsNullOrEmpty(r.Before) || !string.IsNullOrEmpty(r.After))], cancellationToken),
            ComparedWith = last?.DecidedAt,
            IsCalledOff = found.Decision == ApprovalDecision.Approved && (await subject.CalledOffAsync([found.SubjectId], cancellationToken)).Count > 0,
            IsEdited = open && (now is null || !found.ContentHash.AsSpan().SequenceEqual(CanonicalJson.Hash(now))),
            MayDecide = may && !own,
            IsOwnWork = may && own,
            MayWithdraw = open && scope.AsOf is null && mine,
            IsAuthor = mine,
            Deciders = open ? await desk.DeciderNamesAsync(found.SubjectType, found.AuthorId, found.RequestedById, cancellationToken) : [],
            Path = await subject.PathAsync(found.SubjectId, cancellationToken),
        };
    }

    private async Task<IReadOnlyList<DiffRow>> NamedAsync(IReadOnlyList<DiffRow> rows, CancellationToken cancellationToken)
    {
        var ids = rows.SelectMany(r => new[] { r.Before, r.After }).Select(v => Guid.TryParse(v, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().ToList();
        if (ids.Count == 0) { return rows; }
        var names = await db.NamesAsync(SubjectKinds.All.SelectMany(k => ids.Select(id => (k.Type, id))), scope.Actor, cancellationToken);
        var byId = names.Values.GroupBy(n => n.Id).ToDictionary(g => g.Key, g => g.First().Name);
        string? Word(string? value) => Guid.TryParse(value, out var id) ? byId.GetValueOrDefault(id, value!) : value;
        return [.. rows.Select(r => r with { Before = Word(r.Before), After = Word(r.After), Pieces = [.. r.Pieces.Select(p => p with { Text = Word(p.Text)! })] })];
    }
}
