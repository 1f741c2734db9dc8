using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Treatment;

/// <summary>Risk treatment plans (6.1.3 e, f; 8.3).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/treatment-plans")]
public sealed class TreatmentPlansController(ISender sender, Shell shell, Texts t) : RecordController(sender, "treatment-plans")
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] TreatmentPlanFilter filter, [FromQuery] ListPlace place, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListTreatmentPlans(filter, place), cancellationToken), page => WantsPartial ? PartialView("_PlanResults", new PlanList(filter, page)) : View("Plans", new PlanList(filter, page)));

    /// <param name="id">Of the plan.</param>
    /// <param name="show"><c>gantt</c>: the actions are drawn; else they are listed.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    [HttpGet("{id:guid}")]
    public Task<IActionResult> Details(Guid id, string? show, CancellationToken cancellationToken) => PageAsync(id, show == "gantt", null, cancellationToken);

    [HttpGet("new"), FormOf<DraftTreatmentPlan>]
    public Task<IActionResult> New(Guid? succeeds, CancellationToken cancellationToken)
        => NewAsync(new DraftTreatmentPlan { Id = Guid.CreateVersion7(), PeriodFrom = shell.Today, PeriodTo = shell.Today.AddYears(1).AddDays(-1), SucceedsId = succeeds }, cancellationToken);

    [HttpPost("new"), FormOf<DraftTreatmentPlan>]
    public async Task<IActionResult> New(string tenant, DraftTreatmentPlan form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Plan drafted"]), _ => NewAsync(form, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeTreatmentPlan>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await Sender.Send(new GetTreatmentPlan(id), cancellationToken) is { IsSuccess: true, Value: { MayChange: true } plan } ? await FormAsync(TreatmentLook.FormOf(plan), plan, plan.Version, null, cancellationToken) : NotFound();

    [HttpPost("{id:guid}/edit"), FormOf<ChangeTreatmentPlan>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeTreatmentPlan form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    [HttpPost("{id:guid}/submit")]
    public async Task<IActionResult> Submit(string tenant, Guid id, long version, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new SubmitTreatmentPlan(id, version), cancellationToken), () => Done(tenant, id, t["Submitted"]), () => RefusedAsync(id, null, cancellationToken));

    [HttpPost("{id:guid}/take-back")]
    public Task<IActionResult> TakeBack(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new TakeBackTreatmentPlan(id, version), t["Taken back"], cancellationToken);

    [HttpPost("{id:guid}/consent")]
    public async Task<IActionResult> Consent(string tenant, Guid id, long version, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ConsentToTreatmentPlan(id, version), cancellationToken), () => Done(tenant, id, t["Agreed"]), () => RefusedAsync(id, null, cancellationToken));

    [HttpPost("{id:guid}/refuse")]
    public async Task<IActionResult> Refuse(string tenant, Guid id, long version, string? comment, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new RefuseTreatmentPlan(id, version, comment), cancellationToken), () => Done(tenant, id, t["Refused"]), () => PageAsync(id, false, comment ?? "", cancellationToken));

    [HttpPost("{id:guid}/delete")]
    public Task<IActionResult> Delete(string tenant, Guid id, long version, CancellationToken cancellationToken) => GoneAsync(tenant, new DeleteTreatmentPlan(id, version), t["Deleted"], () => PageAsync(id, false, null, cancellationToken), cancellationToken);

    // What is missing is said on the page of the plan, where it can be added.
    private Task<IActionResult> RefusedAsync(Guid id, string? comment, CancellationToken cancellationToken)
    {
        ViewData["Refused"] = ModelState.SelectMany(e => e.Value!.Errors).Select(e => e.ErrorMessage).FirstOrDefault();
        ModelState.Clear();
        return PageAsync(id, false, comment, cancellationToken);
    }

    private async Task<IActionResult> PageAsync(Guid id, bool asGantt, string? comment, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(TreatmentPlan), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetTreatmentPlan(id), cancellationToken), plan => View("Plan", new PlanPage(plan, activity.Value, asGantt, comment)));
    }

    private async Task<IActionResult> NewAsync(DraftTreatmentPlan form, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListPlanChoices(form.OwnerId, form.SucceedsId), cancellationToken), choices => View("PlanForm", new PlanFormPage(form, form.Id, null, null, choices.Currency, choices)));

    private async Task<IActionResult> AgainAsync(ChangeTreatmentPlan form, Error? error, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new GetTreatmentPlan(form.Id), cancellationToken);
        if (read.Error is not null) { return NotFound(); }
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync(form, read.Value, form.Version, null, cancellationToken); }
        var last = (await Sender.Send(new GetActivity(nameof(TreatmentPlan), form.Id, Size: 1), cancellationToken)).Value;
        // What was entered stays; saving again replaces the version that is shown beside it.
        ModelState.Remove(nameof(ChangeTreatmentPlan.Version));
        return await FormAsync(form, read.Value, read.Value.Version, choices => TreatmentLook.Compare(form, read.Value, choices, last, t), cancellationToken);
    }

    private async Task<IActionResult> FormAsync(ChangeTreatmentPlan form, TreatmentPlanView stored, long version, Func<PlanChoices, Conflict>? conflict, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListPlanChoices(form.OwnerId, form.SucceedsId), cancellationToken), choices => View("PlanForm", new PlanFormPage(form, form.Id, version, stored.Code, stored.Currency, choices, conflict?.Invoke(choices))));
}
