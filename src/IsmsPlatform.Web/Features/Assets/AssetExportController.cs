using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Assets;

/// <summary>The whole result of the register's filter as a file.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/assets")]
public sealed class AssetExportController(ISender sender) : PortalController(sender)
{
    [HttpGet("export.csv")]
    public Task<IActionResult> Csv([FromQuery] AssetFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportAssets(filter, SheetFormat.Csv, sort), cancellationToken);

    [HttpGet("export.xlsx")]
    public Task<IActionResult> Xlsx([FromQuery] AssetFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportAssets(filter, SheetFormat.Xlsx, sort), cancellationToken);
}
