using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Controls;

/// <summary>How often an implementation is tested, by whom and how.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/control-implementations/{id:guid}/test-plan")]
public sealed class TestPlanController(ISender sender, Shell shell, Texts t) : RecordController(sender, "control-implementations")
{
    [HttpGet(""), FormOf<SetTestPlan>]
    public async Task<IActionResult> Plan(Guid id, CancellationToken cancellationToken)
        => await Sender.Send(new GetImplementation(id), cancellationToken) is { IsSuccess: true, Value: { MayChange: true } of } && of.Status != ImplementationStatus.Retired
            ? await FormAsync(new SetTestPlan { Id = id, Version = of.Version, Kind = of.Plan?.Kind, EveryMonths = of.Plan?.EveryMonths, TesterId = of.Plan?.TesterId, Method = of.Plan?.Method, NextTestOn = of.Plan is null ? null : of.NextTestOn }, of, cancellationToken)
            : NotFound();

    [HttpPost(""), FormOf<SetTestPlan>]
    public async Task<IActionResult> Plan(string tenant, Guid id, SetTestPlan form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Planned"]), async _ =>
            await Sender.Send(new GetImplementation(id), cancellationToken) is { IsSuccess: true, Value: var of } ? await FormAsync(form, of, cancellationToken) : NotFound(), cancellationToken);
    }

    [HttpGet("end"), FormOf<EndTestPlan>]
    public Task<IActionResult> End(Guid id, CancellationToken cancellationToken) => EndingAsync(id, null, cancellationToken);

    [HttpPost("end"), FormOf<EndTestPlan>]
    public async Task<IActionResult> End(string tenant, Guid id, EndTestPlan form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Plan ended"]), _ => EndingAsync(id, form.Reason, cancellationToken), cancellationToken);

    private async Task<IActionResult> FormAsync(SetTestPlan form, ImplementationView of, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListTestChoices(form.TesterId, of.Plan?.TesterId), cancellationToken), people => View("TestPlan", new TestPlanPage(form, of, people)));

    private async Task<IActionResult> EndingAsync(Guid id, string? reason, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetImplementation(id), cancellationToken), of => !of.MayChange ? NotFound() : View("Closing", new ClosingPage("controls", new WayOn(t["Controls"], shell.Url("controls")), shell.Url($"control-implementations/{id}"), "test-plan/end", of.Title!,
            t["End the plan of tests"], t["A test that is planned by it is cancelled for the same reason; what was performed stays."], t["End the plan"], of.Version, reason)));
}
