using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.SignIn;

/// <summary>Password, then the second factor where there is one. Unknown and known addresses answer alike and as fast.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class SignInController(SignInManager<Account> signIn, UserManager<Account> accounts, CurrentAccount current, Texts t) : Controller
{
    private static readonly string UnknownAccountHash = new PasswordHasher<string>().HashPassword("", Guid.NewGuid().ToString());

    public sealed record PasswordForm(string? Email, string? Password, bool Remember, string? Next);

    public sealed record FactorPage(string Next, bool HasOne);

    public sealed record CodeForm(string? Code, string? Next);

    // The same for a locked address, a wrong password and an address that nobody has: who asks learns nothing about others.
    private string WrongOrLocked => t["E-mail address or password is not right. After {0} wrong passwords sign-in with an address is locked for {1} minutes; choosing a new password unlocks it.", Account.MostFailedAttempts, Account.LockoutTime.TotalMinutes];

    [HttpGet("sign-in")]
    public IActionResult Index(string? next) => View(new PasswordForm(null, null, false, next));

    [HttpPost("sign-in")]
    public async Task<IActionResult> Index(PasswordForm form)
    {
        if (!ModelState.IsValid) { return Again("Index", form with { Password = null }); }
        var account = string.IsNullOrWhiteSpace(form.Email) ? null : await accounts.FindByEmailAsync(form.Email.Trim());
        if (account is null || form.Password is not { Length: > 0 and <= Account.PasswordMaxLength } password)
        {
            new PasswordHasher<string>().VerifyHashedPassword("", UnknownAccountHash, form.Password ?? "");
            return Refused(form, WrongOrLocked);
        }
        var outcome = await signIn.PasswordSignInAsync(account, password, form.Remember, lockoutOnFailure: true);
        if (outcome.RequiresTwoFactor) { return RedirectToAction(nameof(SecondFactor), new { next = form.Next }); }
        if (outcome.Succeeded) { return Onward(form.Next); }
        // Only who knows the password learns that the address is not confirmed.
        return Refused(form, outcome.IsNotAllowed && await accounts.CheckPasswordAsync(account, password)
            ? t["Confirm your e-mail address first: the link is in the mail that we sent you. A new password confirms it as well."]
            : WrongOrLocked);
    }

    [HttpGet("sign-in/second-factor")]
    public async Task<IActionResult> SecondFactor(string? next)
        => await signIn.GetTwoFactorAuthenticationUserAsync() is null ? RedirectToAction(nameof(Index), new { next }) : View(new CodeForm(null, next));

    [HttpPost("sign-in/second-factor")]
    public async Task<IActionResult> SecondFactor(CodeForm form)
    {
        var code = new string([.. (form.Code ?? "").Where(char.IsAsciiDigit)]);
        var outcome = await signIn.TwoFactorAuthenticatorSignInAsync(code, isPersistent: false, rememberClient: false);
        return outcome.Succeeded ? Onward(form.Next) : WrongCode("SecondFactor", form, outcome.IsLockedOut);
    }

    [HttpGet("sign-in/recovery-code")]
    public async Task<IActionResult> RecoveryCode(string? next)
        => await signIn.GetTwoFactorAuthenticationUserAsync() is null ? RedirectToAction(nameof(Index), new { next }) : View(new CodeForm(null, next));

    [HttpPost("sign-in/recovery-code")]
    public async Task<IActionResult> RecoveryCode(CodeForm form)
    {
        var outcome = await signIn.TwoFactorRecoveryCodeSignInAsync((form.Code ?? "").Trim());
        return outcome.Succeeded ? Onward(form.Next) : WrongCode("RecoveryCode", form, outcome.IsLockedOut);
    }

    /// <summary>Where whoever enters an organisation that asks for more than they proved is led.</summary>
    [HttpGet("sign-in/factor-needed"), Authorize]
    public IActionResult FactorNeeded(string? next) => View(new FactorPage(Url.IsLocalUrl(next) ? next! : "/home", current.Value!.HasSecondFactor));

    /// <summary>What the browser needs to look for a passkey; it names no account, so it says nothing about any.</summary>
    [HttpPost("sign-in/passkey/options")]
    public async Task<IActionResult> PasskeyOptions() => Content(await signIn.MakePasskeyRequestOptionsAsync(null), "application/json");

    [HttpPost("sign-in/passkey")]
    public async Task<IActionResult> Passkey(string? credential, string? next)
    {
        var known = string.IsNullOrEmpty(credential) ? null : await PasskeyProof.OfAsync(signIn, credential);
        if (known is null || !await signIn.CanSignInAsync(known)) { return Refused(new PasswordForm(null, null, false, next), t["This passkey was not accepted. It may have been removed, or the page stood open for too long. Try again, or sign in with your password."]); }
        await signIn.SignInWithClaimsAsync(known, isPersistent: false, [PasskeyProof.Claim]);
        return Onward(next);
    }

    [HttpPost("sign-out")]
    public async Task<IActionResult> SignOutNow()
    {
        await signIn.SignOutAsync();
        return Redirect("/");
    }

    private ViewResult WrongCode(string view, CodeForm form, bool locked)
    {
        ModelState.AddModelError(nameof(CodeForm.Code), locked ? t["Too many attempts. Try again in {0} minutes.", Account.LockoutTime.TotalMinutes] : t["This code is not right. Wait for the next one, and check that the clock of your device is right."]);
        return Again(view, form);
    }

    private ViewResult Refused(PasswordForm form, string sentence)
    {
        ModelState.AddModelError("", sentence);
        return Again("Index", form with { Password = null });
    }

    private ViewResult Again(string view, object form)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return View(view, form);
    }

    // Only within this site: an address of elsewhere would make the sign-in page lead away.
    private RedirectResult Onward(string? next) => Redirect(Url.IsLocalUrl(next) ? next! : "/home");
}
