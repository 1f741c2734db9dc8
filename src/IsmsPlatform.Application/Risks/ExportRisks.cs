using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>The whole result of the filtered register as a file, in its order.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record ExportRisks(RiskFilter Filter, SheetFormat Format, string? Sort) : IQuery<Result<SheetDownload>>;

public sealed class ExportRisksValidator : AbstractValidator<ExportRisks>
{
    public ExportRisksValidator()
    {
        RuleFor(e => e.Filter).SetValidator(new RiskFilterRules());
        RuleFor(e => e.Format).Known();
        RuleFor(e => e.Sort).Listed(RiskRows.Sorts.IsKnown);
    }
}

public sealed class ExportRisksHandler(IsmsDbContext db, ISpreadsheets spreadsheets, RiskRatings ratings, RequestScope scope, TimeProvider clock) : IQueryHandler<ExportRisks, Result<SheetDownload>>
{
    private static readonly string[] Headings =
    [
        "Code", "Status", "Title", "Scenario", "Kind", "Affects", "Personal data", "Threat", "Vulnerabilities", "Assets", "Controls", "Inherent likelihood", "Inherent impact", "Inherent level", "Current likelihood", "Current impact", "Current level",
        "Target likelihood", "Target impact", "Target level", "Option", "Accepted until", "Owner", "Next review",
    ];

    public async ValueTask<Result<SheetDownload>> Handle(ExportRisks query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var method = await ratings.MethodFor(query.Filter, cancellationToken);
        // Of every version that was ever approved: they are few, and rows are read one by one.
        await ratings.ReadAsync(await db.RiskMethodologies.Select(m => (Guid?)m.Id).ToListAsync(cancellationToken), cancellationToken);
        var risks = RiskRows.Sorts.Order(query.Filter.Over(db.Risks.AsNoTracking(), db, scope, today, method), query.Sort);
        var name = SheetDownload.NameOf("risks", scope, today);
        return SheetDownload.Of(spreadsheets, name, query.Format, new SheetOutput("Risks", Headings, RowsAsync(risks)));
    }

    // Read row by row while the file is written; what risks are linked with is read before, in one question for each kind.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryable<Risk> risks)
    {
        var assets = await NamesAsync(db.RiskAssets.Join(db.Assets, l => l.AssetId, a => a.Id, (l, a) => new Linked(l.RiskId, a.Name)));
        var vulnerabilities = await NamesAsync(db.RiskVulnerabilities.Join(db.Vulnerabilities, l => l.VulnerabilityId, v => v.Id, (l, v) => new Linked(l.RiskId, v.Name)));
        var controls = await NamesAsync(db.RiskControls.Join(db.ControlImplementations, l => l.ImplementationId, i => i.Id, (l, i) => new Linked(l.RiskId, i.Title)));
        var rows = risks.Select(r => new
        {
            Risk = r,
            Owner = db.People.Where(p => p.Id == r.OwnerId).Select(p => p.Name).First(),
            Threat = db.Threats.Where(t => t.Id == r.ThreatId).Select(t => t.Name).FirstOrDefault(),
        });
        await foreach (var row in rows.AsAsyncEnumerable())
        {
            var r = row.Risk;
            yield return
            [
                r.Code, SheetWords.Of(r.Status), r.Title, r.Scenario, SheetWords.Of(r.Kind), string.Join(", ", r.Affects()), r.PersonalData ? "yes" : "no", row.Threat,
                string.Join("; ", vulnerabilities[r.Id]), string.Join("; ", assets[r.Id]), string.Join("; ", controls[r.Id]),
                .. Cells(r, EvaluationStage.Inherent), .. Cells(r, EvaluationStage.Current), .. Cells(r, EvaluationStage.Target),
                r.Treatment is { } option ? SheetWords.Of(option) : null, r.AcceptedUntil, row.Owner, r.NextReviewOn,
            ];
        }
    }

    private sealed record Linked(Guid RiskId, string Name);

    private static async Task<ILookup<Guid, string>> NamesAsync(IQueryable<Linked> links)
        => (await links.ToListAsync()).OrderBy(l => l.Name, StringComparer.Ordinal).ToLookup(l => l.RiskId, l => l.Name);

    private object?[] Cells(Risk risk, EvaluationStage stage)
    {
        var (methodology, likelihood, impact, level) = risk.RatingOf(stage);
        return Cells(new RatingView { MethodologyId = methodology, Likelihood = likelihood, Impact = impact, Level = level });
    }

    private object?[] Cells(RatingView rating) => ratings.Of(rating) is { } named ? [named.LikelihoodName, named.ImpactName, named.LevelName] : [null, null, null];
}
