using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Context;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Context;

/// <summary>Internal and external issues (4.1).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/context/issues")]
public sealed class IssuesController(ISender sender, Shell shell, Texts t, Words words) : RecordController(sender, "context/issues")
{
    [HttpGet(""), HasViews(ViewLists.Issues)]
    public async Task<IActionResult> Index([FromQuery] IssueFilter filter, [FromQuery] ListPlace place, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListIssues(filter, place), cancellationToken), page =>
        {
            var model = new IssueList(filter, page, Request.QueryString.Value ?? "");
            return WantsPartial ? PartialView("Issues/_Results", model) : View("Issues/Index", model);
        });

    [HttpGet("export.csv")]
    public Task<IActionResult> Csv([FromQuery] IssueFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportIssues(filter, SheetFormat.Csv, sort), cancellationToken);

    [HttpGet("export.xlsx")]
    public Task<IActionResult> Xlsx([FromQuery] IssueFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportIssues(filter, SheetFormat.Xlsx, sort), cancellationToken);

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(ContextIssue), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetIssue(id), cancellationToken), issue => View("Issues/Details", new IssuePage(issue, activity.Value)));
    }

    [HttpGet("new"), FormOf<CreateIssue>]
    public Task<IActionResult> New(IssueKind? kind, CancellationToken cancellationToken) => FormAsync(new CreateIssue { Id = Guid.CreateVersion7(), Kind = kind }, cancellationToken);

    [HttpPost("new"), FormOf<CreateIssue>]
    public async Task<IActionResult> New(string tenant, CreateIssue form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Written down"]), _ => FormAsync(form, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeIssue>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var issue = await Sender.Send(new GetIssue(id), cancellationToken);
        return issue is { IsSuccess: true, Value.Status: not IssueStatus.Closed } ? await FormAsync(IssueFormPage.FormOf(issue.Value), cancellationToken) : NotFound();
    }

    [HttpPost("{id:guid}/edit"), FormOf<ChangeIssue>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeIssue form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    [HttpPost("{id:guid}/activate")]
    public Task<IActionResult> Activate(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ActivateIssue(id, version), t["Activated"], cancellationToken);

    [HttpPost("{id:guid}/review")]
    public Task<IActionResult> Review(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ReviewIssue(id, version), t["Review confirmed"], cancellationToken);

    [HttpGet("{id:guid}/close"), FormOf<CloseIssue>]
    public Task<IActionResult> Close(Guid id, CancellationToken cancellationToken) => ClosingAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/close"), FormOf<CloseIssue>]
    public async Task<IActionResult> Close(string tenant, Guid id, CloseIssue form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Closed"]), _ => ClosingAsync(id, form.Reason, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/reopen")]
    public Task<IActionResult> Reopen(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ReopenIssue(id, version), t["Reopened"], cancellationToken);

    [HttpPost("{id:guid}/delete")]
    public Task<IActionResult> Delete(string tenant, Guid id, long version, CancellationToken cancellationToken) => GoneAsync(tenant, new DeleteIssue(id, version), t["Deleted"], () => Details(id, cancellationToken), cancellationToken);

    private async Task<IActionResult> ClosingAsync(Guid id, string? reason, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetIssue(id), cancellationToken), i => View("Closing", new ClosingPage("context", new WayOn(t["Issues"], shell.Url("context/issues")), shell.Url($"context/issues/{id}"), "close", i.Title!,
            t["Close the issue"], t["It stays with its history and stands in the context no more."], t["Close"], i.Version, reason)));

    private async Task<IActionResult> AgainAsync(ChangeIssue form, Error? error, CancellationToken cancellationToken)
    {
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync(form, cancellationToken); }
        if (await Sender.Send(new GetIssue(form.Id), cancellationToken) is not { IsSuccess: true, Value: { } stored }) { return NotFound(); }
        var last = (await Sender.Send(new GetActivity(nameof(ContextIssue), form.Id, Size: 1), cancellationToken)).Value;
        // What was entered stays; saving again replaces the version that is shown beside it.
        ModelState.Remove(nameof(ChangeIssue.Version));
        return await FormAsync(form with { Version = stored.Version }, cancellationToken, people => IssueFormPage.Compare(form, stored, people, last, t, words));
    }

    private async Task<IActionResult> FormAsync(IssueForm form, CancellationToken cancellationToken, Func<IReadOnlyList<Choice>, Conflict>? conflict = null)
        => await this.ToPage(await Sender.Send(new ListOwnerChoices(form.OwnerId), cancellationToken), people => View(form is ChangeIssue ? "Issues/Edit" : "Issues/New", new IssueFormPage(form, people, conflict?.Invoke(people))));
}
