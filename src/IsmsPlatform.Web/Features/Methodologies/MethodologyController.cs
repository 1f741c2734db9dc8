using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Methodologies;

/// <summary>By which criteria risks are assessed and accepted, in versions.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/methodology")]
public sealed class MethodologyController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? after, string? before, CancellationToken cancellationToken)
    {
        var inForce = await Sender.Send(new GetMethodology(), cancellationToken);
        return await this.ToPage(await Sender.Send(new ListMethodologies(After: after, Before: before), cancellationToken), versions => View(new MethodologyPage(inForce.IsSuccess ? inForce.Value : null, versions)));
    }

    [HttpGet("new"), FormOf<DraftMethodology>]
    public Task<IActionResult> New(CancellationToken cancellationToken) => NewAsync(new DraftMethodology(Guid.CreateVersion7(), null), cancellationToken);

    [HttpPost("new"), FormOf<DraftMethodology>]
    public async Task<IActionResult> New(string tenant, DraftMethodology form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Redirect($"/t/{tenant}/methodology/versions/{id}/edit"), _ => NewAsync(form, cancellationToken), cancellationToken);

    [HttpGet("versions/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(RiskMethodology), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetMethodology(id), cancellationToken), version => View("Details", new MethodologyVersionPage(version, activity.Value)));
    }

    [HttpGet("versions/{id:guid}/edit"), FormOf<ChangeMethodology>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetMethodology(id), cancellationToken), m => m.MayEdit ? View("Edit", new MethodologyFormPage(new ChangeMethodology(id, m.Appetite, m.Scales, m.Version), m)) : NotFound());

    [HttpPost("versions/{id:guid}/edit"), FormOf<ChangeMethodology>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeMethodology form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form with { Id = id }, error, cancellationToken), cancellationToken);

    /// <summary>The form with another number of levels; nothing is saved.</summary>
    [HttpPost("versions/{id:guid}/resize"), FormOf<ChangeMethodology>]
    public async Task<IActionResult> Resize(Guid id, ChangeMethodology form, MethodologySize size, CancellationToken cancellationToken)
    {
        var stored = await Sender.Send(new GetMethodology(id), cancellationToken);
        if (stored.Error is not null || !stored.Value.MayEdit) { return NotFound(); }
        var scales = form.Scales ?? stored.Value.Scales;
        // The fields are drawn anew from the resized scales, not from what was sent.
        ModelState.Clear();
        return View("Edit", new MethodologyFormPage(form with { Id = id, Scales = scales.Resized(size.Likelihoods, size.Impacts, size.RiskLevels, size.Dimensions) }, stored.Value));
    }

    [HttpPost("versions/{id:guid}/submit"), FormOf<SubmitMethodology>]
    public async Task<IActionResult> Submit(string tenant, Guid id, long version, CancellationToken cancellationToken)
    {
        var submitted = await Sender.Send(new SubmitMethodology(id, version), cancellationToken);
        // What is missing stands on the page of the draft, each with the way to its field.
        return await this.ToPage(submitted, () => Done(tenant, id, t["Approval asked for"]), submitted.Error is { Fields.Count: > 0 } ? () => Details(id, cancellationToken) : null);
    }

    [HttpPost("versions/{id:guid}/withdraw"), FormOf<WithdrawMethodology>]
    public async Task<IActionResult> Withdraw(string tenant, Guid id, long version, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new WithdrawMethodology(id, version), cancellationToken), () =>
        {
            Toast(t["Given up"]);
            return Redirect($"/t/{tenant}/methodology");
        });

    [HttpGet("versions/{id:guid}/compare")]
    public async Task<IActionResult> Compare(Guid id, Guid? with, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new CompareMethodologies(id, with), cancellationToken), View);

    private async Task<IActionResult> NewAsync(DraftMethodology form, CancellationToken cancellationToken)
        => View("New", new NewMethodologyPage(form, (await Sender.Send(new GetMethodology(), cancellationToken)).IsSuccess));

    private async Task<IActionResult> AgainAsync(ChangeMethodology form, Error? error, CancellationToken cancellationToken)
    {
        var stored = await Sender.Send(new GetMethodology(form.Id), cancellationToken);
        if (stored.Error is not null) { return NotFound(); }
        var page = new MethodologyFormPage(form.Scales is null ? form with { Scales = stored.Value.Scales } : form, stored.Value);
        if (error?.Kind != ErrorKind.Stale) { return View("Edit", page); }
        var last = await Sender.Send(new GetActivity(nameof(RiskMethodology), form.Id, Size: 1), cancellationToken);
        ModelState.Remove(nameof(ChangeMethodology.Version));
        return View("Edit", page with { Form = page.Form with { Version = stored.Value.Version }, Conflict = page.Compare(last.Value, t) });
    }

    private RedirectResult Done(string tenant, Guid id, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/methodology/versions/{id}");
    }
}
