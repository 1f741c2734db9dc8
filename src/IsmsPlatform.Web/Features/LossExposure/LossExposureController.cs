using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.LossExposure;

/// <summary>What risks cost in a year: estimates, simulation, tolerance.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}")]
public sealed class LossExposureController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet("losses")]
    public async Task<IActionResult> Index(Guid? run, CancellationToken cancellationToken) => await this.ToPage(await Sender.Send(new GetLossRun(run), cancellationToken), View);

    /// <summary>Of all risks together.</summary>
    /// <param name="seed">Empty for a new one.</param>
    [HttpPost("losses/simulate")]
    public async Task<IActionResult> Simulate(string tenant, long? seed, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new SimulateLosses(Guid.CreateVersion7(), seed), cancellationToken), _ =>
        {
            Toast(t["Simulated"]);
            return Redirect($"/t/{tenant}/losses");
        });

    /// <summary>A form for whoever may change it, and a table for whoever reads.</summary>
    [HttpGet("losses/tolerance")]
    public async Task<IActionResult> Tolerance(CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetLossTolerance(), cancellationToken), stored => View(new TolerancePage(stored, TolerancePage.FormOf(stored))));

    [HttpPost("losses/tolerance"), FormOf<SetLossTolerance>]
    public async Task<IActionResult> Tolerance(string tenant, SetLossTolerance form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, () =>
        {
            Toast(t["Saved"]);
            return Redirect($"/t/{tenant}/losses");
        }, error => ToleranceAgainAsync(form, error, cancellationToken), cancellationToken);

    [HttpGet("risks/{id:guid}/loss")]
    public async Task<IActionResult> Risk(Guid id, CancellationToken cancellationToken) => await this.ToPage(await Sender.Send(new GetLossExposure(id), cancellationToken), View);

    [HttpGet("risks/{id:guid}/loss/estimate"), FormOf<EstimateLoss>]
    public async Task<IActionResult> Estimate(Guid id, EvaluationStage? stage, CancellationToken cancellationToken)
        => await Sender.Send(new GetLossExposure(id), cancellationToken) is { IsSuccess: true, Value: { MayChange: true } risk }
            ? View(new EstimatePage(risk, EstimatePage.Begin(risk, stage ?? EvaluationStage.Current))) : NotFound();

    [HttpPost("risks/{id:guid}/loss/estimate"), FormOf<EstimateLoss>]
    public async Task<IActionResult> Estimate(string tenant, Guid id, EstimateLoss form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () =>
        {
            Toast(t["Estimated"]);
            return Redirect($"/t/{tenant}/risks/{id}/loss");
        }, error => EstimateAgainAsync(form, error, cancellationToken), cancellationToken);
    }

    private async Task<IActionResult> EstimateAgainAsync(EstimateLoss form, Error? error, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new GetLossExposure(form.Id), cancellationToken);
        if (read.Error is not null) { return NotFound(); }
        if (error?.Kind != ErrorKind.Stale) { return View("Estimate", new EstimatePage(read.Value, form)); }
        // What was entered stays; what was estimated meanwhile stands beside it.
        ModelState.Remove(nameof(EstimateLoss.Version));
        return View("Estimate", new EstimatePage(read.Value, form with { Version = read.Value.Version }, Meanwhile: true));
    }

    private async Task<IActionResult> ToleranceAgainAsync(SetLossTolerance form, Error? error, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetLossTolerance(), cancellationToken), stored =>
        {
            if (error?.Kind != ErrorKind.Stale) { return View("Tolerance", new TolerancePage(stored, form)); }
            ModelState.Remove(nameof(SetLossTolerance.Version));
            return View("Tolerance", new TolerancePage(stored, form with { Version = stored.Version }, Meanwhile: true));
        });
}
