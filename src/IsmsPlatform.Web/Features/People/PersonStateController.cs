using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.People;

/// <summary>Buttons that change the state of a person or of their account; each leads back to where it stands.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/people/{id:guid}")]
public sealed class PersonStateController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpPost("invite"), FormOf<InvitePerson>]
    public Task<IActionResult> Invite(string tenant, Guid id, CancellationToken cancellationToken) => DoAsync(tenant, id, new InvitePerson(id), t["Invitation sent"], cancellationToken);

    [HttpPost("activate"), FormOf<ActivatePerson>]
    public Task<IActionResult> Activate(string tenant, Guid id, CancellationToken cancellationToken) => DoAsync(tenant, id, new ActivatePerson(id), t["Active again"], cancellationToken);

    [HttpPost("absent"), FormOf<MarkPersonAbsent>]
    public Task<IActionResult> Absent(string tenant, Guid id, CancellationToken cancellationToken) => DoAsync(tenant, id, new MarkPersonAbsent(id), t["Absence recorded"], cancellationToken);

    [HttpPost("deactivate"), FormOf<DeactivateAccount>]
    public Task<IActionResult> Deactivate(string tenant, Guid id, CancellationToken cancellationToken) => DoAsync(tenant, id, new DeactivateAccount(id), t["Deactivated"], cancellationToken);

    [HttpPost("reactivate"), FormOf<ReactivateAccount>]
    public Task<IActionResult> Reactivate(string tenant, Guid id, CancellationToken cancellationToken) => DoAsync(tenant, id, new ReactivateAccount(id), t["Reactivated"], cancellationToken);

    private async Task<IActionResult> DoAsync(string tenant, Guid id, ICommand<Result> command, string toast, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(command, cancellationToken), () =>
        {
            Toast(toast);
            return Redirect(Request.HasFormContentType && Request.Form["back"] == "users" ? $"/t/{tenant}/settings/users" : $"/t/{tenant}/people/{id}");
        });
}
