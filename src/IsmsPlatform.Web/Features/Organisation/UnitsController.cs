using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Organisation;

/// <summary>Departments and teams.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/organisation/units")]
public sealed class UnitsController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(ScopeStand? scope, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListUnits(scope), cancellationToken), rows => View(new UnitsPage(rows, scope)));

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var units = await Sender.Send(new ListUnits(), cancellationToken);
        if (units.Error is not null || units.Value.FirstOrDefault(u => u.Id == id) is not { } unit) { return NotFound(); }
        var activity = await Sender.Send(new GetActivity(nameof(OrganisationalUnit), id), cancellationToken);
        return View(new UnitPage(unit, units.Value.FirstOrDefault(u => u.Id == unit.ParentId), [.. units.Value.Where(u => u.ParentId == id)], activity.Value));
    }

    [HttpGet("new"), FormOf<CreateUnit>]
    public Task<IActionResult> New(Guid? parent, CancellationToken cancellationToken)
        => NewAsync(new CreateUnit(Guid.CreateVersion7(), null, null, parent, null, null, null), cancellationToken);

    [HttpPost("new"), FormOf<CreateUnit>]
    public async Task<IActionResult> New(string tenant, CreateUnit form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Added"]), _ => NewAsync(form, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeUnit>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var unit = await Sender.Send(new GetUnit(id), cancellationToken);
        return unit.Error is null ? await EditAsync(UnitFormPage.FormOf(unit.Value), null, cancellationToken) : NotFound();
    }

    [HttpPost("{id:guid}/edit"), FormOf<ChangeUnit>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeUnit form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Saved"]), error => EditAsync(form with { Id = id }, error, cancellationToken), cancellationToken);

    private async Task<IActionResult> NewAsync(CreateUnit form, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListUnitChoices(Named: [form.ManagerId]), cancellationToken), choices => View("New", new UnitFormPage(form.Id, form, choices)));

    private async Task<IActionResult> EditAsync(ChangeUnit form, Error? error, CancellationToken cancellationToken)
    {
        var stored = await Sender.Send(new GetUnit(form.Id), cancellationToken);
        if (stored.Error is not null) { return NotFound(); }
        var choices = (await Sender.Send(new ListUnitChoices(form.Id, [form.ManagerId, stored.Value.ManagerId]), cancellationToken)).Value;
        if (error?.Kind != ErrorKind.Stale)
        {
            // What was confirmed stays confirmed while something else is asked or mended.
            var moving = error?.Fields is [{ Code: "unit.leaves-scope" or "unit.enters-scope" }] ? form.ParentId ?? Guid.Empty : form.MovedTo;
            var ending = error?.Fields is [{ Code: "unit.ends-in-use" or "unit.ends-in-scope" }] ? form.ValidTo : form.EndedOn;
            return View("Edit", new UnitFormPage(form.Id, form, choices, form.Version, Moving: moving, Ending: ending));
        }
        var last = await Sender.Send(new GetActivity(nameof(OrganisationalUnit), form.Id, Size: 1), cancellationToken);
        ModelState.Remove(nameof(ChangeUnit.Version));
        return View("Edit", new UnitFormPage(form.Id, form, choices, stored.Value.Version, UnitFormPage.Compare(form, stored.Value, choices, last.Value, t)));
    }

    private RedirectResult Done(string tenant, Guid id, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/organisation/units/{id}");
    }
}
