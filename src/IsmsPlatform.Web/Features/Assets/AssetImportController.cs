using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Assets;

/// <summary>Bringing a table of assets in: file, columns, preview, and into the register.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/assets/import")]
public sealed class AssetImportController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet(""), FormOf<UploadImport>]
    public IActionResult Choose() => FilePage(new UploadImport(Guid.CreateVersion7(), null, null, null));

    [HttpPost(""), FormOf<UploadImport>]
    [RequestSizeLimit(Uploaded.MostBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = Uploaded.MostBytes)]
    public async Task<IActionResult> Choose(string tenant, Guid id, string? source, IFormFile? file, CancellationToken cancellationToken)
    {
        var form = new UploadImport(id, source, file?.FileName, await Uploaded.ReadAsync(file, cancellationToken));
        return await this.ToPage(await Sender.Send(form, cancellationToken), stored => Redirect($"/t/{tenant}/assets/import/{stored}/columns"), () => Task.FromResult<IActionResult>(FilePage(form with { File = null })));
    }

    [HttpGet("{id:guid}/columns")]
    public Task<IActionResult> Columns(Guid id, CancellationToken cancellationToken) => ColumnsPageAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/columns")]
    public async Task<IActionResult> Columns(string tenant, Guid id, Dictionary<ImportField, string?>? mapping, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new MapImport(id, mapping), cancellationToken), () => Redirect($"/t/{tenant}/assets/import/{id}/preview"), () => ColumnsPageAsync(id, mapping, cancellationToken));

    [HttpGet("{id:guid}/preview")]
    public Task<IActionResult> Preview(Guid id, bool leaveUnknownEmpty, CancellationToken cancellationToken) => PreviewPageAsync(id, leaveUnknownEmpty, cancellationToken);

    [HttpPost("{id:guid}/confirm")]
    public async Task<IActionResult> Confirm(string tenant, Guid id, bool onlyGoodLines, bool leaveUnknownEmpty, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ConfirmImport(id, onlyGoodLines, leaveUnknownEmpty), cancellationToken), outcome =>
        {
            Toast(Said(outcome));
            return Redirect($"/t/{tenant}/assets{(outcome.New > 0 ? "?status=Draft" : "")}");
        }, () => PreviewPageAsync(id, leaveUnknownEmpty, cancellationToken));

    [HttpPost("{id:guid}/discard")]
    public async Task<IActionResult> Discard(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new DiscardImport(id), cancellationToken), () =>
        {
            Toast(t["Discarded"]);
            return Redirect($"/t/{tenant}/assets");
        });

    [HttpGet("{id:guid}/faults.csv")]
    public Task<IActionResult> CsvFaults(Guid id, bool leaveUnknownEmpty, CancellationToken cancellationToken) => DownloadAsync(new GetImportFaults(id, SheetFormat.Csv, leaveUnknownEmpty), cancellationToken);

    [HttpGet("{id:guid}/faults.xlsx")]
    public Task<IActionResult> XlsxFaults(Guid id, bool leaveUnknownEmpty, CancellationToken cancellationToken) => DownloadAsync(new GetImportFaults(id, SheetFormat.Xlsx, leaveUnknownEmpty), cancellationToken);

    [HttpGet("template.csv")]
    public Task<IActionResult> CsvTemplate(CancellationToken cancellationToken) => DownloadAsync(new GetImportTemplate(SheetFormat.Csv), cancellationToken);

    [HttpGet("template.xlsx")]
    public Task<IActionResult> XlsxTemplate(CancellationToken cancellationToken) => DownloadAsync(new GetImportTemplate(SheetFormat.Xlsx), cancellationToken);

    private ViewResult FilePage(UploadImport form) => View("ImportFile", form);

    private async Task<IActionResult> ColumnsPageAsync(Guid id, Dictionary<ImportField, string?>? chosen, CancellationToken cancellationToken)
    {
        var proposal = await Sender.Send(new ProposeMapping(id), cancellationToken);
        this.LeadToList(proposal.Error, "assets", t);
        return await this.ToPage(proposal, proposed => View("ImportColumns", new ImportColumnsPage(proposed, chosen)));
    }

    private async Task<IActionResult> PreviewPageAsync(Guid id, bool leaveUnknownEmpty, CancellationToken cancellationToken)
    {
        var preview = await Sender.Send(new PreviewImport(id, leaveUnknownEmpty), cancellationToken);
        this.LeadToList(preview.Error, "assets", t);
        return await this.ToPage(preview, shown => View("ImportPreview", shown));
    }

    private string Said(ImportOutcome outcome)
    {
        if (outcome is { New: 0, Changed: 0, Dependencies: 0, LeftOut: 0 }) { return t["Imported: nothing was new"]; }
        var said = t["Imported: {0} new, {1} changed, {2} unchanged, {3} dependencies", outcome.New, outcome.Changed, outcome.Unchanged, outcome.Dependencies];
        return outcome.LeftOut == 0 ? said : $"{said}. {t.Counted(outcome.LeftOut, "{0} faulty line was left out", "{0} faulty lines were left out")}";
    }
}

/// <param name="Chosen">What was sent and refused; null for the proposal.</param>
public sealed record ImportColumnsPage(ProposedMapping Proposed, IReadOnlyDictionary<ImportField, string?>? Chosen)
{
    public string? ColumnOf(ImportField field) => Chosen is null ? Proposed.Mapping.GetValueOrDefault(field) : Chosen.GetValueOrDefault(field);

    public string Samples(string? column) => string.Join(" · ", Proposed.Columns.FirstOrDefault(c => c.Heading == column)?.Samples ?? []);
}

/// <summary>The four steps, each a way back to those that are done.</summary>
public static class ImportSteps
{
    public static Steps At(int current, Texts t, Shell shell, Guid? id = null) => new(t["Steps of the import"], current,
        new Step(t["File"], shell.Url("assets/import")), new Step(t["Columns"], id is null ? null : shell.Url($"assets/import/{id}/columns")), new Step(t["Preview"]), new Step(t["Register"]));
}
