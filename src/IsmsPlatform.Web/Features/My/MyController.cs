using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.My;

/// <summary>Everyone's own page in an organisation.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class MyController(ISender sender) : PortalController(sender)
{
    [HttpGet("t/{tenant}/my")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var tasks = await Sender.Send(new GetInbox(Most: 5), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetMyPage(), cancellationToken), me => View(new OwnPage(me, tasks.Value)));
    }
}

public sealed record OwnPage(MyPage Me, Inbox Tasks);
