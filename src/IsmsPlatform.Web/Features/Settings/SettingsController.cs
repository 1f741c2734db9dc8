using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.ApiClients;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Organisation;
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
public sealed class SettingsController(ISender sender, Shell shell, Texts t) : PortalController(sender)
{
    /// <summary>Leads to the first part that the member may see.</summary>
    [HttpGet("")]
    public IActionResult Index() => SettingsWays.Of(shell, t).SelectMany(s => s.Items).FirstOrDefault() is { } first ? Redirect(first.Url) : NotFound();

    [HttpGet("users"), PresentOnly]
    public async Task<IActionResult> Users([FromQuery] ListUsers query, CancellationToken cancellationToken)
    {
        var invitations = await Sender.Send(new ListOpenInvitations(), cancellationToken);
        return await this.ToPage(await Sender.Send(query, cancellationToken), page => View(new UsersPage(page, invitations.Value)));
    }

    [HttpGet("roles")]
    public async Task<IActionResult> Roles(CancellationToken cancellationToken)
    {
        var conflicts = await Sender.Send(new ListConflictsOfDuties(), cancellationToken);
        return await this.ToPage(await Sender.Send(new ListRoles(), cancellationToken), roles => View(new RolesPage(roles, conflicts.Value)));
    }

    [HttpGet("approvals")]
    public Task<IActionResult> Approvals(CancellationToken cancellationToken) => ApprovalsAsync(new WaiveOwnApproval(Guid.CreateVersion7(), null), cancellationToken);

    [HttpPost("approvals"), FormOf<WaiveOwnApproval>]
    public async Task<IActionResult> Approvals(string tenant, WaiveOwnApproval form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, () => Done(tenant, t["Waived"]), _ => ApprovalsAsync(form, cancellationToken), cancellationToken);

    [HttpPost("approvals/{id:guid}/end"), FormOf<EndApprovalWaiver>]
    public async Task<IActionResult> EndWaiver(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new EndApprovalWaiver(id), cancellationToken), () => Done(tenant, t["Ended"]));

    [HttpGet("sign-in")]
    public async Task<IActionResult> SignInPolicy(CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetSignInPolicy(), cancellationToken), policy => View("SignIn", policy));

    [HttpPost("sign-in"), FormOf<ChangeSignInPolicy>]
    public async Task<IActionResult> SignInPolicy(string tenant, ChangeSignInPolicy form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, () => Done(tenant, t["Saved"], "sign-in"), _ => Task.FromResult<IActionResult>(View("SignIn", form)), cancellationToken);

    [HttpGet("operator-entries"), PresentOnly]
    public async Task<IActionResult> OperatorEntries([FromQuery] ListOperatorEntries query, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(query, cancellationToken), View);

    [HttpPost("operator-entries/{id:guid}/end"), FormOf<EndOperatorEntry>]
    public async Task<IActionResult> EndOperatorEntry(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new EndOperatorEntry(id), cancellationToken), () => Done(tenant, t["Ended"], "operator-entries"));

    private async Task<IActionResult> ApprovalsAsync(WaiveOwnApproval form, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListApprovalWaivers(), cancellationToken), waivers => View("Approvals", new WaiverPage(waivers, form)));

    private RedirectResult Done(string tenant, string toast, string part = "approvals")
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/settings/{part}");
    }
}

public sealed record RolesPage(IReadOnlyList<RoleView> Roles, IReadOnlyList<HeldConflict> Conflicts);

public sealed record WaiverPage(IReadOnlyList<WaiverRow> Waivers, WaiveOwnApproval Form);

public sealed record UsersPage(Page<UserRow> Page, IReadOnlyList<InvitationRow> Invitations);
