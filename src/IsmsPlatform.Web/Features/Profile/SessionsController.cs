using System.Security.Claims;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Profile;

/// <summary>Where one is signed in, and an end to it.</summary>
[ApiExplorerSettings(IgnoreApi = true), Authorize]
[Route("profile/sessions")]
public sealed class SessionsController(ISender sender, Texts t) : Controller
{
    private Guid Here => Guid.Parse(User.FindFirstValue(Session.Claim)!);

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new ListSessions(), cancellationToken), sessions => View(new SessionsPage(sessions, Here)));

    [HttpPost("end")]
    public async Task<IActionResult> End(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new EndSession(id), cancellationToken), Done);

    [HttpPost("end-others")]
    public async Task<IActionResult> EndOthers(CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new EndOtherSessions(Here), cancellationToken), Done);

    private RedirectResult Done()
    {
        TempData["toast"] = t["Signed out there"];
        return Redirect("/profile/sessions");
    }
}

/// <param name="Here">The session of this browser.</param>
public sealed record SessionsPage(IReadOnlyList<SessionRow> Sessions, Guid Here);
