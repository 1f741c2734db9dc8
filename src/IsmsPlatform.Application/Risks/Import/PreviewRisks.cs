using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Risks.Import;

/// <summary>Step 2 of an import of risks: what it would do, line by line, without doing it.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record PreviewRisks(Guid Id) : IQuery<Result<RisksPreview>>;

/// <param name="Known">Lines whose title an open risk has already; it stays as it is.</param>
/// <param name="Faulty">Lines, not faults: a line may have several.</param>
/// <param name="Columns">What was recognised: field and heading.</param>
/// <param name="Unused">Headings that mean nothing here.</param>
public sealed record RisksPreview(Guid Id, string FileName, int Rows, int New, int Known, int Faulty, FaultGroups Faults, IReadOnlyList<PreviewedRisk> FirstRows, IReadOnlyList<(RiskField Field, string Heading)> Columns, IReadOnlyList<string> Unused)
{
    public int Good => Rows - Faulty;
}

public sealed record PreviewedRisk(int Line, string Title, RiskKind Kind, bool IsRated, bool IsKnown, bool IsFaulty);

public sealed class PreviewRisksHandler(ImportFiles files, RiskImports imports) : IQueryHandler<PreviewRisks, Result<RisksPreview>>
{
    private const int MostRows = 20;

    public async ValueTask<Result<RisksPreview>> Handle(PreviewRisks query, CancellationToken cancellationToken)
    {
        var open = await files.OpenAsync(query.Id, nameof(Risk), cancellationToken);
        if (open.Error is { } closed) { return closed; }
        var (file, table) = open.Value;
        var planned = await imports.PlanAsync(table, file.FileName, cancellationToken);
        if (planned.Error is { } refused) { return refused; }
        var plan = planned.Value;
        var columns = RiskFields.ColumnsOf(table);
        return new RisksPreview(file.Id, file.FileName, plan.Rows.Count, plan.New.Count, plan.Known, plan.Faulty, FaultGroups.Of(plan.Rows.SelectMany(r => r.Faults)),
            [.. plan.Rows.Take(MostRows).Select(r => new PreviewedRisk(r.Line, r.Details.Title, r.Details.Kind, r.Ratings.Count > 0, r.IsKnown, r.Faults.Count > 0))],
            [.. columns.OrderBy(c => c.Key).Select(c => (c.Key, table.Headings[c.Value]))], [.. table.Headings.Where((_, i) => !columns.ContainsValue(i))]);
    }
}

/// <summary>What preview and confirmation share: the plan of a file, by the methodology in force.</summary>
public sealed class RiskImports(IsmsDbContext db, RiskRatings ratings, ReviewTasks tasks, RequestScope scope, TimeProvider clock)
{
    internal async Task<Result<RiskImportPlan>> PlanAsync(Shared.Spreadsheets.SheetTable table, string fileName, CancellationToken cancellationToken)
    {
        if (scope.AnsweringId is not { } evaluator) { return RiskErrors.NoEvaluator; }
        var planner = new RiskImportPlanner(db, await ratings.InForceAsync(cancellationToken), await tasks.CycleAsync(nameof(Risk), cancellationToken), evaluator, scope.Today(clock), clock.GetUtcNow());
        return await planner.PlanAsync(table, fileName, cancellationToken);
    }
}
