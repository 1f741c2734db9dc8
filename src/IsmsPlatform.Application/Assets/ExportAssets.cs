using FluentValidation;
using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>The whole result of a filtered list as a file, in the order of the list. Its columns are those that the import knows, and a few more.</summary>
[RequirePermission(Permissions.AssetsView)]
public sealed record ExportAssets(AssetFilter Filter, SheetFormat Format = SheetFormat.Csv, string? Sort = null) : IQuery<Result<SheetDownload>>;

public sealed class ExportAssetsValidator : AbstractValidator<ExportAssets>
{
    public ExportAssetsValidator()
    {
        RuleFor(e => e.Filter).SetValidator(new AssetFilterRules());
        RuleFor(e => e.Format).Known();
        RuleFor(e => e.Sort).Listed(AssetRows.Sorts.IsKnown);
    }
}

public sealed class ExportAssetsHandler(IsmsDbContext db, ScopeInForce inForce, ISpreadsheets spreadsheets, RequestScope scope, TimeProvider clock) : IQueryHandler<ExportAssets, Result<SheetDownload>>
{
    private static readonly string[] Headings =
    [
        "Code", "Status", .. ImportFields.All.Where(f => f != ImportField.Needs).Select(ImportFields.HeadingOf),
        "Effective confidentiality", "Effective integrity", "Effective availability", "Source", "Retired on", "In scope",
    ];

    public async ValueTask<Result<SheetDownload>> Handle(ExportAssets query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var boundary = await inForce.BoundaryAsync(cancellationToken);
        var assets = AssetRows.Sorts.Order(query.Filter.Over(db.Assets.AsNoTracking(), db, scope, today, boundary), query.Sort);
        var name = SheetDownload.NameOf("assets", scope, today);
        return SheetDownload.Of(spreadsheets, name, query.Format, new SheetOutput("Assets", Headings, RowsAsync(assets, boundary)));
    }

    // Read row by row while the file is written.
    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(IQueryable<Asset> assets, ScopeBoundary? boundary)
    {
        var rows = assets.Select(a => new
        {
            Asset = a,
            Owner = db.People.Where(p => p.Id == a.OwnerId).Select(p => p.Email).FirstOrDefault(),
            Custodian = db.People.Where(p => p.Id == a.CustodianId).Select(p => p.Email).FirstOrDefault(),
            Unit = db.Units.Where(u => u.Id == a.UnitId).Select(u => u.Name).FirstOrDefault(),
            Location = db.Locations.Where(l => l.Id == a.LocationId).Select(l => l.Name).FirstOrDefault(),
        }).AsAsyncEnumerable();
        await foreach (var row in rows)
        {
            var a = row.Asset;
            yield return
            [
                a.Code, StatusOf(a.Status), a.Name, a.ExternalId, Vocabulary.Types.WordOf(a.Type), a.Description, row.Owner, row.Custodian, row.Unit, row.Location,
                Vocabulary.Classes.WordOf(a.Classification), a.ContainsPersonalData, a.Confidentiality, a.Integrity, a.Availability, a.RtoHours, a.RpoHours, a.AcquiredOn, a.EndOfSupportOn, a.NextReviewOn,
                a.EffectiveConfidentiality, a.EffectiveIntegrity, a.EffectiveAvailability, a.SourceSystem, a.RetiredOn, boundary?.HoldsAsset(a.Id, a.UnitId, a.LocationId),
            ];
        }
    }

    private static string StatusOf(AssetStatus status) => status == AssetStatus.UnderReview ? "Under review" : status.ToString();
}
