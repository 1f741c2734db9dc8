using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Controls;

/// <summary>Tests of controls (9.1, A.5.36).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/control-tests")]
public sealed class ControlTestsController(ISender sender, Shell shell, Texts t, Words words) : RecordController(sender, "control-tests")
{
    [HttpGet(""), HasViews(ViewLists.ControlTests)]
    public async Task<IActionResult> Index([FromQuery] ControlTestFilter filter, [FromQuery] ListPlace place, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListControlTests(filter, place), cancellationToken), page =>
        {
            var model = new TestList(filter, page, Request.QueryString.Value ?? "");
            return WantsPartial ? PartialView("_TestResults", model) : View("Tests", model);
        });

    [HttpGet("export.csv")]
    public Task<IActionResult> Csv([FromQuery] ControlTestFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportControlTests(filter, SheetFormat.Csv, sort), cancellationToken);

    [HttpGet("export.xlsx")]
    public Task<IActionResult> Xlsx([FromQuery] ControlTestFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportControlTests(filter, SheetFormat.Xlsx, sort), cancellationToken);

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(ControlTest), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetControlTest(id), cancellationToken), test => View("Test", new TestPage(test, activity.Value)));
    }

    [HttpGet("/t/{tenant}/control-implementations/{implementation:guid}/tests/new"), FormOf<PlanTest>]
    public Task<IActionResult> New(Guid implementation, CancellationToken cancellationToken) => NewAsync(new PlanTest { Id = Guid.CreateVersion7(), ImplementationId = implementation }, cancellationToken);

    [HttpPost("/t/{tenant}/control-implementations/{implementation:guid}/tests/new"), FormOf<PlanTest>]
    public async Task<IActionResult> New(string tenant, Guid implementation, PlanTest form, CancellationToken cancellationToken)
    {
        form = form with { ImplementationId = implementation };
        return await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Planned"]), _ => NewAsync(form, cancellationToken), cancellationToken);
    }

    [HttpGet("{id:guid}/edit"), FormOf<ChangeTest>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await Sender.Send(new GetControlTest(id), cancellationToken) is { IsSuccess: true, Value: { MayChange: true } test }
            ? await FormAsync(new ChangeTest { Id = id, Kind = test.Kind, Method = test.Method, Population = test.Population, SampleSize = test.SampleSize, TesterId = test.TesterId, DueOn = test.DueOn }, test, test.Version, null, cancellationToken)
            : NotFound();

    [HttpPost("{id:guid}/edit"), FormOf<ChangeTest>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeTest form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    [HttpGet("{id:guid}/perform"), FormOf<PerformTest>]
    public async Task<IActionResult> Perform(Guid id, CancellationToken cancellationToken)
        => await Sender.Send(new GetControlTest(id), cancellationToken) is { IsSuccess: true, Value: { MayPerform: true } test }
            ? View(new PerformPage(new PerformTest { Version = test.Version, Method = test.Method, Population = test.Population, SampleSize = test.SampleSize }, test))
            : NotFound();

    [HttpPost("{id:guid}/perform"), FormOf<PerformTest>]
    public async Task<IActionResult> Perform(string tenant, Guid id, PerformTest form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Performed"]), async error =>
            // Changed meanwhile: what is shown beside the form is what it was changed to.
            await this.ToPage(await Sender.Send(new GetControlTest(id), cancellationToken), test => View(new PerformPage(error?.Kind == ErrorKind.Stale ? form with { Version = test.Version } : form, test))), cancellationToken);
    }

    [HttpPost("{id:guid}/accept")]
    public Task<IActionResult> Accept(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new AcceptTest(id, version), t["Accepted"], cancellationToken);

    [HttpGet("{id:guid}/reject"), FormOf<RejectTest>]
    public Task<IActionResult> Reject(Guid id, CancellationToken cancellationToken) => RejectingAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/reject"), FormOf<RejectTest>]
    public async Task<IActionResult> Reject(string tenant, Guid id, RejectTest form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Rejected"]), _ => RejectingAsync(id, form.Reason, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/cancel"), FormOf<CancelTest>]
    public Task<IActionResult> Cancel(Guid id, CancellationToken cancellationToken) => CancellingAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/cancel"), FormOf<CancelTest>]
    public async Task<IActionResult> Cancel(string tenant, Guid id, CancelTest form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Cancelled"]), _ => CancellingAsync(id, form.Reason, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/decline"), FormOf<DeclineNonconformity>]
    public Task<IActionResult> Decline(Guid id, CancellationToken cancellationToken) => DecliningAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/decline"), FormOf<DeclineNonconformity>]
    public async Task<IActionResult> Decline(string tenant, Guid id, DeclineNonconformity form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Declined"]), _ => DecliningAsync(id, form.Reason, cancellationToken), cancellationToken);

    private Task<IActionResult> RejectingAsync(Guid id, string? reason, CancellationToken cancellationToken)
        => ClosingAsync(id, "reject", t["Reject the test"], t["It does not count and stays to be read; the tester is asked to test anew."], t["Reject"], reason, cancellationToken);

    private Task<IActionResult> CancellingAsync(Guid id, string? reason, CancellationToken cancellationToken)
        => ClosingAsync(id, "cancel", t["Cancel the test"], t["It is not performed. A plan goes on with its next day."], t["Cancel the test"], reason, cancellationToken);

    private Task<IActionResult> DecliningAsync(Guid id, string? reason, CancellationToken cancellationToken)
        => ClosingAsync(id, "decline", t["Decline the nonconformity"], t["The verdict stays; nobody makes a nonconformity of it."], t["Decline"], reason, cancellationToken);

    private async Task<IActionResult> ClosingAsync(Guid id, string act, string title, string lead, string button, string? reason, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetControlTest(id), cancellationToken), test => !test.IsKeeper ? NotFound() : View("Closing", new ClosingPage("tests", new WayOn(t["Tests of controls"], shell.Url("control-tests")), shell.Url($"control-tests/{id}"), act, test.Code, title, lead, button, test.Version, reason)));

    private async Task<IActionResult> NewAsync(PlanTest form, CancellationToken cancellationToken)
    {
        var of = await Sender.Send(new GetImplementation(form.ImplementationId), cancellationToken);
        if (of.Error is not null || !of.Value.MayChange || of.Value.Status == ImplementationStatus.Retired) { return NotFound(); }
        return await this.ToPage(await Sender.Send(new ListTestChoices(form.TesterId), cancellationToken), people => View("TestForm", new TestFormPage(form, form.Id, null, null, of.Value, people)));
    }

    private async Task<IActionResult> AgainAsync(ChangeTest form, Error? error, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new GetControlTest(form.Id), cancellationToken);
        if (read.Error is not null) { return NotFound(); }
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync(form, read.Value, form.Version, null, cancellationToken); }
        var last = (await Sender.Send(new GetActivity(nameof(ControlTest), form.Id, Size: 1), cancellationToken)).Value;
        ModelState.Remove(nameof(ChangeTest.Version));
        return await FormAsync(form, read.Value, read.Value.Version, people => TestLook.Compare(form, read.Value, people, last, t, words), cancellationToken);
    }

    private async Task<IActionResult> FormAsync(ChangeTest form, ControlTestView stored, long version, Func<IReadOnlyList<Choice>, Conflict>? conflict, CancellationToken cancellationToken)
    {
        var of = (await Sender.Send(new GetImplementation(stored.ImplementationId), cancellationToken)).Value;
        return await this.ToPage(await Sender.Send(new ListTestChoices(form.TesterId, stored.TesterId), cancellationToken), people => View("TestForm", new TestFormPage(form, form.Id, version, stored.Code, of, people, conflict?.Invoke(people))));
    }
}
