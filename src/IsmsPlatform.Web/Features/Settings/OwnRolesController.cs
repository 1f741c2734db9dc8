using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Settings;

/// <summary>Roles that the organisation defines itself.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/settings/roles")]
public sealed class OwnRolesController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(CustomRole), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetOwnRole(id), cancellationToken), role => View(new OwnRolePage(role, activity.Value)));
    }

    [HttpGet("new"), FormOf<DefineRole>]
    public IActionResult New() => New(new DefineRole(Guid.CreateVersion7(), null, null, null));

    [HttpPost("new"), FormOf<DefineRole>]
    public async Task<IActionResult> New(string tenant, DefineRole form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Defined"]), _ => Task.FromResult<IActionResult>(New(form)), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeRole>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetOwnRole(id), cancellationToken),
            r => r.MayChange ? View(new OwnRoleFormPage(id, new ChangeRole(id, r.Role.Name, r.Role.Purpose, [.. r.Role.Permissions], r.Version), r.Version) { Stored = r.Role }) : NotFound());

    [HttpPost("{id:guid}/edit"), FormOf<ChangeRole>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeRole form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form with { Id = id }, error, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/retire"), FormOf<RetireRole>]
    public async Task<IActionResult> Retire(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new RetireRole(id), cancellationToken), () => Done(tenant, id, t["Retired"]));

    private ViewResult New(DefineRole form) => View("New", new OwnRoleFormPage(form.Id, form));

    private async Task<IActionResult> AgainAsync(ChangeRole form, Error? error, CancellationToken cancellationToken)
    {
        var stored = await Sender.Send(new GetOwnRole(form.Id), cancellationToken);
        if (stored.Error is not null) { return NotFound(); }
        var page = new OwnRoleFormPage(form.Id, form, form.Version) { Stored = stored.Value.Role };
        if (error?.Kind != ErrorKind.Stale) { return View("Edit", page); }
        var last = await Sender.Send(new GetActivity(nameof(CustomRole), form.Id, Size: 1), cancellationToken);
        ModelState.Remove(nameof(ChangeRole.Version));
        return View("Edit", page with { Version = stored.Value.Version, Conflict = page.Compare(last.Value, t) });
    }

    private RedirectResult Done(string tenant, Guid id, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/settings/roles/{id}");
    }
}

public sealed record OwnRolePage(OwnRoleView View, IReadOnlyList<ActivityEntry> Activity);

/// <param name="Id">The role; of a new one the id that it will have.</param>
/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record OwnRoleFormPage(Guid Id, IOwnRoleForm Form, long Version = 0, Conflict? Conflict = null)
{
    /// <summary>As it is stored; null for a new one.</summary>
    public OwnRole? Stored { get; init; }

    /// <summary>What stands in the role may stay there; what is added must be one's own.</summary>
    public bool MayChoose(string permission, Actor actor) => Permissions.ToPassOn(actor.Permissions).Contains(permission) || Stored?.Permissions.Contains(permission, StringComparer.Ordinal) == true;

    public Conflict Compare(IReadOnlyList<ActivityEntry> latest, Texts t) => Both.Versions(latest,
        new(t["Name"], Form.Name, Stored!.Name),
        new(t["Purpose"], Form.Purpose, Stored.Purpose),
        new(t["What it allows"], Sentences(Form.Allows ?? [], t), Sentences(Stored.Permissions, t)));

    private static string Sentences(IReadOnlyCollection<string> permissions, Texts t) => string.Join("; ", PermissionSentences.Of(permissions, t));
}
