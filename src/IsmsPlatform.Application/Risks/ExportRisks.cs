using System.Globalization;
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
        "Code", "Status", "Title", "Kind", "Asset", "Assets", "Threat", "Inherent likelihood", "Inherent impact", "Inherent level", "Current likelihood", "Current impact", "Current level",
        "Target likelihood", "Target impact", "Target level", "Option", "Accepted until", "Owner", "Next review",
    ];

    public async ValueTask<Result<SheetDownload>> Handle(ExportRisks query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var method = await ratings.MethodFor(query.Filter, cancellationToken);
        // Of every version that was ever approved: they are few, and rows are read one by one.
        await ratings.ReadAsync(await db.RiskMethodologies.Select(m => (Guid?)m.Id).ToListAsync(cancellationToken), cancellationToken);
        var risks = RiskRows.Sorts.Order(query.Filter.Over(db.Risks.AsNoTracking(), db, scope, today, method), query.Sort);
        var name = string.Create(CultureInfo.InvariantCulture, $"risks-{scope.Tenant!.Slug}-{today:yyyy-MM-dd}");
        return SheetDownload.Of(spreadsheets, name, query.Format, new SheetOutput("Risks", Headings, RowsAsync(risks)));
    }

    // Read row by row while the file is written.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryable<Risk> risks)
    {
        await foreach (var r in RiskRows.Of(risks, db).AsAsyncEnumerable())
        {
            yield return
            [
                r.Code, SheetWords.Of(r.Status), r.Title, SheetWords.Of(r.Kind), r.Asset, r.Assets, r.Threat, .. Cells(r.Inherent), .. Cells(r.Current), .. Cells(r.Target),
                r.Treatment is { } option ? SheetWords.Of(option) : null, r.AcceptedUntil, r.Owner, r.NextReviewOn,
            ];
        }
    }

    private object?[] Cells(RatingView? rating) => ratings.Of(rating) is { } named ? [named.LikelihoodName, named.ImpactName, named.LevelName] : [null, null, null];
}
