using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Files;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Evidence;

/// <summary>The content of a file, to be taken away.</summary>
[RequirePermission(Permissions.EvidenceView)]
public sealed record OpenEvidence(Guid Id) : IQuery<Result<FileContent>>;

/// <param name="Content">Read while it is sent; whoever gets it closes it.</param>
public sealed record FileContent(string Name, string MediaType, Stream Content);

public sealed class OpenEvidenceHandler(IsmsDbContext db, IFileStore store, RequestScope scope) : IQueryHandler<OpenEvidence, Result<FileContent>>
{
    public async ValueTask<Result<FileContent>> Handle(OpenEvidence query, CancellationToken cancellationToken)
    {
        var file = await db.Evidence.AsNoTracking().VisibleTo(db, scope.Actor).Where(e => e.Id == query.Id && e.FileKey != null)
            .Select(e => new { e.FileKey, e.FileName, e.MediaType }).SingleOrDefaultAsync(cancellationToken);
        if (file is null || await store.OpenAsync(scope.TenantId, file.FileKey!.Value, cancellationToken) is not { } content) { return Error.NotFound; }
        return new FileContent(file.FileName!, file.MediaType!, content);
    }
}
