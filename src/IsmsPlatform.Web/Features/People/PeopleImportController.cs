using IsmsPlatform.Application.People.Import;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.People;

/// <summary>People from a file: file, preview, directory.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/people/import")]
public sealed class PeopleImportController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet(""), FormOf<UploadPeople>]
    public IActionResult Choose() => View("ImportFile", new UploadPeople(Guid.CreateVersion7(), null, null));

    [HttpPost(""), FormOf<UploadPeople>]
    [RequestSizeLimit(Uploaded.MostBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = Uploaded.MostBytes)]
    public async Task<IActionResult> Choose(string tenant, Guid id, IFormFile? file, CancellationToken cancellationToken)
    {
        var form = new UploadPeople(id, file?.FileName, await Uploaded.ReadAsync(file, cancellationToken));
        return await this.ToPage(await Sender.Send(form, cancellationToken), stored => Redirect($"/t/{tenant}/people/import/{stored}/preview"), () => Task.FromResult<IActionResult>(View("ImportFile", form with { File = null })));
    }

    [HttpGet("{id:guid}/preview")]
    public Task<IActionResult> Preview(Guid id, CancellationToken cancellationToken) => PreviewPageAsync(id, cancellationToken);

    [HttpPost("{id:guid}/confirm")]
    public async Task<IActionResult> Confirm(string tenant, Guid id, bool onlyGoodLines, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ConfirmPeople(id, onlyGoodLines), cancellationToken), outcome =>
        {
            Toast(outcome.New == 0 ? t["Imported: nobody was new"] : t["Imported: {0} new, {1} known already", outcome.New, outcome.Known]);
            return Redirect($"/t/{tenant}/people");
        }, () => PreviewPageAsync(id, cancellationToken));

    [HttpPost("{id:guid}/discard")]
    public async Task<IActionResult> Discard(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new DiscardPeople(id), cancellationToken), () =>
        {
            Toast(t["Discarded"]);
            return Redirect($"/t/{tenant}/people");
        });

    [HttpGet("{id:guid}/faults.csv")]
    public Task<IActionResult> CsvFaults(Guid id, CancellationToken cancellationToken) => DownloadAsync(new GetPeopleFaults(id, SheetFormat.Csv), cancellationToken);

    [HttpGet("{id:guid}/faults.xlsx")]
    public Task<IActionResult> XlsxFaults(Guid id, CancellationToken cancellationToken) => DownloadAsync(new GetPeopleFaults(id, SheetFormat.Xlsx), cancellationToken);

    [HttpGet("template.csv")]
    public Task<IActionResult> CsvTemplate(CancellationToken cancellationToken) => DownloadAsync(new GetPeopleTemplate(SheetFormat.Csv), cancellationToken);

    [HttpGet("template.xlsx")]
    public Task<IActionResult> XlsxTemplate(CancellationToken cancellationToken) => DownloadAsync(new GetPeopleTemplate(SheetFormat.Xlsx), cancellationToken);

    private async Task<IActionResult> PreviewPageAsync(Guid id, CancellationToken cancellationToken)
    {
        var preview = await Sender.Send(new PreviewPeople(id), cancellationToken);
        this.LeadToList(preview.Error, "people", t);
        return await this.ToPage(preview, shown => View("ImportPreview", shown));
    }
}
