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

    internal IEnumerable<RowFault> Faults => Rows.SelectMany(r => r.Faults);
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
        var coming = rows.Where(r => r.KnownId is null).Select(r => Made(r, fileName, works, reader)).OfType<ComingRisk>().ToList();
        return new RiskImportPlan(rows, coming, differing);
    }

    // A new risk names nothing that the organisation does not offer any more.
    private static void NameHidden(ImportedRisk row, Dictionary<Guid, string> hidden, RiskRowReader reader)
    {
        void Refuse(RiskField field, Guid id)
        {
            if (hidden.TryGetValue(id, out var name)) { row.Faults.Add(reader.Fault(row.Line, field, row.Cells[field], RiskErrors.HiddenEntry(name))); }
        }
        if (row.Details.ThreatId is { } threat) { Refuse(RiskField.Threat, threat); }
        foreach (var id in row.Vulnerabilities) { Refuse(RiskField.Vulnerabilities, id); }
    }

    // By the same rules as by hand: what they refuse is a fault of the line. A line that is faulty is judged as far as it could be read, so that its faults are told at once.
    private ComingRisk? Made(ImportedRisk row, string fileName, Dictionary<Guid, (string Title, bool Works)> controls, RiskRowReader reader)
    {
        // Whoever imports stands in for an owner who is not known.
        Result<Risk> Identified(DateOnly? nextReview) => Risk.Identify(Guid.CreateVersion7(), NoCode, row.Details, new ReviewPlan(row.OwnerId ?? evaluator, OwnerIsActive: true, nextReview, cycle, today));
        var risk = Identified(row.NextReviewOn);
        if (risk.Error is { } refused)
        {
            Refuse(RiskField.NextReview, refused);
            risk = Identified(null);
        }
        var evaluations = Rated(risk.Value);
        return row.Faults.Count == 0 ? new ComingRisk(row, risk.Value, evaluations) : null;

        // A cell that cannot be read is told once, not also as what follows from it.
        void Refuse(RiskField field, Error fault)
        {
            if (!row.IsFaultyAt(field)) { row.Faults.Add(reader.Fault(row.Line, field, row.Cells.GetValueOrDefault(field), fault)); }
        }

        List<RiskEvaluation> Rated(Risk made)
        {
            if (row.Ratings.Count == 0) { return []; }
            if (method is null)
            {
                Refuse(row.Ratings[0].LikelihoodField, RiskErrors.NoMethodology);
                return [];
            }
            foreach (var rating in row.Ratings)
            {
                foreach (var fault in RiskEvaluation.Faults(Judged(rating), method.Scales).ToList()) { Refuse(FieldOf(rating, fault), Told(fault)); }
            }
            // Beside a stage that is wrong nothing can be compared.
            if (row.IsFaultyAt(RiskField.InherentLikelihood, RiskField.InherentImpact, RiskField.CurrentLikelihood, RiskField.CurrentImpact)) { return []; }
            // A control that was not found may be the one that works.
            (string, bool)[] unknown = row.IsFaultyAt(RiskField.Controls) ? [("", true)] : [];
            var basis = new EvaluationBasis(method.Id, method.Scales, [.. row.Controls.Select(id => controls[id]), .. unknown], OpenActions: 0);
            List<RiskEvaluation> found = [];
            foreach (var rating in row.Ratings)
            {
                var evaluation = RiskEvaluation.Of(Guid.CreateVersion7(), made, Judged(rating), basis, evaluator, today, now);
                if (evaluation.IsSuccess) { found.Add(evaluation.Value); }
                else if (evaluation.Error == RiskErrors.InherentFirst) { Refuse(RiskField.InherentLikelihood, RiskImportErrors.NoInherent); }
                else { Refuse(rating.LikelihoodField, evaluation.Error!.Fields is [var fault, ..] ? Told(fault) : evaluation.Error); }
            }
            return found;
        }

        // What could not be read stands as what would be right: that is told already.
        Judgement Judged(ReadRating rating) => new(rating.Stage, rating.Likelihood ?? 1, [rating.Impact ?? 1], fileName, null);
    }

    private static RiskField FieldOf(ReadRating rating, FieldError fault) => fault.Field == nameof(RiskEvaluation.Impacts) ? rating.ImpactField : rating.LikelihoodField;

    private static Error Told(FieldError fault) => new(fault.Code, fault.Sentence, ErrorKind.Invalid, fault.Arguments);
}
