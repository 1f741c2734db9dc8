using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Responsibilities;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Responsibilities;

/// <summary>The RACI matrix, and one subject of it.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/responsibilities")]
public sealed class ResponsibilitiesController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListResponsibilities(), cancellationToken), View);

    [HttpGet("new"), FormOf<AddRaciSubject>]
    public IActionResult New() => View("New", new AddRaciSubject(Guid.CreateVersion7(), null, null));

    [HttpPost("new"), FormOf<AddRaciSubject>]
    public async Task<IActionResult> New(string tenant, AddRaciSubject form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Added"]), _ => Task.FromResult<IActionResult>(View("New", form)), cancellationToken);

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Details(Guid id, CancellationToken cancellationToken) => DetailsAsync(id, new AssignResponsibility(Guid.CreateVersion7(), id, null, null, null), cancellationToken);

    [HttpPost("{id:guid}/holders"), FormOf<AssignResponsibility>]
    public async Task<IActionResult> Assign(string tenant, [FromRoute(Name = "id")] Guid subject, AssignResponsibility form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { SubjectId = subject }, () => Done(tenant, subject, t["Named"]), _ => DetailsAsync(subject, form, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/holders/{entry:guid}/remove"), FormOf<EndResponsibility>]
    public async Task<IActionResult> End(string tenant, Guid id, Guid entry, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new EndResponsibility(entry, id), cancellationToken), () => Done(tenant, id, t["Taken out"]));

    [HttpGet("{id:guid}/edit"), FormOf<ChangeRaciSubject>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetResponsibility(id), cancellationToken), s => View("Edit", new SubjectFormPage(new ChangeRaciSubject(id, s.Subject.Name, s.Subject.Clause, s.Subject.Version))));

    [HttpPost("{id:guid}/edit"), FormOf<ChangeRaciSubject>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeRaciSubject form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form with { Id = id }, error, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/remove"), FormOf<RemoveRaciSubject>]
    public async Task<IActionResult> Remove(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new RemoveRaciSubject(id), cancellationToken), () =>
        {
            Toast(t["Taken out"]);
            return Redirect($"/t/{tenant}/responsibilities");
        });

    private async Task<IActionResult> DetailsAsync(Guid id, AssignResponsibility form, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(RaciSubject), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetResponsibility(id, form.PersonId), cancellationToken), view => View("Details", new ResponsibilityPage(view, activity.IsSuccess ? activity.Value : null, form)));
    }

    private async Task<IActionResult> AgainAsync(ChangeRaciSubject form, Error? error, CancellationToken cancellationToken)
    {
        var stored = await Sender.Send(new GetResponsibility(form.Id), cancellationToken);
        if (stored.Error is not null) { return NotFound(); }
        if (error?.Kind != ErrorKind.Stale) { return View("Edit", new SubjectFormPage(form)); }
        var last = await Sender.Send(new GetActivity(nameof(RaciSubject), form.Id, Size: 1), cancellationToken);
        var s = stored.Value.Subject;
        ModelState.Remove(nameof(ChangeRaciSubject.Version));
        return View("Edit", new SubjectFormPage(form with { Version = s.Version }, Both.Versions(last.Value, new(t["Name"], form.Name, s.Name), new(t["Clause"], form.Clause, s.Clause))));
    }

    private RedirectResult Done(string tenant, Guid id, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/responsibilities/{id}");
    }
}

/// <param name="Activity">Null for whoever sees no events.</param>
public sealed record ResponsibilityPage(ResponsibilityView View, IReadOnlyList<ActivityEntry>? Activity, AssignResponsibility Form);

public sealed record SubjectFormPage(ChangeRaciSubject Form, Conflict? Conflict = null);

/// <summary>In which order the parts stand: who answers comes first.</summary>
public static class RaciColumns
{
    public static IReadOnlyList<RaciLetter> All { get; } = [RaciLetter.Accountable, RaciLetter.Responsible, RaciLetter.Consulted, RaciLetter.Informed];
}
