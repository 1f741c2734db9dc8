using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Controls;

/// <summary>How controls are put into practice (8.1).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class ImplementationsController(ISender sender, Texts t, Words words) : RecordController(sender, "control-implementations")
{
    [HttpGet("t/{tenant}/control-implementations/{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(ControlImplementation), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetImplementation(id), cancellationToken), implementation => View("Implementation", new ImplementationPage(implementation, activity.Value)));
    }

    [HttpGet("t/{tenant}/controls/{control:guid}/implementations/new"), FormOf<ImplementControl>]
    public Task<IActionResult> New(Guid control, CancellationToken cancellationToken) => NewAsync(new ImplementControl { Id = Guid.CreateVersion7(), ControlId = control }, cancellationToken);

    [HttpPost("t/{tenant}/controls/{control:guid}/implementations/new"), FormOf<ImplementControl>]
    public async Task<IActionResult> New(string tenant, Guid control, ImplementControl form, CancellationToken cancellationToken)
    {
        form = form with { ControlId = control };
        return await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Added"]), _ => NewAsync(form, cancellationToken), cancellationToken);
    }

    [HttpGet("t/{tenant}/control-implementations/{id:guid}/edit"), FormOf<ChangeImplementation>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await Sender.Send(new GetImplementation(id), cancellationToken) is { IsSuccess: true, Value: { MayChange: true } i }
            ? await FormAsync(new ChangeImplementation { Id = id, Title = i.Title, Description = i.Description, UnitId = i.UnitId, LocationId = i.LocationId, AssetId = i.AssetId, OwnerId = i.OwnerId, OperatorId = i.OperatorId, Status = i.Status, Maturity = i.Maturity, Frequency = i.Frequency, Automation = i.Automation, EvidenceExpected = i.EvidenceExpected }, i, i.Version, null, cancellationToken)
            : NotFound();

    [HttpPost("t/{tenant}/control-implementations/{id:guid}/edit"), FormOf<ChangeImplementation>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeImplementation form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    private async Task<IActionResult> NewAsync(ImplementControl form, CancellationToken cancellationToken)
    {
        var control = await Sender.Send(new GetControl(form.ControlId), cancellationToken);
        if (control.Error is not null || control.Value.RetiredOn is not null) { return NotFound(); }
        return await this.ToPage(await Sender.Send(new ListImplementationChoices([form.OwnerId, form.OperatorId], form.AssetId), cancellationToken),
            choices => View("ImplementationForm", new ImplementationFormPage(form, form.Id, null, control.Value.Id, control.Value.Code, control.Value.Title!, choices)));
    }

    private async Task<IActionResult> AgainAsync(ChangeImplementation form, Error? error, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new GetImplementation(form.Id), cancellationToken);
        if (read.Error is not null) { return NotFound(); }
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync(form, read.Value, form.Version, null, cancellationToken); }
        var last = (await Sender.Send(new GetActivity(nameof(ControlImplementation), form.Id, Size: 1), cancellationToken)).Value;
        ModelState.Remove(nameof(ChangeImplementation.Version));
        return await FormAsync(form, read.Value, read.Value.Version, choices => ControlLook.Compare(form, read.Value, choices, last, t, words), cancellationToken);
    }

    private async Task<IActionResult> FormAsync(ChangeImplementation form, ImplementationView stored, long version, Func<ImplementationChoices, Conflict>? conflict, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListImplementationChoices([form.OwnerId, form.OperatorId, stored.OwnerId, stored.OperatorId], form.AssetId), cancellationToken),
            choices => View("ImplementationForm", new ImplementationFormPage(form, form.Id, version, stored.ControlId, stored.ControlCode, stored.ControlTitle, choices, conflict?.Invoke(choices))));
}
