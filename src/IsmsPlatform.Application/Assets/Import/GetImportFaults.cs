using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>What is wrong with a file of assets, as a table to take along.</summary>
/// <param name="LeaveUnknownEmpty">As if units, locations and owners that are not known were left empty.</param>
[RequirePermission(Permissions.AssetsEdit)]
public sealed record GetImportFaults(Guid Id, SheetFormat Format, bool LeaveUnknownEmpty = false) : IQuery<Result<SheetDownload>>;

public sealed class GetImportFaultsHandler(ImportPlanner planner, FaultSheets sheets) : IQueryHandler<GetImportFaults, Result<SheetDownload>>
{
    public async ValueTask<Result<SheetDownload>> Handle(GetImportFaults query, CancellationToken cancellationToken)
        => (await planner.PlanAsync(query.Id, query.LeaveUnknownEmpty, cancellationToken)).Map(planned => sheets.Of("assets", query.Format, planned.Plan.Faults));
}
