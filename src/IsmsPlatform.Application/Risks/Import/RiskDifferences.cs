using System.Globalization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Risks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks.Import;

/// <summary>A line that says of a known risk what the register does not.</summary>
public sealed record DifferingRisk(int Line, Guid RiskId, string Code, string Title, IReadOnlyList<RiskField> Fields);

/// <summary>What lines of known risks say otherwise: an import changes nothing of them, and somebody who edited an export would believe that it did.</summary>
internal sealed class RiskDifferences(IsmsDbContext db, RiskRatings ratings)
{
    /// <summary>Also takes their faults away: a value that is not understood is one that differs.</summary>
    internal async Task<IReadOnlyList<DifferingRisk>> OfAsync(IReadOnlyList<ImportedRisk> rows, CancellationToken cancellationToken)
    {
        if (rows.Count == 0) { return []; }
        var ids = rows.Select(r => r.KnownId!.Value).Distinct().ToList();
        var known = await db.Risks.AsNoTracking().Where(r => ids.Contains(r.Id)).Select(r => new
        {
            Risk = r,
            Owner = db.People.Where(p => p.Id == r.OwnerId).Select(p => p.Name).First(),
            Threat = db.Threats.Where(t => t.Id == r.ThreatId).Select(t => t.Name).FirstOrDefault(),
        }).ToDictionaryAsync(r => r.Risk.Id, cancellationToken);
        await ratings.ReadAsync(known.Values.SelectMany(k => new[] { k.Risk.InherentMethodologyId, k.Risk.CurrentMethodologyId }), cancellationToken);
        var vulnerabilities = await LinksAsync(db.RiskVulnerabilities.Where(l => ids.Contains(l.RiskId)).Join(db.Vulnerabilities, l => l.VulnerabilityId, v => v.Id, (l, v) => new Link(l.RiskId, v.Id, v.Name)));
        var assets = await LinksAsync(db.RiskAssets.Where(l => ids.Contains(l.RiskId)).Join(db.Assets, l => l.AssetId, a => a.Id, (l, a) => new Link(l.RiskId, a.Id, a.Name)));
        var controls = await LinksAsync(db.RiskControls.Where(l => ids.Contains(l.RiskId)).Join(db.ControlImplementations, l => l.ImplementationId, i => i.Id, (l, i) => new Link(l.RiskId, i.Id, i.Title)));
        List<DifferingRisk> differing = [];
        foreach (var row in rows)
        {
            var k = known[row.KnownId!.Value];
            var comparison = new Comparison(row, k.Risk, k.Owner, k.Threat, [.. vulnerabilities[k.Risk.Id]], [.. assets[k.Risk.Id]], [.. controls[k.Risk.Id]], ratings);
            var fields = RiskFields.All.Where(f => row.Cells.ContainsKey(f) && !comparison.IsSame(f)).ToList();
            if (fields.Count > 0) { differing.Add(new DifferingRisk(row.Line, k.Risk.Id, k.Risk.Code, k.Risk.Title, fields)); }
            row.Faults.RemoveAll(f => f.Problem.Code != RiskImportErrors.SameTitle(0).Code);
        }
        return differing;

        async Task<ILookup<Guid, Link>> LinksAsync(IQueryable<Link> links)
            => (await links.AsNoTracking().ToListAsync(cancellationToken)).OrderBy(l => l.Name, StringComparer.Ordinal).ToLookup(l => l.RiskId);
    }

    private sealed record Link(Guid RiskId, Guid Id, string Name);

    /// <summary>A cell is the same when it reads as the export writes it, or means the same.</summary>
    private sealed record Comparison(ImportedRisk Row, Risk Risk, string Owner, string? Threat, IReadOnlyList<Link> Vulnerabilities, IReadOnlyList<Link> Assets, IReadOnlyList<Link> Controls, RiskRatings Ratings)
    {
        internal bool IsSame(RiskField field)
        {
            var cell = Row.Cells[field];
            if (Spaced(cell) == Spaced(Exported(field))) { return true; }
            if (cell is null) { return !Row.IsOfItsExport; }
            return !Row.IsFaultyAt(field) && MeansTheSame(field);
        }

        private bool MeansTheSame(RiskField field) => field switch
        {
            RiskField.Kind => Row.Details.Kind == Risk.Kind,
            RiskField.Affects => Row.Details.Affects.SequenceEqual(Risk.Affects()),
            RiskField.Owner => Row.OwnerId == Risk.OwnerId,
            RiskField.Option => Row.Details.Treatment == Risk.Treatment,
            RiskField.PersonalData => Row.Details.PersonalData == Risk.PersonalData,
            RiskField.Threat => Row.Details.ThreatId == Risk.ThreatId,
            RiskField.Vulnerabilities => Row.Vulnerabilities.ToHashSet().SetEquals(Vulnerabilities.Select(l => l.Id)),
            RiskField.Assets => Row.Assets.ToHashSet().SetEquals(Assets.Select(l => l.Id)),
            RiskField.Controls => Row.Controls.ToHashSet().SetEquals(Controls.Select(l => l.Id)),
            RiskField.InherentLikelihood => Rated(EvaluationStage.Inherent)?.Likelihood == Risk.InherentLikelihood,
            RiskField.InherentImpact => Rated(EvaluationStage.Inherent)?.Impact == Risk.InherentImpact,
            RiskField.CurrentLikelihood => Rated(EvaluationStage.Current)?.Likelihood == Risk.CurrentLikelihood,
            RiskField.CurrentImpact => Rated(EvaluationStage.Current)?.Impact == Risk.CurrentImpact,
            RiskField.NextReview => Row.NextReviewOn == Risk.NextReviewOn,
            RiskField.Code => string.Equals(Row.Cells[field], Risk.Code, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };

        private ReadRating? Rated(EvaluationStage stage) => Row.Ratings.FirstOrDefault(r => r.Stage == stage);

        private string? Exported(RiskField field) => field switch
        {
            RiskField.Code => Risk.Code,
            RiskField.Title => Risk.Title,
            RiskField.Scenario => Risk.Scenario,
            RiskField.Kind => SheetWords.Of(Risk.Kind),
            RiskField.Affects => string.Join(", ", Risk.Affects()),
            RiskField.Owner => Owner,
            RiskField.Option => Risk.Treatment is { } option ? SheetWords.Of(option) : null,
            RiskField.PersonalData => Risk.PersonalData ? "yes" : "no",
            RiskField.NextReview => Risk.NextReviewOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            RiskField.Threat => Threat,
            RiskField.Vulnerabilities => Names(Vulnerabilities),
            RiskField.Assets => Names(Assets),
            RiskField.Controls => Names(Controls),
            RiskField.InherentLikelihood => Rating(EvaluationStage.Inherent)?.LikelihoodName,
            RiskField.InherentImpact => Rating(EvaluationStage.Inherent)?.ImpactName,
            RiskField.CurrentLikelihood => Rating(EvaluationStage.Current)?.LikelihoodName,
            RiskField.CurrentImpact => Rating(EvaluationStage.Current)?.ImpactName,
            _ => null,
        };

        private RatingView? Rating(EvaluationStage stage)
        {
            var (methodology, likelihood, impact, level) = Risk.RatingOf(stage);
            return Ratings.Of(new RatingView { MethodologyId = methodology, Likelihood = likelihood, Impact = impact, Level = level });
        }

        private static string Names(IReadOnlyList<Link> links) => string.Join("; ", links.Select(l => l.Name));

        private static string Spaced(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
