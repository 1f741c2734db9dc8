using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Profile;

/// <summary>One's own account, the same in every organisation. After a change of a safeguard other sessions end and this one stays.</summary>
[ApiExplorerSettings(IgnoreApi = true), Authorize]
[Route("profile")]
public sealed class ProfileController(ISender sender, SignInManager<Account> signIn, RequestScope scope, TimeProvider clock, Texts t) : Controller
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new GetProfile(), cancellationToken), p => View(p));

    [HttpPost("")]
    public async Task<IActionResult> Index(ChangeProfile form, CancellationToken cancellationToken)
        => await this.SubmitAsync(sender, form, () => Done(t["Saved"]),
            async _ => await this.ToPage(await sender.Send(new GetProfile(), cancellationToken), p => View("Index", p)), cancellationToken);

    [HttpPost("shortcuts")]
    public IActionResult Shortcuts(bool on)
    {
        Response.Cookies.Append("shortcuts", on ? "on" : "off", new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = Request.IsHttps, IsEssential = true });
        return Done(t["Saved"]);
    }

    /// <summary>For pages that begin something sensitive; acts ask by themselves.</summary>
    [HttpGet("prove"), HttpPost("prove")]
    public async Task<IActionResult> Prove(string? next)
        => scope.Actor.HasFreshProof(clock.GetUtcNow()) ? Redirect(Url.IsLocalUrl(next) ? next! : "/profile") : await ProofPage.AskAsync(this);

    [HttpGet("password")]
    public IActionResult Password() => View();

    [HttpPost("password")]
    public async Task<IActionResult> Password(ChangePassword form, CancellationToken cancellationToken)
    {
        var outcome = await this.SubmitAsync(sender, form, () => Done(t["New password saved"]), _ => Task.FromResult<IActionResult>(View()), cancellationToken);
        if (outcome is RedirectResult) { await signIn.StayAsync(User); }
        return outcome;
    }

    [HttpGet("second-factor")]
    public async Task<IActionResult> SecondFactor(CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new PrepareSecondFactor(), cancellationToken), key => View("SecondFactor", key));

    [HttpPost("second-factor")]
    public async Task<IActionResult> SecondFactor(TurnOnSecondFactor form, CancellationToken cancellationToken)
    {
        var outcome = await this.SubmitAsync(sender, form, codes => View("RecoveryCodes", codes), _ => SecondFactor(cancellationToken), cancellationToken);
        if (outcome is ViewResult { ViewName: "RecoveryCodes" }) { await signIn.StayAsync(User, proved: true); }
        return outcome;
    }

    [HttpGet("second-factor/off")]
    public IActionResult TurnOff() => View();

    [HttpPost("second-factor/off")]
    public async Task<IActionResult> TurnOff(TurnOffSecondFactor form, CancellationToken cancellationToken)
    {
        var outcome = await this.SubmitAsync(sender, form, () => Done(t["The second factor is off"]), _ => Task.FromResult<IActionResult>(View()), cancellationToken);
        if (outcome is RedirectResult) { await signIn.StayAsync(User); }
        return outcome;
    }

    private RedirectResult Done(string toast)
    {
        TempData["toast"] = toast;
        return Redirect("/profile");
    }
}
