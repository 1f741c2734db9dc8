using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Evidence;

/// <summary>The title of another item that speaks for the same record with the same file: no mistake, but worth a hint.</summary>
[RequirePermission(Permissions.EvidenceEdit)]
public sealed record FindSameFile(Guid Id) : IQuery<Result<SameFile>>;

/// <param name="Title">Null where there is none.</param>
public sealed record SameFile(string? Title);

public sealed class FindSameFileHandler(IsmsDbContext db) : IQueryHandler<FindSameFile, Result<SameFile>>
{
    public async ValueTask<Result<SameFile>> Handle(FindSameFile query, CancellationToken cancellationToken)
    {
        var subjects = db.EvidenceLinks.Where(l => l.EvidenceId == query.Id);
        return new SameFile(await db.Evidence.Where(e => e.Id == query.Id && e.Sha256 != null)
            .SelectMany(e => db.Evidence.Where(o => o.Id != e.Id && o.Id != e.SupersedesId && o.Sha256 == e.Sha256))
            .Where(o => db.EvidenceLinks.Any(l => l.EvidenceId == o.Id && subjects.Any(s => s.SubjectType == l.SubjectType && s.SubjectId == l.SubjectId)))
            .OrderBy(o => o.AddedAt).Select(o => o.Title).FirstOrDefaultAsync(cancellationToken));
    }
}
