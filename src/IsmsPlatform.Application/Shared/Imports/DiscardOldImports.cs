using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared.Imports;

/// <summary>Files of imports that nobody confirmed are gone after a day.</summary>
[SystemOnly]
public sealed record DiscardOldImports : ICommand<Result>;

public sealed class DiscardOldImportsHandler(IsmsDbContext db, TimeProvider clock) : ICommandHandler<DiscardOldImports, Result>
{
    public async ValueTask<Result> Handle(DiscardOldImports command, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - ImportFile.KeptFor;
        await db.ImportFiles.Where(i => i.CreatedAt < before).ExecuteDeleteAsync(cancellationToken);
        return Result.Success;
    }
}
