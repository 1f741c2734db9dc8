using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.People.Import;

/// <summary>What is wrong with a file of people, as a table to take along.</summary>
[RequirePermission(Permissions.PeopleEdit)]
public sealed record GetPeopleFaults(Guid Id, SheetFormat Format) : IQuery<Result<SheetDownload>>;

public sealed class GetPeopleFaultsHandler(PeopleImports imports, FaultSheets sheets) : IQueryHandler<GetPeopleFaults, Result<SheetDownload>>
{
    public async ValueTask<Result<SheetDownload>> Handle(GetPeopleFaults query, CancellationToken cancellationToken)
        => (await imports.PlanAsync(query.Id, cancellationToken)).Map(planned => sheets.Of("people", query.Format, planned.Plan.Faults));
}
