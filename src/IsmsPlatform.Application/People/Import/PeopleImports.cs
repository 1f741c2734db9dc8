using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.People.Import;

internal sealed record PlannedPeople(OpenImport Import, PeopleImportPlan Plan);

/// <summary>What preview, file of faults and confirmation share: the plan of an uploaded file.</summary>
public sealed class PeopleImports(IsmsDbContext db, ImportFiles files)
{
    internal async Task<Result<PlannedPeople>> PlanAsync(Guid id, CancellationToken cancellationToken)
    {
        var open = await files.OpenAsync(id, nameof(Person), cancellationToken);
        return open.Error is { } closed ? closed : new PlannedPeople(open.Value, await PeopleImportPlan.OfAsync(db, open.Value.Table, cancellationToken));
    }
}
