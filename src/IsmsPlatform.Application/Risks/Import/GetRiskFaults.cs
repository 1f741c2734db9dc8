using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Risks.Import;

/// <summary>What is wrong with a file of risks, as a table to take along.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record GetRiskFaults(Guid Id, SheetFormat Format) : IQuery<Result<SheetDownload>>;

public sealed class GetRiskFaultsHandler(RiskImports imports, FaultSheets sheets) : IQueryHandler<GetRiskFaults, Result<SheetDownload>>
{
    public async ValueTask<Result<SheetDownload>> Handle(GetRiskFaults query, CancellationToken cancellationToken)
        => (await imports.PlanAsync(query.Id, cancellationToken)).Map(planned => sheets.Of("risks", query.Format, planned.Plan.Faults));
}
