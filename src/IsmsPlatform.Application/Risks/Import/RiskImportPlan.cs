using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks.Import;

/// <summary>A risk that is entered, with its ratings.</summary>
internal sealed record ComingRisk(ImportedRisk Row, Risk Risk, IReadOnlyList<RiskEvaluation> Evaluations);

/// <summary>Compares a file with the register without changing it; preview and confirmation rest on the same plan.</summary>
/// <param name="Differing">Lines that say of a known risk what the register does not.</param>
internal sealed record RiskImportPlan(IReadOnlyList<ImportedRisk> Rows, IReadOnlyList<ComingRisk> New, IReadOnlyList<DifferingRisk> Differing)
{
    internal int Known => Rows.Count(r => r.Faults.Count == 0 && r.KnownId is not null);

    internal int Faulty => Rows.Count(r => r.Faults.Count > 0);
}

/// <summary>Makes the plan of a file.</summary>
/// <param name="method">By which risks are rated; null where none is in force.</param>
/// <param name="cycle">How often risks are reviewed.</param>
internal sealed class RiskImportPlanner(IsmsDbContext db, RiskRatings ratings, RiskMethodology? method, ReviewCycle cycle, Guid evaluator, DateOnly today, DateTimeOffset now)
{
    // The code comes with the confirmation.
    private const string NoCode = "";

    internal async Task<RiskImportPlan> PlanAsync(SheetTable table, string fileName, CancellationToken cancellationToken)
    {
        var risks = await db.Risks.AsNoTracking().Select(r => new { r.Id, r.Code, r.Title, r.Status }).ToListAsync(cancellationToken);
        var people = await db.People.AsNoTracking().Where(p => p.Status == PersonStatus.Active).Select(p => new { p.Id, p.Name, p.Email }).ToListAsync(cancellationToken);
        var threats = await db.Threats.AsNoTracking().Select(t => new { t.Id, t.Name, t.Code, t.IsHidden }).ToListAsync(cancellationToken);
        var vulnerabilities = await db.Vulnerabilities.AsNoTracking().Select(v => new { v.Id, v.Name, v.Code, v.IsHidden }).ToListAsync(cancellationToken);
        var assets = await db.Assets.AsNoTracking().Select(a => new { a.Id, a.Name, a.Code }).ToListAsync(cancellationToken);
        var controls = await db.ControlImplementations.AsNoTracking().ToListAsync(cancellationToken);
        var world = new RiskWorld(risks.Where(r => r.Status != RiskStatus.Closed).GroupBy(r => NameIndex.Fold(r.Title), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal),
            risks.ToDictionary(r => r.Code, r => new NamedRisk(r.Id, r.Code, r.Title), StringComparer.OrdinalIgnoreCase), method?.Scales,
            new NameIndex(people.SelectMany(p => new[] { (p.Name, p.Id), (p.Email, p.Id) })),
            new NameIndex(threats.SelectMany(t => new[] { (t.Name, t.Id), (t.Code, t.Id) })),
            new NameIndex(vulnerabilities.SelectMany(v => new[] { (v.Name, v.Id), (v.Code, v.Id) })),
            new NameIndex(assets.SelectMany(a => a.Code is null ? [(a.Name, a.Id)] : new[] { (a.Name, a.Id), (a.Code, a.Id) })),
            new NameIndex(controls.Select(c => (c.Title, c.Id))));
        var reader = new RiskRowReader(table, world);
        var rows = reader.Rows();
        var works = controls.ToDictionary(c => c.Id, c => (c.Title, c.Works));
        var hidden = threats.Where(t => t.IsHidden).Select(t => (t.Id, t.Name)).Concat(vulnerabilities.Where(v => v.IsHidden).Select(v => (v.Id, v.Name))).ToDictionary(e => e.Id, e => e.Name);
        foreach (var row in rows.Where(r => r.KnownId is null)) { NameHidden(row, hidden, reader); }
        var differing = await new RiskDifferences(db, ratings).OfAsync([.. rows.Where(r => r.KnownId is not null)], cancellationToken);
        var coming = rows.Where(r => r.Faults.Count == 0 && r.KnownId is null).Select(r => Made(r, fileName, works, reader)).OfType<ComingRisk>().ToList();
        return new RiskImportPlan(rows, coming, differing);
    }

    // A new risk names nothing that the organisation does not offer any more.
    private static void NameHidden(ImportedRisk row, Dictionary<Guid, string> hidden, RiskRowReader reader)
    {
        void Refuse(RiskField field, Guid id)
        {
            if (hidden.TryGetValue(id, out var name)) { row.Faults.Add(reader.Fault(row.Line, field, reader.CellOf(row.Line, field), RiskErrors.HiddenEntry(name))); }
        }
        if (row.Details.ThreatId is { } threat) { Refuse(RiskField.Threat, threat); }
        foreach (var id in row.Vulnerabilities) { Refuse(RiskField.Vulnerabilities, id); }
    }

    // By the same rules as by hand: what they refuse is a fault of the line.
    private ComingRisk? Made(ImportedRisk row, string fileName, Dictionary<Guid, (string Title, bool Works)> controls, RiskRowReader reader)
    {
        var risk = Risk.Identify(Guid.CreateVersion7(), NoCode, row.Details, new ReviewPlan(row.OwnerId!.Value, OwnerIsActive: true, row.NextReviewOn, cycle, today));
        if (risk.Error is { } refused)
        {
            row.Faults.Add(reader.Fault(row.Line, RiskField.NextReview, reader.CellOf(row.Line, RiskField.NextReview), First(refused)));
            return null;
        }
        List<RiskEvaluation> evaluations = [];
        foreach (var (stage, likelihood, impact) in row.Ratings)
        {
            var error = method is null ? RiskErrors.NoMethodology : Rated(risk.Value, stage, likelihood, impact);
            if (error is null) { continue; }
            var field = (stage, AtImpact: error.Fields is [{ Field: nameof(RiskEvaluation.Impacts) }, ..]) switch
            {
                (EvaluationStage.Inherent, false) => RiskField.InherentLikelihood,
                (EvaluationStage.Inherent, true) => RiskField.InherentImpact,
                (_, false) => RiskField.CurrentLikelihood,
                _ => RiskField.CurrentImpact,
            };
            row.Faults.Add(reader.Fault(row.Line, field, reader.CellOf(row.Line, field), First(error)));
            return null;
        }
        return new ComingRisk(row, risk.Value, evaluations);

        Error? Rated(Risk rated, EvaluationStage stage, int likelihood, int impact)
        {
            var basis = new EvaluationBasis(method!.Id, method.Scales, [.. row.Controls.Select(id => controls[id])], OpenActions: 0);
            var evaluation = RiskEvaluation.Of(Guid.CreateVersion7(), rated, new Judgement(stage, likelihood, [impact], fileName, null), basis, evaluator, today, now);
            if (evaluation.Error is null) { evaluations.Add(evaluation.Value); }
            return evaluation.Error;
        }
    }

    private static Error First(Error error) => error.Fields.Count == 0 ? error : new(error.Fields[0].Code, error.Fields[0].Sentence, ErrorKind.Invalid, error.Fields[0].Arguments);
}
