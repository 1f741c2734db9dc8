using IsmsPlatform.Application.Evidence;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Files;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Evidence;

/// <summary>What shows that things were done: all of it, one item, a new one for a record or in the place of an older one.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/evidence")]
public sealed class EvidenceController(ISender sender, FileIntake intake, Texts t) : PortalController(sender)
{
    [HttpGet(""), HasViews(ViewLists.Evidence)]
    public async Task<IActionResult> Index(bool superseded, string? after, string? before, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListEvidence(Superseded: superseded, After: after, Before: before), cancellationToken), page => View(new EvidencePage(page, superseded)));

    [HttpGet("of/{type}/{id:guid}")]
    public async Task<IActionResult> Of(string type, Guid id, bool superseded, string? after, string? before, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListEvidence(type, id, superseded, null, after, before), cancellationToken), page => View("Index", new EvidencePage(page, superseded, $"evidence/of/{type}/{id}")));

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetEvidence(id), cancellationToken), View);

    [HttpGet("{id:guid}/file")]
    public async Task<IActionResult> Content(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new OpenEvidence(id), cancellationToken), file => File(file.Content, file.MediaType, file.Name));

    [HttpGet("new/{type}/{id:guid}")]
    public Task<IActionResult> Add(string type, Guid id, CancellationToken cancellationToken) => FormAsync(new PrepareEvidence(type, id), null, cancellationToken);

    [HttpPost("new/{type}/{id:guid}"), StreamedUpload]
    public Task<IActionResult> Add(string tenant, string type, Guid id, CancellationToken cancellationToken) => TakeAsync(tenant, new PrepareEvidence(type, id), cancellationToken);

    [HttpGet("{id:guid}/supersede")]
    public Task<IActionResult> Supersede(Guid id, CancellationToken cancellationToken) => FormAsync(new PrepareEvidence(null, default, id), null, cancellationToken);

    [HttpPost("{id:guid}/supersede"), StreamedUpload]
    public Task<IActionResult> Supersede(string tenant, Guid id, CancellationToken cancellationToken) => TakeAsync(tenant, new PrepareEvidence(null, default, id), cancellationToken);

    private async Task<IActionResult> FormAsync(PrepareEvidence about, EvidenceForm? entered, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(about, cancellationToken), start => View("New", entered is null ? start : start with { Form = entered }));

    private async Task<IActionResult> TakeAsync(string tenant, PrepareEvidence about, CancellationToken cancellationToken)
    {
        var start = await Sender.Send(about, cancellationToken);
        if (start.Error is not null) { return NotFound(); }
        if (await StreamedForm.ReadAsync(Request, cancellationToken) is not { } sent || !await sent.IsGenuineAsync(HttpContext)) { return BadRequest(); }
        var entered = new EvidenceForm();
        var readable = await TryUpdateModelAsync(entered, "", sent.Values);
        entered = entered with { SubjectType = start.Value.Form.SubjectType, SubjectId = start.Value.Form.SubjectId, SupersedesId = start.Value.Form.SupersedesId };
        Task<IActionResult> Again() => FormAsync(about, entered, cancellationToken);
        if (!readable)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return await Again();
        }
        var added = await intake.AddAsync(Sender, entered, sent.FileName, sent.Content, cancellationToken);
        var same = added.Error is null ? (await Sender.Send(new FindSameFile(added.Value), cancellationToken)).Value.Title : null;
        return await this.ToPage(added, _ =>
        {
            Toast(same is null ? t["Evidence added"] : t["Evidence added. The same file is here already, as “{0}”", same]);
            return Redirect($"/t/{tenant}/{(entered.SupersedesId is null ? $"{start.Value.Path}#evidence" : $"evidence/{added.Value}")}");
        }, Again);
    }
}

/// <param name="Of">Address of the list of one record's evidence, below the organisation's; null for all of it.</param>
public sealed record EvidencePage(Page<EvidenceRow> Rows, bool Superseded, string? Of = null);
