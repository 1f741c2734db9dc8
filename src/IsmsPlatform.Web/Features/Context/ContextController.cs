using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Context;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
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
public sealed class ContextController(ISender sender, Shell shell, Texts t) : PortalController(sender)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => await this.ToPage(await Sender.Send(new GetContext(), cancellationToken), View);

    [HttpGet("climate")]
    public async Task<IActionResult> Climate(CancellationToken cancellationToken)
        => await Sender.Send(new GetClimate(), cancellationToken) is { IsSuccess: true, Value: var c }
            ? await PageAsync(new DetermineClimate { IsRelevant = c.IsRelevant, Rationale = c.Rationale, OwnerId = c.OwnerId, NextReviewOn = c.NextReviewOn, Version = c.Version }, c, null, cancellationToken)
            : NotFound();

    [HttpPost("climate"), FormOf<DetermineClimate>]
    public async Task<IActionResult> Climate(string tenant, DetermineClimate form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, () =>
        {
            Toast(t["Determination kept"]);
            return Redirect($"/t/{tenant}/context");
        }, error => AgainAsync(form, error, cancellationToken), cancellationToken);

    [HttpPost("climate/review")]
    public async Task<IActionResult> ReviewClimate(string tenant, long version, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ReviewClimate(version), cancellationToken), () =>
        {
            Toast(t["Review confirmed"]);
            return Redirect($"/t/{tenant}/context/climate");
        });

    private async Task<IActionResult> AgainAsync(DetermineClimate form, Error? error, CancellationToken cancellationToken)
    {
        if (await Sender.Send(new GetClimate(), cancellationToken) is not { IsSuccess: true, Value: { } stored }) { return NotFound(); }
        if (error?.Kind != ErrorKind.Stale) { return await PageAsync(form, stored, null, cancellationToken); }
        // What was entered stays; saving again replaces the version that is shown beside it.
        ModelState.Remove(nameof(DetermineClimate.Version));
        string? Word(bool? relevant) => relevant is { } r ? r ? t["Relevant"] : t["Not relevant"] : null;
        return await PageAsync(form with { Version = stored.Version }, stored, (before, people) => Both.Versions(before,
            new(t["Climate change"], Word(form.IsRelevant), Word(stored.IsRelevant)),
            new(t["Rationale"], form.Rationale, stored.Rationale),
            new(t["Owner"], people.FirstOrDefault(p => p.Id == form.OwnerId)?.Name, stored.Owner),
            new(t["Next review"], Both.Day(form.NextReviewOn), Both.Day(stored.NextReviewOn))), cancellationToken);
    }

    private async Task<IActionResult> PageAsync(DetermineClimate form, ClimateView stored, Func<IReadOnlyList<ActivityEntry>, IReadOnlyList<Choice>, Conflict>? conflict, CancellationToken cancellationToken)
    {
        IReadOnlyList<ActivityEntry> before = stored.Id is { } id ? (await Sender.Send(new GetActivity(nameof(ClimateDetermination), id), cancellationToken)).Value : [];
        // Whoever only reads is offered no owners.
        IReadOnlyList<Choice> people = shell.Can(Permissions.ContextEdit) ? (await Sender.Send(new ListOwnerChoices(form.OwnerId), cancellationToken)).Value : [];
        return View("Climate", new ClimatePage(form, stored, people, before, conflict?.Invoke(before, people)));
    }
}

/// <param name="Stored">What holds now.</param>
/// <param name="Before">What was determined until now.</param>
public sealed record ClimatePage(DetermineClimate Form, ClimateView Stored, IReadOnlyList<Choice> People, IReadOnlyList<ActivityEntry> Before, Conflict? Conflict = null);
