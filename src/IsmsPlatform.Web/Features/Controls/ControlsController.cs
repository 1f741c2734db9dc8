using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Controls;

/// <summary>Annex A and the organisation's own controls (6.1.3, 8.1).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/controls")]
public sealed class ControlsController(ISender sender, Texts t, Words words) : RecordController(sender, "controls")
{
    // All of Annex A on one page.
    private const int PageOfAnnex = 100;

    [HttpGet(""), HasViews(ViewLists.Controls)]
    public async Task<IActionResult> Index([FromQuery] ControlFilter filter, [FromQuery] ListPlace place, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListControls(filter, place with { Size = place.Size ?? PageOfAnnex }), cancellationToken), page =>
        {
            var model = new ControlList(filter, page, Request.QueryString.Value ?? "");
            return WantsPartial ? PartialView("_Results", model) : View(model);
        });

    [HttpGet("export.csv")]
    public Task<IActionResult> Csv([FromQuery] ControlFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportControls(filter, SheetFormat.Csv, sort), cancellationToken);

    [HttpGet("export.xlsx")]
    public Task<IActionResult> Xlsx([FromQuery] ControlFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportControls(filter, SheetFormat.Xlsx, sort), cancellationToken);

    [HttpGet("coverage")]
    public async Task<IActionResult> Coverage(CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetCoverage(), cancellationToken), controls => View(new CoveragePage(controls)));

    [HttpPost("annex-a")]
    public async Task<IActionResult> AddAnnexA(string tenant, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new AddAnnexA(), cancellationToken), added =>
        {
            Toast(t.Counted(added, "{0} control added", "{0} controls added"));
            return Redirect($"/t/{tenant}/controls");
        });

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(Control), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetControl(id), cancellationToken), control => View(new ControlPage(control, activity.Value)));
    }

    [HttpGet("new"), FormOf<DefineControl>]
    public IActionResult New() => New(new DefineControl { Id = Guid.CreateVersion7() });

    [HttpPost("new"), FormOf<DefineControl>]
    public async Task<IActionResult> New(string tenant, DefineControl form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Added"]), _ => Task.FromResult<IActionResult>(New(form)), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeControl>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await Sender.Send(new GetControl(id), cancellationToken) is { IsSuccess: true, Value: { AnnexId: null, RetiredOn: null } c }
            ? View("Form", new ControlFormPage(new ChangeControl { Title = c.Title, Purpose = c.Purpose, Theme = c.Theme, Nature = c.Nature, Types = c.Types, Properties = c.Properties, Concepts = c.Concepts, Capabilities = c.Capabilities, Domains = c.Domains }, id, c.Version))
            : NotFound();

    [HttpPost("{id:guid}/edit"), FormOf<ChangeControl>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeControl form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    [HttpPost("{id:guid}/retire")]
    public Task<IActionResult> Retire(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new RetireControl(id, version), t["Retired"], cancellationToken);

    [HttpPost("{id:guid}/reinstate")]
    public Task<IActionResult> Reinstate(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ReinstateControl(id, version), t["Taken up again"], cancellationToken);

    private ViewResult New(DefineControl form) => View("Form", new ControlFormPage(form, form.Id, null));

    private async Task<IActionResult> AgainAsync(ChangeControl form, Error? error, CancellationToken cancellationToken)
    {
        if (error?.Kind != ErrorKind.Stale) { return View("Form", new ControlFormPage(form, form.Id, form.Version)); }
        if (await Sender.Send(new GetControl(form.Id), cancellationToken) is not { IsSuccess: true, Value: { } stored }) { return NotFound(); }
        var last = (await Sender.Send(new GetActivity(nameof(Control), form.Id, Size: 1), cancellationToken)).Value;
        ModelState.Remove(nameof(ChangeControl.Version));
        return View("Form", new ControlFormPage(form, form.Id, stored.Version, ControlLook.Compare(form, stored, last, t, words)));
    }
}
