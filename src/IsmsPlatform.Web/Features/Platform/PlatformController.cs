using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Platform;

/// <summary>The operator's page: the installation, not what organisations hold in it.</summary>
[ApiExplorerSettings(IgnoreApi = true), Authorize]
public sealed class PlatformController(ISender sender) : Controller
{
    [HttpGet("platform")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new GetPlatformOverview(), cancellationToken), View);

    [HttpPost("platform/sign-up")]
    public async Task<IActionResult> SignUp(OpenSignUp form, CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(form, cancellationToken), () => RedirectToAction(nameof(Index)));
}
