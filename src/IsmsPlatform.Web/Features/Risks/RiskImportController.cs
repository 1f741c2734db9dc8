using IsmsPlatform.Application.Risks.Import;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Risks;

/// <summary>Risks from a file: file, preview, register.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/risks/import")]
public sealed class RiskImportController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet(""), FormOf<UploadRisks>]
    public IActionResult Choose() => View("ImportFile", new UploadRisks(Guid.CreateVersion7(), null, null));

    [HttpPost(""), FormOf<UploadRisks>]
    [RequestSizeLimit(Uploaded.MostBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = Uploaded.MostBytes)]
    public async Task<IActionResult> Choose(string tenant, Guid id, IFormFile? file, CancellationToken cancellationToken)
    {
        var form = new UploadRisks(id, file?.FileName, await Uploaded.ReadAsync(file, cancellationToken));
        return await this.ToPage(await Sender.Send(form, cancellationToken), stored => Redirect($"/t/{tenant}/risks/import/{stored}/preview"), () => Task.FromResult<IActionResult>(View("ImportFile", form with { File = null })));
    }

    [HttpGet("{id:guid}/preview")]
    public Task<IActionResult> Preview(Guid id, CancellationToken cancellationToken) => PreviewPageAsync(id, cancellationToken);

    [HttpPost("{id:guid}/confirm")]
    public async Task<IActionResult> Confirm(string tenant, Guid id, bool onlyGoodLines, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ConfirmRisks(id, onlyGoodLines), cancellationToken), outcome =>
        {
            Toast(outcome.New == 0 ? t["Imported: nothing was new"] : t["Imported: {0} new, {1} known already", outcome.New, outcome.Known]);
            return Redirect($"/t/{tenant}/risks");
        }, () => PreviewPageAsync(id, cancellationToken));

    [HttpPost("{id:guid}/discard")]
    public async Task<IActionResult> Discard(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new DiscardRisks(id), cancellationToken), () =>
        {
            Toast(t["Discarded"]);
            return Redirect($"/t/{tenant}/risks");
        });

    [HttpGet("{id:guid}/faults.csv")]
    public Task<IActionResult> CsvFaults(Guid id, CancellationToken cancellationToken) => DownloadAsync(new GetRiskFaults(id, SheetFormat.Csv), cancellationToken);

    [HttpGet("{id:guid}/faults.xlsx")]
    public Task<IActionResult> XlsxFaults(Guid id, CancellationToken cancellationToken) => DownloadAsync(new GetRiskFaults(id, SheetFormat.Xlsx), cancellationToken);

    [HttpGet("template.csv")]
    public Task<IActionResult> CsvTemplate(CancellationToken cancellationToken) => DownloadAsync(new GetRisksTemplate(SheetFormat.Csv), cancellationToken);

    [HttpGet("template.xlsx")]
    public Task<IActionResult> XlsxTemplate(CancellationToken cancellationToken) => DownloadAsync(new GetRisksTemplate(SheetFormat.Xlsx), cancellationToken);

    private async Task<IActionResult> PreviewPageAsync(Guid id, CancellationToken cancellationToken)
    {
        var preview = await Sender.Send(new PreviewRisks(id), cancellationToken);
        this.LeadToList(preview.Error, "risks", t);
        return await this.ToPage(preview, shown => View("ImportPreview", shown));
    }
}
