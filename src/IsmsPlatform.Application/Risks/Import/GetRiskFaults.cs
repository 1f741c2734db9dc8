using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Risks.Import;

/// <summary>Every fault of every line of an uploaded file, to be mended beside it: the preview shows the first kinds of many.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record GetRiskFaults(Guid Id, SheetFormat Format) : IQuery<Result<SheetDownload>>;

public sealed class GetRiskFaultsHandler(ImportFiles files, RiskImports imports, ISpreadsheets spreadsheets, Texts t) : IQueryHandler<GetRiskFaults, Result<SheetDownload>>
{
    public async ValueTask<Result<SheetDownload>> Handle(GetRiskFaults query, CancellationToken cancellationToken)
    {
        var open = await files.OpenAsync(query.Id, nameof(Risk), cancellationToken);
        if (open.Error is { } closed) { return closed; }
        var planned = await imports.PlanAsync(open.Value.Table, open.Value.File.FileName, cancellationToken);
        if (planned.Error is { } refused) { return refused; }
        return SheetDownload.Of(spreadsheets, "risks-faults", query.Format, new SheetOutput(t["Faults"], [t["Line"], t["Column"], t["It says"], t["What is wrong"], t["Possible"]], Rows(planned.Value)));
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> Rows(RiskImportPlan plan)
    {
        foreach (var fault in plan.Rows.SelectMany(r => r.Faults).OrderBy(f => f.Line))
        {
            yield return [fault.Line, fault.Column, fault.Value, t[fault.Problem.Sentence, [.. fault.Problem.Arguments]], string.Join(", ", fault.Allowed)];
        }
        await Task.CompletedTask;
    }
}
