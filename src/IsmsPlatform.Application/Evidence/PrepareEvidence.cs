using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Evidence;

/// <summary>
/// Whether evidence may be collected here, and what the form begins with; asked before a file is taken in. Either a record, or an older
/// item whose place the new one takes.
/// </summary>
[RequirePermission(Permissions.EvidenceEdit)]
public sealed record PrepareEvidence(string? SubjectType, Guid SubjectId, Guid? Supersedes = null) : IQuery<Result<EvidenceStart>>;

/// <param name="About">Name of the record or title of the older item.</param>
/// <param name="Path">Of its page, below the organisation's address.</param>
public sealed record EvidenceStart(string About, string Path, EvidenceForm Form);

public sealed class PrepareEvidenceHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<PrepareEvidence, Result<EvidenceStart>>
{
    public async ValueTask<Result<EvidenceStart>> Handle(PrepareEvidence query, CancellationToken cancellationToken)
    {
        var form = new EvidenceForm { Id = Guid.CreateVersion7(clock.GetUtcNow()), CollectedOn = scope.Today(clock) };
        if (query.Supersedes is { } older)
        {
            return await db.Evidence.AsNoTracking().VisibleTo(db, scope.Actor).SingleOrDefaultAsync(e => e.Id == older, cancellationToken) is { } item
                ? new EvidenceStart(item.Title, $"evidence/{item.Id}", form with { SupersedesId = item.Id, Title = item.Title, Kind = item.Kind, Url = item.Url, Classification = item.Classification })
                : Error.NotFound;
        }
        if (await db.FindAsync(query.SubjectType, query.SubjectId, scope.Actor, cancellationToken) is not { } subject) { return Error.NotFound; }
        var kind = SubjectKinds.Of(query.SubjectType)!;
        return new EvidenceStart(subject.Name, kind.PathOf(subject.Id), form with { SubjectType = kind.Type, SubjectId = subject.Id });
    }
}
