using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Organisation;

/// <summary>Places where information is processed.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/organisation/locations")]
public sealed class LocationsController(ISender sender, Texts t, Words words) : PortalController(sender)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(ScopeStand? scope, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListLocations(scope), cancellationToken), rows => View(new LocationsPage(rows, scope)));

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(Location), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetLocation(id), cancellationToken), location => View(new LocationPage(location, activity.Value)));
    }

    [HttpGet("new"), FormOf<CreateLocation>]
    public IActionResult New() => New(new CreateLocation(Guid.CreateVersion7(), null, null, null, null, default, ZoneLevel.Office, null));

    [HttpPost("new"), FormOf<CreateLocation>]
    public async Task<IActionResult> New(string tenant, CreateLocation form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Added"]), _ => Task.FromResult<IActionResult>(New(form)), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeLocation>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetLocation(id), cancellationToken), l => View(new LocationFormPage(id, LocationFormPage.FormOf(l), l.Version)));

    [HttpPost("{id:guid}/edit"), FormOf<ChangeLocation>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeLocation form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form with { Id = id }, error, cancellationToken), cancellationToken);

    private ViewResult New(CreateLocation form) => View("New", new LocationFormPage(form.Id, form));

    private async Task<IActionResult> AgainAsync(ChangeLocation form, Error? error, CancellationToken cancellationToken)
    {
        var stored = await Sender.Send(new GetLocation(form.Id), cancellationToken);
        if (stored.Error is not null) { return NotFound(); }
        if (error?.Kind != ErrorKind.Stale) { return View("Edit", new LocationFormPage(form.Id, form, form.Version)); }
        var last = await Sender.Send(new GetActivity(nameof(Location), form.Id, Size: 1), cancellationToken);
        ModelState.Remove(nameof(ChangeLocation.Version));
        return View("Edit", new LocationFormPage(form.Id, form, stored.Value.Version, LocationFormPage.Compare(form, stored.Value, last.Value, t, words)));
    }

    private RedirectResult Done(string tenant, Guid id, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/organisation/locations/{id}");
    }
}
