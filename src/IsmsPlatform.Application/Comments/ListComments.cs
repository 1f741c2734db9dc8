using System.Linq.Expressions;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Comments;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Comments;

/// <summary>What was said about a record, newest first.</summary>
[RequirePermission(Permissions.AssetsView, Permissions.OrganisationView, Permissions.ScopeView, Permissions.ProcessesView, Permissions.PeopleView, Permissions.RolesView, Permissions.EvidenceView, Permissions.ApprovalsView, Permissions.ContextView, Permissions.LegalView, Permissions.MethodologyView, Permissions.SoaView, Permissions.RisksView, Permissions.ControlsView)]
public sealed record ListComments(string SubjectType, Guid SubjectId, int? Size = null, string? After = null, string? Before = null) : IQuery<Result<CommentThread>>, IForOwnersToo
{
    Guid? IForOwnersToo.SubjectId => SubjectId;
}

/// <param name="Path">The record's page, below the organisation's address.</param>
public sealed record CommentThread(string SubjectType, SubjectName Subject, string Path, Page<CommentRow> Page);

/// <param name="Text">Null when it was withdrawn.</param>
/// <param name="MayChange">Whether whoever asks may correct or withdraw it.</param>
public sealed record CommentRow(Guid Id, string Author, string? Text, DateTimeOffset WrittenAt, DateTimeOffset? CorrectedAt, DateTimeOffset? WithdrawnAt, bool MayChange, long Version);

public sealed class ListCommentsHandler(IsmsDbContext db, SubjectFinder subjects, RequestScope scope) : IQueryHandler<ListComments, Result<CommentThread>>
{
    private const string Sort = "written";

    private static readonly Expression<Func<IsmsDbContext, Guid?, Comment, CommentRow>> Row = (db, writer, c) =>
        new CommentRow(c.Id, db.People.Where(p => p.Id == c.AuthorId).Select(p => p.Name).First(), c.Text, c.WrittenAt, c.CorrectedAt, c.WithdrawnAt, c.AuthorId == writer && c.WithdrawnAt == null, c.Version);

    // The page of every record asks for the newest ones.
    private static readonly Compiled<Func<IsmsDbContext, string, Guid, Guid?, int, IAsyncEnumerable<CommentRow>>> Newest = new(() => EF.CompileAsyncQuery(Part.In<Func<IsmsDbContext, string, Guid, Guid?, int, IQueryable<CommentRow>>>((db, type, id, writer, most) =>
        db.Comments.AsNoTracking().Where(c => c.SubjectType == type && c.SubjectId == id).OrderByDescending(c => c.WrittenAt).ThenByDescending(c => c.Id).Take(most).Select(c => Row.Of(db, writer, c)))));

    public async ValueTask<Result<CommentThread>> Handle(ListComments query, CancellationToken cancellationToken)
    {
        if (await subjects.FindAsync(query.SubjectType, query.SubjectId, cancellationToken) is not { } subject) { return Error.NotFound; }
        var kind = SubjectKinds.Of(query.SubjectType)!;
        var writer = scope.Actor.Can(Permissions.CommentsWrite) ? scope.PersonId : null;
        var page = query is { After: null or "", Before: null or "" }
            ? await Keyset.FirstAsync(Sort, query.Size, most => subjects.MissingOn(query.SubjectType, subject.Id).Comments ? AsyncEnumerable.Empty<CommentRow>() : Newest.For(db)(db, kind.Type, subject.Id, writer, most), KeyOf, cancellationToken)
            : await FurtherAsync(query, kind.Type, writer, cancellationToken);
        return page.Map(p => new CommentThread(kind.Type, subject, kind.PathOf(subject.Id), p));
    }

    private Task<Result<Page<CommentRow>>> FurtherAsync(ListComments query, string type, Guid? writer, CancellationToken cancellationToken)
        => db.Comments.AsNoTracking().Where(c => c.SubjectType == type && c.SubjectId == query.SubjectId).ByKeysetAsync(
            Sort, query.After, query.Before, query.Size, total: null,
            (rows, at, id) => rows.Where(c => EF.Functions.LessThan(ValueTuple.Create(c.WrittenAt, c.Id), ValueTuple.Create(Instant.Of(at), id))),
            (rows, at, id) => rows.Where(c => EF.Functions.GreaterThan(ValueTuple.Create(c.WrittenAt, c.Id), ValueTuple.Create(Instant.Of(at), id))),
            rows => rows.OrderByDescending(c => c.WrittenAt).ThenByDescending(c => c.Id), rows => rows.OrderBy(c => c.WrittenAt).ThenBy(c => c.Id),
            rows => rows.Select(Part.In<Func<Comment, CommentRow>>(c => Row.Of(db, writer, c))), KeyOf, cancellationToken);

    private static (string, Guid) KeyOf(CommentRow row) => (Instant.Text(row.WrittenAt), row.Id);
}
