using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Risks.Import;

/// <summary>Step 2 of an import of risks: what it would do, line by line, without doing it.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record PreviewRisks(Guid Id) : IQuery<Result<RisksPreview>>;

/// <param name="Known">Lines whose title an open risk has already, or a closed one with their code; it stays as it is.</param>
/// <param name="Differing">Lines of known risks that say what the register does not, the first of <paramref name="DifferingCount"/>.</param>
/// <param name="Renumbered">New risks whose code another risk has here, the first of <paramref name="RenumberedCount"/>.</param>
/// <param name="Faulty">Lines, not faults: a line may have several.</param>
/// <param name="Columns">What was recognised: field and heading.</param>
/// <param name="Unused">Headings that mean nothing here.</param>
public sealed record RisksPreview(Guid Id, string FileName, int Rows, int New, int Known, int Faulty, FaultGroups Faults, IReadOnlyList<DifferingRisk> Differing, int DifferingCount, IReadOnlyList<RenumberedRisk> Renumbered, int RenumberedCount,
    IReadOnlyList<PreviewedRisk> FirstRows, IReadOnlyList<(RiskField Field, string Heading)> Columns, IReadOnlyList<string> Unused);

/// <param name="Kind">Null where the line says none that is known.</param>
/// <param name="Faulty">Its columns in which something is wrong, by their headings; empty for a line that can be imported.</param>
public sealed record PreviewedRisk(int Line, string Title, RiskKind? Kind, bool IsRated, bool IsKnown, IReadOnlyList<string> Faulty);

/// <summary>A new risk, and the risk that has the code of its line here.</summary>
public sealed record RenumberedRisk(int Line, string Title, Guid RiskId, string Code, string TitleHere);

public sealed class PreviewRisksHandler(RiskImports imports) : IQueryHandler<PreviewRisks, Result<RisksPreview>>
{
    private const int MostRows = 20;
    private const int MostTold = 200;

    public async ValueTask<Result<RisksPreview>> Handle(PreviewRisks query, CancellationToken cancellationToken)
    {
        var planned = await imports.PlanAsync(query.Id, cancellationToken);
        if (planned.Error is { } refused) { return refused; }
        var ((file, table), plan) = planned.Value;
        var columns = RiskFields.ColumnsOf(table);
        var renumbered = plan.New.Select(n => n.Row).Where(r => r.OtherOfItsCode is not null).ToList();
        return new RisksPreview(file.Id, file.FileName, plan.Rows.Count, plan.New.Count, plan.Known, plan.Faulty, FaultGroups.Of(plan.Faults),
            [.. plan.Differing.Take(MostTold)], plan.Differing.Count, [.. renumbered.Take(MostTold).Select(r => new RenumberedRisk(r.Line, r.Details.Title, r.OtherOfItsCode!.Id, r.OtherOfItsCode.Code, r.OtherOfItsCode.Title))], renumbered.Count,
            [.. plan.Rows.Take(MostRows).Select(r => new PreviewedRisk(r.Line, r.Details.Title, r.IsFaultyAt(RiskField.Kind) ? null : r.Details.Kind, r.Ratings.Count > 0, r.KnownId is not null, [.. r.Faults.Select(f => f.Column).Distinct(StringComparer.Ordinal)]))],
            [.. columns.OrderBy(c => c.Key).Select(c => (c.Key, table.Headings[c.Value]))], [.. table.Headings.Where((_, i) => !columns.ContainsValue(i))]);
    }
}
