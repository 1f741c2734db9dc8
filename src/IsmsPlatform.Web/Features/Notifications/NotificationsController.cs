using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Notifications;

/// <summary>What concerns whoever is signed in, behind the bell.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/notifications")]
public sealed class NotificationsController(ISender sender) : PortalController(sender)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => await this.ToPage(await Sender.Send(new ListNotifications(), cancellationToken), View);

    [HttpPost("read")]
    public async Task<IActionResult> Read(string tenant, Guid? subjectId, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new MarkNotificationsRead(subjectId), cancellationToken), () => Redirect($"/t/{tenant}/notifications"));
}
