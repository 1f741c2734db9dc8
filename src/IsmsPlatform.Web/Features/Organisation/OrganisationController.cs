using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Organisation;

/// <summary>The profile of the organisation.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/organisation")]
public sealed class OrganisationController(ISender sender, Texts t, Words words) : PortalController(sender)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var organisation = await Sender.Send(new GetOrganisation(), cancellationToken);
        if (organisation.Error is not null) { return await this.ToPage(organisation, View); }
        var activity = await Sender.Send(new GetActivity(nameof(OrganisationProfile), organisation.Value.Id), cancellationToken);
        return View(new ProfilePage(organisation.Value, activity.Value));
    }

    [HttpGet("edit"), FormOf<ChangeOrganisation>]
    public async Task<IActionResult> Edit(CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetOrganisation(), cancellationToken), o => View(new ProfileFormPage(ProfileFormPage.FormOf(o))));

    [HttpPost("edit"), FormOf<ChangeOrganisation>]
    public async Task<IActionResult> Edit(string tenant, ChangeOrganisation form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form,
            () =>
            {
                Toast(t["Saved"]);
                return Redirect($"/t/{tenant}/organisation");
            },
            error => AgainAsync(form, error, cancellationToken), cancellationToken);

    private async Task<IActionResult> AgainAsync(ChangeOrganisation form, Error? error, CancellationToken cancellationToken)
    {
        if (error?.Kind != ErrorKind.Stale) { return View("Edit", new ProfileFormPage(form)); }
        if (await Sender.Send(new GetOrganisation(), cancellationToken) is not { IsSuccess: true, Value: { } stored }) { return NotFound(); }
        var last = await Sender.Send(new GetActivity(nameof(OrganisationProfile), stored.Id, Size: 1), cancellationToken);
        // What was entered stays; saving again replaces the version that is shown beside it.
        ModelState.Remove(nameof(ChangeOrganisation.Version));
        return View("Edit", new ProfileFormPage(form with { Version = stored.Version }, ProfileFormPage.Compare(form, stored, last.Value, t, words)));
    }
}
