using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Processes;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Processes;

/// <summary>The processes of the ISMS: the list, the map, and what is done with one of them.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/processes")]
public sealed class ProcessesController(ISender sender, Texts t, Shell shell) : RecordController(sender, "processes")
{
    [HttpGet(""), HasViews(ViewLists.Processes)]
    public async Task<IActionResult> Index([FromQuery] ProcessFilter filter, [FromQuery] ListPlace place, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListProcesses(filter, place), cancellationToken), page =>
        {
            var model = new ProcessList(filter, page, HttpContext.Request.QueryString.Value ?? "");
            return WantsPartial ? PartialView("_Results", model) : View(model);
        });

    [HttpGet("export.csv")]
    public Task<IActionResult> Csv([FromQuery] ProcessFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportProcesses(filter, SheetFormat.Csv, sort), cancellationToken);

    [HttpGet("export.xlsx")]
    public Task<IActionResult> Xlsx([FromQuery] ProcessFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportProcesses(filter, SheetFormat.Xlsx, sort), cancellationToken);

    [HttpGet("map")]
    public async Task<IActionResult> Map(CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetProcessMap(), cancellationToken), View);

    [HttpPost("standard-set"), FormOf<AddStandardProcesses>]
    public async Task<IActionResult> StandardSet(string tenant, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new AddStandardProcesses(), cancellationToken), added =>
        {
            Toast(added == 0 ? t["The standard set is complete already"] : t.Counted(added, "{0} process added", "{0} processes added"));
            return Redirect($"/t/{tenant}/processes");
        });

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(IsmsProcess), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetProcess(id), cancellationToken), process => View("Details", new ProcessPage(process, activity.Value)));
    }

    [HttpGet("new"), FormOf<CreateProcess>]
    public Task<IActionResult> New(CancellationToken cancellationToken) => FormAsync("New", new CreateProcess { Id = Guid.CreateVersion7() }, cancellationToken);

    [HttpPost("new"), FormOf<CreateProcess>]
    public async Task<IActionResult> New(string tenant, CreateProcess form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Added"]), _ => FormAsync("New", form, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeProcess>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var process = await Sender.Send(new GetProcess(id), cancellationToken);
        return process is { IsSuccess: true, Value: { MayChange: true, Status: ProcessStatus.Active } } ? await FormAsync("Edit", ProcessFormPage.FormOf(process.Value), cancellationToken) : NotFound();
    }

    [HttpPost("{id:guid}/edit"), FormOf<ChangeProcess>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeProcess form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form with { Id = id }, error, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/review")]
    public Task<IActionResult> Review(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ConfirmProcessReview(id, version), t["Review confirmed"], cancellationToken);

    [HttpGet("{id:guid}/retire"), FormOf<RetireProcess>]
    public Task<IActionResult> Retire(Guid id, CancellationToken cancellationToken) => RetiringAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/retire"), FormOf<RetireProcess>]
    public async Task<IActionResult> Retire(string tenant, Guid id, RetireProcess form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Retired"]), _ => RetiringAsync(id, form.Reason, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/reinstate"), FormOf<ReinstateProcess>]
    public Task<IActionResult> Reinstate(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ReinstateProcess(id, version), t["The process is in use again"], cancellationToken);

    [HttpPost("{id:guid}/delete"), FormOf<DeleteProcess>]
    public Task<IActionResult> Delete(string tenant, Guid id, long version, CancellationToken cancellationToken) => GoneAsync(tenant, new DeleteProcess(id, version), t["Deleted"], () => Details(id, cancellationToken), cancellationToken);

    // Says before, what else stops: whoever takes its outputs, and that the scope in force counts on it.
    private async Task<IActionResult> RetiringAsync(Guid id, string? reason, CancellationToken cancellationToken)
    {
        var found = await Sender.Send(new GetProcess(id), cancellationToken);
        if (found is not { IsSuccess: true, Value: { Status: ProcessStatus.Active } p }) { return NotFound(); }
        List<string> touched = [];
        var takers = p.GoesTo.Select(g => g.Name).Distinct(StringComparer.Ordinal).ToList();
        if (takers.Count > 0) { touched.Add(t["These processes need what it gives: {0}.", string.Join(", ", takers)]); }
        if (p.InScope == true)
        {
            var scope = await Sender.Send(new GetScopeVersion(), cancellationToken);
            touched.Add(scope.IsSuccess ? t["Version {0} of the scope, which is in force, has it inside. The next version leaves it out.", scope.Value.VersionNo] : t["The scope in force has it inside. The next version leaves it out."]);
        }
        return View("Closing", new ClosingPage("processes", new WayOn(t["Processes"], shell.Url("processes")), shell.Url($"processes/{id}"), "retire", p.Name!,
            t["Retire {0}", p.Name!], t["It stays as evidence and leaves the map. It can be reinstated."], t["Retire"], p.Version, reason, touched));
    }

    private async Task<IActionResult> FormAsync(string view, ProcessForm form, CancellationToken cancellationToken, Ui.Models.Conflict? conflict = null)
        => await this.ToPage(await Sender.Send(new ListProcessChoices(form.OwnerId), cancellationToken), people => View(view, new ProcessFormPage(form, people, conflict)));

    private async Task<IActionResult> AgainAsync(ChangeProcess form, Error? error, CancellationToken cancellationToken)
    {
        var stored = await Sender.Send(new GetProcess(form.Id), cancellationToken);
        if (stored.Error is not null) { return NotFound(); }
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync("Edit", form, cancellationToken); }
        var last = await Sender.Send(new GetActivity(nameof(IsmsProcess), form.Id, Size: 1), cancellationToken);
        var people = await Sender.Send(new ListProcessChoices(form.OwnerId), cancellationToken);
        ModelState.Remove(nameof(ChangeProcess.Version));
        return await FormAsync("Edit", form with { Version = stored.Value.Version }, cancellationToken, ProcessFormPage.Compare(form, stored.Value, people.Value, last.Value, t));
    }
}
