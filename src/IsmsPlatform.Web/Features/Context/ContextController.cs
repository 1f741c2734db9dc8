using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Context;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Context;

/// <summary>The context as one document (4.1, 4.2), and the climate determination in it.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/context")]
public sealed class ContextController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => await this.ToPage(await Sender.Send(new GetContext(), cancellationToken), View);

    [HttpGet("climate")]
    public async Task<IActionResult> Climate(CancellationToken cancellationToken)
    {
        var climate = await Sender.Send(new GetClimate(), cancellationToken);
        var before = climate.IsSuccess ? await BeforeAsync(climate.Value, cancellationToken) : [];
        return await this.ToPage(climate, c => View("Climate", new ClimatePage(new DetermineClimate(c.IsRelevant, c.Rationale, c.Version), before)));
    }

    [HttpPost("climate"), FormOf<DetermineClimate>]
    public async Task<IActionResult> Climate(string tenant, DetermineClimate form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, () =>
        {
            Toast(t["Determination kept"]);
            return Redirect($"/t/{tenant}/context");
        }, error => AgainAsync(form, error, cancellationToken), cancellationToken);

    private async Task<IActionResult> AgainAsync(DetermineClimate form, Error? error, CancellationToken cancellationToken)
    {
        var stored = (await Sender.Send(new GetClimate(), cancellationToken)).Value;
        var before = await BeforeAsync(stored, cancellationToken);
        if (error?.Kind != ErrorKind.Stale) { return View("Climate", new ClimatePage(form, before)); }
        // What was entered stays; saving again replaces the version that is shown beside it.
        ModelState.Remove(nameof(DetermineClimate.Version));
        string? Word(bool? relevant) => relevant is { } r ? r ? t["Relevant"] : t["Not relevant"] : null;
        return View("Climate", new ClimatePage(form with { Version = stored.Version }, before,
            Both.Versions(before, new(t["Climate change"], Word(form.IsRelevant), Word(stored.IsRelevant)), new(t["Rationale"], form.Rationale, stored.Rationale))));
    }

    private async Task<IReadOnlyList<ActivityEntry>> BeforeAsync(ClimateView climate, CancellationToken cancellationToken)
        => climate.Id is { } id ? (await Sender.Send(new GetActivity(nameof(ClimateDetermination), id), cancellationToken)).Value : [];
}

/// <param name="Before">What was determined until now.</param>
public sealed record ClimatePage(DetermineClimate Form, IReadOnlyList<ActivityEntry> Before, Conflict? Conflict = null);
