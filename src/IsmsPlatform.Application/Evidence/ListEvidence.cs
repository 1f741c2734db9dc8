using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
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

    public async ValueTask<Result<Page<EvidenceRow>>> Handle(ListEvidence query, CancellationToken cancellationToken)
    {
        var items = db.Evidence.AsNoTracking().VisibleTo(db, scope.Actor);
        if (query.SubjectType is not null || query.SubjectId is not null)
        {
            if (await subjects.FindAsync(query.SubjectType, query.SubjectId ?? Guid.Empty, cancellationToken) is null) { return Error.NotFound; }
            var type = SubjectKinds.Of(query.SubjectType)!.Type;
            items = items.Where(e => db.EvidenceLinks.Any(l => l.EvidenceId == e.Id && l.SubjectType == type && l.SubjectId == query.SubjectId));
        }
        if (!query.Superseded) { items = items.Where(e => !db.Evidence.Any(n => n.SupersedesId == e.Id)); }
        var today = scope.Today(clock);
        return await items.ByKeysetAsync(Sort, query.After, query.Before, query.Size, total: null,
            (rows, at, id) => rows.Where(e => EF.Functions.LessThan(ValueTuple.Create(e.AddedAt, e.Id), ValueTuple.Create(Instant.Of(at), id))),
            (rows, at, id) => rows.Where(e => EF.Functions.GreaterThan(ValueTuple.Create(e.AddedAt, e.Id), ValueTuple.Create(Instant.Of(at), id))),
            rows => rows.OrderByDescending(e => e.AddedAt).ThenByDescending(e => e.Id), rows => rows.OrderBy(e => e.AddedAt).ThenBy(e => e.Id),
            rows => rows.Rows(db, today), row => (Instant.Text(row.AddedAt), row.Id), cancellationToken);
    }
}
