using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.My;

/// <summary>Everyone's own page in an organisation.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class MyController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet("t/{tenant}/my")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var tasks = await Sender.Send(new GetInbox(Most: 5), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetMyPage(), cancellationToken), me => View(new OwnPage(me, tasks.Value)));
    }

    [HttpPost("t/{tenant}/my/roles/{id:guid}/accept"), FormOf<AcceptRole>]
    public async Task<IActionResult> AcceptRole(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new AcceptRole(id), cancellationToken), () =>
        {
            Toast(t["Accepted"]);
            return Redirect($"/t/{tenant}/my");
        });
}

public sealed record OwnPage(MyPage Me, Inbox Tasks);
