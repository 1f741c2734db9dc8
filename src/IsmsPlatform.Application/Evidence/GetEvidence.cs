using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Evidence;

/// <summary>One piece of evidence with the records for which it speaks.</summary>
[RequirePermission(Permissions.EvidenceView)]
public sealed record GetEvidence(Guid Id) : IQuery<Result<EvidenceView>>;

/// <param name="Subjects">Those that whoever asks may see; the first hundred.</param>
public sealed record EvidenceView(EvidenceRow Item, string? Text, IReadOnlyList<EvidenceSubject> Subjects);

/// <param name="Path">Of the record's page, below the organisation's address.</param>
public sealed record EvidenceSubject(string Type, Guid Id, string? Code, string Name, string Path);

public sealed class GetEvidenceHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<GetEvidence, Result<EvidenceView>>
{
    private const int MostSubjects = 100;

    public async ValueTask<Result<EvidenceView>> Handle(GetEvidence query, CancellationToken cancellationToken)
    {
        var items = db.Evidence.AsNoTracking().VisibleTo(db, scope.Actor).Where(e => e.Id == query.Id);
        if (await items.Rows(db, scope.Today(clock)).SingleOrDefaultAsync(cancellationToken) is not { } row) { return Error.NotFound; }
        var text = await items.Select(e => e.Text).SingleOrDefaultAsync(cancellationToken);
        var links = await db.EvidenceLinks.AsNoTracking().Where(l => l.EvidenceId == query.Id).OrderBy(l => l.LinkedAt).ThenBy(l => l.Id).Take(MostSubjects)
            .Select(l => new { l.SubjectType, l.SubjectId }).ToListAsync(cancellationToken);
        var names = await db.NamesAsync(links.Select(l => (l.SubjectType, l.SubjectId)), scope.Actor, cancellationToken);
        return new EvidenceView(row, text, [.. names.Select(n => new EvidenceSubject(n.Key.Type, n.Key.Id, n.Value.Code, n.Value.Name, SubjectKinds.Of(n.Key.Type)!.PathOf(n.Key.Id)))]);
    }
}
