using IsmsPlatform.Application.ApiClients;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Settings;

/// <summary>Who may sign in, what roles may do.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/settings")]
public sealed class SettingsController(ISender sender, Shell shell, RequestScope scope, Texts t) : PortalController(sender)
{
    /// <summary>Leads to the first part that the member may see.</summary>
    [HttpGet("")]
    public IActionResult Index(string tenant)
    {
        (shell.TenantSlug, shell.Permissions) = (tenant, scope.Actor.Permissions);
        return SettingsWays.Of(shell, t).SelectMany(s => s.Items).FirstOrDefault() is { } first ? Redirect(first.Url) : NotFound();
    }

    [HttpGet("users"), PresentOnly]
    public async Task<IActionResult> Users([FromQuery] ListUsers query, CancellationToken cancellationToken)
    {
        var invitations = await Sender.Send(new ListOpenInvitations(), cancellationToken);
        return await this.ToPage(await Sender.Send(query, cancellationToken), page => View(new UsersPage(page, invitations.Value)));
    }

    [HttpGet("roles")]
    public async Task<IActionResult> Roles(CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListRoles(), cancellationToken), View);
}

public sealed record UsersPage(Page<UserRow> Page, IReadOnlyList<InvitationRow> Invitations);
