using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.BusinessObjectives;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.BusinessObjectives;

/// <summary>What the organisation wants to achieve (6.2).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/business-objectives")]
public sealed class ObjectivesController(ISender sender, Shell shell, Texts t, Words words) : RecordController(sender, "business-objectives")
{
    [HttpGet(""), HasViews(ViewLists.Objectives)]
    public async Task<IActionResult> Index([FromQuery] ObjectiveFilter filter, [FromQuery] ListPlace place, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListObjectives(filter, place), cancellationToken), page =>
        {
            var model = new ObjectiveList(filter, page, Request.QueryString.Value ?? "");
            return WantsPartial ? PartialView("_Results", model) : View(model);
        });

    [HttpGet("export.csv")]
    public Task<IActionResult> Csv([FromQuery] ObjectiveFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportObjectives(filter, SheetFormat.Csv, sort), cancellationToken);

    [HttpGet("export.xlsx")]
    public Task<IActionResult> Xlsx([FromQuery] ObjectiveFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportObjectives(filter, SheetFormat.Xlsx, sort), cancellationToken);

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(BusinessObjective), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetObjective(id), cancellationToken), objective => View("Details", new ObjectivePage(objective, activity.Value)));
    }

    [HttpGet("new"), FormOf<AddObjective>]
    public Task<IActionResult> New(CancellationToken cancellationToken) => FormAsync(new AddObjective { Id = Guid.CreateVersion7() }, cancellationToken);

    [HttpPost("new"), FormOf<AddObjective>]
    public async Task<IActionResult> New(string tenant, AddObjective form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Added"]), _ => FormAsync(form, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeObjective>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var objective = await Sender.Send(new GetObjective(id), cancellationToken);
        return objective is { IsSuccess: true, Value.Status: ObjectiveStatus.Active } ? await FormAsync(ObjectiveFormPage.FormOf(objective.Value), cancellationToken) : NotFound();
    }

    [HttpPost("{id:guid}/edit"), FormOf<ChangeObjective>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeObjective form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    [HttpPost("{id:guid}/review")]
    public Task<IActionResult> Review(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ReviewObjective(id, version), t["Review confirmed"], cancellationToken);

    [HttpGet("{id:guid}/close"), FormOf<CloseObjective>]
    public Task<IActionResult> Close(Guid id, CancellationToken cancellationToken) => ClosingAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/close"), FormOf<CloseObjective>]
    public async Task<IActionResult> Close(string tenant, Guid id, CloseObjective form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Closed"]), _ => ClosingAsync(id, form.Reason, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/reopen")]
    public Task<IActionResult> Reopen(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ReopenObjective(id, version), t["Reopened"], cancellationToken);

    [HttpPost("{id:guid}/delete")]
    public Task<IActionResult> Delete(string tenant, Guid id, long version, CancellationToken cancellationToken) => GoneAsync(tenant, new DeleteObjective(id, version), t["Deleted"], () => Details(id, cancellationToken), cancellationToken);

    private async Task<IActionResult> ClosingAsync(Guid id, string? reason, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetObjective(id), cancellationToken), o => View("Closing", new ClosingPage("objectives", new WayOn(t["Business objectives"], shell.Url("business-objectives")), shell.Url($"business-objectives/{id}"), "close", o.Title!,
            t["Close the objective"], t["It was reached, or given up; either way it stays with its history."], t["Close"], o.Version, reason)));

    private async Task<IActionResult> AgainAsync(ChangeObjective form, Error? error, CancellationToken cancellationToken)
    {
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync(form, cancellationToken); }
        if (await Sender.Send(new GetObjective(form.Id), cancellationToken) is not { IsSuccess: true, Value: { } stored }) { return NotFound(); }
        var last = (await Sender.Send(new GetActivity(nameof(BusinessObjective), form.Id, Size: 1), cancellationToken)).Value;
        // What was entered stays; saving again replaces the version that is shown beside it.
        ModelState.Remove(nameof(ChangeObjective.Version));
        return await FormAsync(form with { Version = stored.Version }, cancellationToken, people => ObjectiveFormPage.Compare(form, stored, people, last, t, words));
    }

    private async Task<IActionResult> FormAsync(ObjectiveForm form, CancellationToken cancellationToken, Func<IReadOnlyList<Choice>, Conflict>? conflict = null)
        => await this.ToPage(await Sender.Send(new ListOwnerChoices(form.OwnerId), cancellationToken), people => View(form is ChangeObjective ? "Edit" : "New", new ObjectiveFormPage(form, people, conflict?.Invoke(people))));
}
