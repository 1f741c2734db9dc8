using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Web.Demo;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using Mediator;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Start;

/// <summary>The public page, and where a sign-in leads.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class StartController(ISender sender, CurrentAccount account, DemoPresence demo) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new GetSignUpState(), cancellationToken),
            open => View(new StartPage(open, demo.SignIns)));

    /// <summary>One organisation: in. Several: choose. None: say so.</summary>
    [HttpGet("home"), Authorize]
    public async Task<IActionResult> Home(CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new ListMyOrganisations(), cancellationToken), mine => mine switch
        {
            _ when mine.Count == 0 && account.Value!.IsPlatformOperator => Redirect("/platform"),
            [var only] => Redirect($"/t/{only.Slug}"),
            _ => View("Organisations", mine),
        });

    [HttpPost("preferences/theme")]
    public IActionResult Theme(string? theme, string? returnUrl)
    {
        Response.Cookies.Append(Themes.Cookie, Themes.Of(theme), new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, IsEssential = true });
        return Redirect(Url.IsLocalUrl(returnUrl) ? returnUrl! : "/");
    }
}
