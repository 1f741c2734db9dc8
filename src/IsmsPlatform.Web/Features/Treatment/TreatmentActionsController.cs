using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Treatment;

/// <summary>What is done by when so that risks become smaller (6.1.3, 8.3).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/treatment-actions")]
public sealed class TreatmentActionsController(ISender sender, Shell shell, Texts t) : RecordController(sender, "treatment-actions")
{
    [HttpGet(""), HasViews(ViewLists.TreatmentActions)]
    public async Task<IActionResult> Index([FromQuery] TreatmentActionFilter filter, [FromQuery] ListPlace place, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListTreatmentActions(filter, place), cancellationToken), page =>
        {
            var model = new ActionList(filter, page, Request.QueryString.Value ?? "");
            return WantsPartial ? PartialView("_ActionResults", model) : View("Actions", model);
        });

    [HttpGet("export.csv")]
    public Task<IActionResult> Csv([FromQuery] TreatmentActionFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportTreatmentActions(filter, SheetFormat.Csv, sort), cancellationToken);

    [HttpGet("export.xlsx")]
    public Task<IActionResult> Xlsx([FromQuery] TreatmentActionFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportTreatmentActions(filter, SheetFormat.Xlsx, sort), cancellationToken);

    /// <summary>Choices for a field of the form; those that are ticked come under its name.</summary>
    /// <param name="q">A part of the name.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    [HttpGet("choices/risks")]
    public Task<IActionResult> Risks(string? q, CancellationToken cancellationToken) => ChoicesAsync(ActionLinkKind.Risk, q, nameof(ActionForm.RiskIds), cancellationToken);

    /// <inheritdoc cref="Risks"/>
    /// <param name="q">A part of the name.</param>
    /// <param name="field">Name of the field, where the form has several actions.</param>
    [HttpGet("choices/controls")]
    public Task<IActionResult> Controls(string? q, string? field, CancellationToken cancellationToken) => ChoicesAsync(ActionLinkKind.Control, q, field ?? nameof(ActionForm.ControlIds), cancellationToken);

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Details(Guid id, CancellationToken cancellationToken) => PageAsync(id, null, cancellationToken);

    [HttpGet("/t/{tenant}/treatment-plans/{plan:guid}/actions/new"), FormOf<AddTreatmentAction>]
    public async Task<IActionResult> New(Guid plan, Guid? risk, CancellationToken cancellationToken)
    {
        var of = await Sender.Send(new GetTreatmentPlan(plan), cancellationToken);
        if (of is not { IsSuccess: true, Value.MayChange: true }) { return NotFound(); }
        return await NewAsync(new AddTreatmentAction { Id = Guid.CreateVersion7(), PlanId = plan, StartOn = BeginsOn(of.Value), RiskIds = risk is { } known ? [known] : [] }, of.Value, cancellationToken);
    }

    [HttpPost("/t/{tenant}/treatment-plans/{plan:guid}/actions/new"), FormOf<AddTreatmentAction>]
    public async Task<IActionResult> New(string tenant, Guid plan, AddTreatmentAction form, CancellationToken cancellationToken)
    {
        form = form with { PlanId = plan };
        return await this.SubmitAsync(Sender, form, _ => OfPlan(tenant, plan, t["Added"]), async _ =>
            await Sender.Send(new GetTreatmentPlan(plan), cancellationToken) is { IsSuccess: true, Value: var of } ? await NewAsync(form, of, cancellationToken) : NotFound(), cancellationToken);
    }

    [HttpGet("{id:guid}/edit"), FormOf<ChangeTreatmentAction>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await Sender.Send(new GetTreatmentAction(id), cancellationToken) is { IsSuccess: true, Value: { MayChange: true } action } ? await FormAsync(TreatmentLook.FormOf(action), action, action.Version, null, cancellationToken) : NotFound();

    [HttpPost("{id:guid}/edit"), FormOf<ChangeTreatmentAction>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeTreatmentAction form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    [HttpPost("{id:guid}/delete")]
    public async Task<IActionResult> Delete(string tenant, Guid id, long version, CancellationToken cancellationToken)
    {
        var of = await Sender.Send(new GetTreatmentAction(id), cancellationToken);
        return of.Error is not null ? NotFound() : await this.ToPage(await Sender.Send(new RemoveTreatmentAction(id, version), cancellationToken), () => OfPlan(tenant, of.Value.PlanId, t["Removed"]), () =>
        {
            ViewData["Refused"] = ModelState.SelectMany(e => e.Value!.Errors).Select(e => e.ErrorMessage).FirstOrDefault();
            ModelState.Clear();
            return Details(id, cancellationToken);
        });
    }

    [HttpGet("{id:guid}/report")]
    public async Task<IActionResult> Report(Guid id, CancellationToken cancellationToken)
        => await Sender.Send(new GetTreatmentAction(id), cancellationToken) is { IsSuccess: true, Value: { MayReport: true } action }
            ? View(new ReportPage(new ReportTreatmentAction { Id = id, Version = action.Version, Progress = action.Progress, CostActual = action.CostActual, Note = action.ReportNote }, action)) : NotFound();

    [HttpPost("{id:guid}/report")]
    public async Task<IActionResult> Report(string tenant, Guid id, ReportTreatmentAction form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Reported"]), async error => await this.ToPage(await Sender.Send(new GetTreatmentAction(id), cancellationToken), action =>
        {
            var stale = error?.Kind == ErrorKind.Stale;
            if (stale) { ModelState.Remove(nameof(ReportTreatmentAction.Version)); }
            return View(new ReportPage(stale ? form with { Version = action.Version } : form, action, stale));
        }), cancellationToken);
    }

    [HttpPost("{id:guid}/verify")]
    public async Task<IActionResult> Verify(string tenant, Guid id, long version, string? reason, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, new VerifyTreatmentAction(id, version, reason), () => Done(tenant, id, t["Verified"]), _ => PageAsync(id, reason, cancellationToken), cancellationToken);

    /// <summary>The other answer to whether it is done, with the same field: what is missing.</summary>
    [HttpPost("{id:guid}/send-back")]
    public async Task<IActionResult> SendBack(string tenant, Guid id, long version, string? reason, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, new SendBackTreatmentAction(id, version, reason), () => Done(tenant, id, t["Sent back"]), _ => PageAsync(id, reason, cancellationToken), cancellationToken);

    /// <summary>Whoever may not allow it, because it is their own action, learns whom to ask.</summary>
    [HttpGet("{id:guid}/postpone")]
    public async Task<IActionResult> Postpone(Guid id, CancellationToken cancellationToken) => await Sender.Send(new GetTreatmentAction(id), cancellationToken) switch
    {
        { IsSuccess: true, Value: { MayPostpone: true } action } => View(new PostponePage(new PostponeTreatmentAction { Id = id, Version = action.Version }, action)),
        { IsSuccess: true, Value: { AsksToPostpone: true } action } => View("AskToPostpone", action),
        _ => NotFound(),
    };

    [HttpPost("{id:guid}/postpone"), FormOf<PostponeTreatmentAction>]
    public async Task<IActionResult> Postpone(string tenant, Guid id, PostponeTreatmentAction form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Postponed"]), async error => await this.ToPage(await Sender.Send(new GetTreatmentAction(id), cancellationToken), action =>
        {
            if (error?.Kind == ErrorKind.Stale) { ModelState.Remove(nameof(PostponeTreatmentAction.Version)); }
            return View(new PostponePage(error?.Kind == ErrorKind.Stale ? form with { Version = action.Version } : form, action));
        }), cancellationToken);
    }

    [HttpGet("{id:guid}/cancel"), FormOf<CancelTreatmentAction>]
    public async Task<IActionResult> Cancel(Guid id, CancellationToken cancellationToken)
        => await Sender.Send(new GetTreatmentAction(id), cancellationToken) is { IsSuccess: true, Value: { MayCancel: true } action } ? Cancelling(action, null) : NotFound();

    [HttpPost("{id:guid}/cancel"), FormOf<CancelTreatmentAction>]
    public async Task<IActionResult> Cancel(string tenant, Guid id, CancelTreatmentAction form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Cancelled"]), async _ => await this.ToPage(await Sender.Send(new GetTreatmentAction(id), cancellationToken), action => Cancelling(action, form.Reason)), cancellationToken);

    private async Task<IActionResult> PageAsync(Guid id, string? said, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(TreatmentAction), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetTreatmentAction(id), cancellationToken), action => View("Action", new ActionPage(action, activity.Value, said)));
    }

    // Today, if the plan runs: its first day before, nothing after.
    private DateOnly? BeginsOn(TreatmentPlanView plan) => shell.Today < plan.PeriodFrom ? plan.PeriodFrom : shell.Today <= plan.PeriodTo ? shell.Today : null;

    private ViewResult Cancelling(TreatmentActionView action, string? reason) => View("Closing", new ClosingPage("treatment", new WayOn(t["Actions"], shell.Url("treatment-actions")), shell.Url($"treatment-actions/{action.Id}"), "cancel", action.Title!,
        t["Cancel the action"], t["It is not done. Its risks stay as they are unless another action makes them smaller."], t["Cancel the action"], action.Version, reason));

    private RedirectResult OfPlan(string tenant, Guid plan, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/treatment-plans/{plan}");
    }

    private async Task<IActionResult> ChoicesAsync(ActionLinkKind kind, string? q, string field, CancellationToken cancellationToken)
    {
        var chosen = Ticks.In(Request, field);
        return await this.ToPage(await Sender.Send(new FindActionLinks(kind, q, chosen), cancellationToken), found => PartialView("_Ticks", new Ticks(field, found, chosen)));
    }

    private Task<IActionResult> NewAsync(AddTreatmentAction form, TreatmentPlanView of, CancellationToken cancellationToken)
        => ShowAsync(form, (people, risks, controls) => new ActionFormPage(form, form.Id, null, of.Id, of.Code, of.Currency, people, risks, controls), cancellationToken);

    private async Task<IActionResult> AgainAsync(ChangeTreatmentAction form, Error? error, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new GetTreatmentAction(form.Id), cancellationToken);
        if (read.Error is not null) { return NotFound(); }
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync(form, read.Value, form.Version, null, cancellationToken); }
        var last = (await Sender.Send(new GetActivity(nameof(TreatmentAction), form.Id, Size: 1), cancellationToken)).Value;
        ModelState.Remove(nameof(ChangeTreatmentAction.Version));
        return await FormAsync(form, read.Value, read.Value.Version, page => TreatmentLook.Compare(form, read.Value, page, last, t), cancellationToken);
    }

    private Task<IActionResult> FormAsync(ChangeTreatmentAction form, TreatmentActionView stored, long version, Func<ActionFormPage, Conflict>? conflict, CancellationToken cancellationToken)
        => ShowAsync(form, (people, risks, controls) =>
        {
            var page = new ActionFormPage(form, form.Id, version, stored.PlanId, stored.PlanCode, stored.Currency, people, risks, controls);
            return page with { Conflict = conflict?.Invoke(page) };
        }, cancellationToken);

    private async Task<IActionResult> ShowAsync(ActionForm form, Func<IReadOnlyList<Choice>, IReadOnlyList<Choice>, IReadOnlyList<Choice>, ActionFormPage> page, CancellationToken cancellationToken)
    {
        async Task<IReadOnlyList<Choice>> LinksAsync(ActionLinkKind kind, IReadOnlyList<Guid>? named) => await Sender.Send(new FindActionLinks(kind, null, named ?? []), cancellationToken) is { IsSuccess: true, Value: var found } ? found : [];
        var (risks, controls) = (await LinksAsync(ActionLinkKind.Risk, form.RiskIds), await LinksAsync(ActionLinkKind.Control, form.ControlIds));
        return await this.ToPage(await Sender.Send(new ListPlanChoices(form.OwnerId, null), cancellationToken), choices => View("ActionForm", page(choices.People, risks, controls)));
    }
}
