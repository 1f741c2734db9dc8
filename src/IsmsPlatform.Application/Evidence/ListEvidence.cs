using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Evidence;

/// <summary>Evidence, newest first: all that one may see, or what speaks for one record. Superseded items only when asked for.</summary>
[RequirePermission(Permissions.EvidenceView)]
public sealed record ListEvidence(string? SubjectType = null, Guid? SubjectId = null, bool Superseded = false, int? Size = null, string? After = null, string? Before = null) : IQuery<Result<Page<EvidenceRow>>>;

public sealed class ListEvidenceHandler(IsmsDbContext db, SubjectFinder subjects, RequestScope scope, TimeProvider clock) : IQueryHandler<ListEvidence, Result<Page<EvidenceRow>>>
{
    private const string Sort = "added";

    // The page of every record asks for the newest of its own.
    private static readonly Compiled<Func<IsmsDbContext, string, Guid, DateOnly, int, IAsyncEnumerable<EvidenceRow>>> NewestOfOne = new(() => EF.CompileAsyncQuery(Part.In<Func<IsmsDbContext, string, Guid, DateOnly, int, IQueryable<EvidenceRow>>>((db, type, id, today, most) =>
        db.EvidenceLinks.AsNoTracking().Where(l => l.SubjectType == type && l.SubjectId == id).Join(db.Evidence, l => l.EvidenceId, e => e.Id, (_, e) => e)
            .Where(e => !db.Evidence.Any(n => n.SupersedesId == e.Id)).OrderByDescending(e => e.AddedAt).ThenByDescending(e => e.Id).Take(most).Select(e => EvidenceQueries.Row.Of(db, today, e)))));

    public async ValueTask<Result<Page<EvidenceRow>>> Handle(ListEvidence query, CancellationToken cancellationToken)
    {
        var (items, today) = (db.Evidence.AsNoTracking(), scope.Today(clock));
        if (query.SubjectType is not null || query.SubjectId is not null)
        {
            if (await subjects.FindAsync(query.SubjectType, query.SubjectId ?? Guid.Empty, cancellationToken) is null) { return Error.NotFound; }
            var kind = SubjectKinds.Of(query.SubjectType)!;
            if (query is { SubjectId: { } id, Superseded: false, After: null or "", Before: null or "" } && kind.IsVisibleTo(scope.Actor))
            {
                return await Keyset.FirstAsync(Sort, query.Size, most => subjects.MissingOn(query.SubjectType, id).Evidence ? AsyncEnumerable.Empty<EvidenceRow>() : NewestOfOne.For(db)(db, kind.Type, id, today, most), KeyOf, cancellationToken);
            }
            items = items.Where(e => db.EvidenceLinks.Any(l => l.EvidenceId == e.Id && l.SubjectType == kind.Type && l.SubjectId == query.SubjectId));
        }
        if (!query.Superseded) { items = items.Where(e => !db.Evidence.Any(n => n.SupersedesId == e.Id)); }
        return await items.VisibleTo(db, scope.Actor).ByKeysetAsync(Sort, query.After, query.Before, query.Size, total: null,
            (rows, at, id) => rows.Where(e => EF.Functions.LessThan(ValueTuple.Create(e.AddedAt, e.Id), ValueTuple.Create(Instant.Of(at), id))),
            (rows, at, id) => rows.Where(e => EF.Functions.GreaterThan(ValueTuple.Create(e.AddedAt, e.Id), ValueTuple.Create(Instant.Of(at), id))),
            rows => rows.OrderByDescending(e => e.AddedAt).ThenByDescending(e => e.Id), rows => rows.OrderBy(e => e.AddedAt).ThenBy(e => e.Id),
            rows => rows.Rows(db, today), KeyOf, cancellationToken);
    }

    private static (string, Guid) KeyOf(EvidenceRow row) => (Instant.Text(row.AddedAt), row.Id);
}
