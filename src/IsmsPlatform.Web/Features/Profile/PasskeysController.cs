using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Profile;

/// <summary>One's own passkeys. Only making one needs the browser's script; the rest are plain forms.</summary>
[ApiExplorerSettings(IgnoreApi = true), Authorize]
[Route("profile/passkeys")]
public sealed class PasskeysController(ISender sender, SignInManager<Account> signIn, RequestScope scope, TimeProvider clock, Texts t) : Controller
{
    public sealed record NewPasskey(string? Name, string? Credential, string? Next);

    [HttpGet("")]
    public Task<IActionResult> Index(string? next, CancellationToken cancellationToken) => ListAsync(new NewPasskey(null, null, next), cancellationToken);

    /// <summary>What the browser needs to make a passkey; those that the account has are named, so that a device makes no second one.</summary>
    [HttpPost("options")]
    public async Task<IActionResult> Options()
    {
        var account = (await signIn.UserManager.GetUserAsync(User))!;
        var options = await signIn.MakePasskeyCreationOptionsAsync(new PasskeyUserEntity { Id = account.Id.ToString(), Name = account.Email!, DisplayName = account.Name });
        return Content(options, "application/json");
    }

    [HttpPost("")]
    public async Task<IActionResult> Index(NewPasskey form, CancellationToken cancellationToken)
    {
        var made = string.IsNullOrEmpty(form.Credential) ? null : await PasskeyProof.MadeAsync(signIn, form.Credential);
        var outcome = await this.SubmitAsync(sender, new AddPasskey(form.Name, made), () => Done(t["Passkey added"], form.Next), _ => ListAsync(form, cancellationToken), cancellationToken);
        if (outcome is RedirectResult) { await signIn.StayAsync(User, proved: true); }
        return outcome;
    }

    [HttpGet("rename")]
    public async Task<IActionResult> Rename(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new ListPasskeys(), cancellationToken),
            mine => mine.SingleOrDefault(p => p.Id == id) is { } passkey ? View(new RenamePasskey(id, passkey.Name)) : NotFound());

    [HttpPost("rename")]
    public async Task<IActionResult> Rename(RenamePasskey form, CancellationToken cancellationToken)
        => await this.SubmitAsync(sender, form, () => Done(t["Saved"]), _ => Task.FromResult<IActionResult>(View(form)), cancellationToken);

    [HttpPost("remove")]
    public async Task<IActionResult> Remove(Guid id, CancellationToken cancellationToken)
    {
        var outcome = await this.ToPage(await sender.Send(new RemovePasskey(id), cancellationToken), () => Done(t["Passkey removed"]));
        if (outcome is RedirectResult) { await signIn.StayAsync(User); }
        return outcome;
    }

    private async Task<IActionResult> ListAsync(NewPasskey form, CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new ListPasskeys(), cancellationToken), mine => View("Index", new PasskeysPage(mine, form, scope.Actor.HasFreshProof(clock.GetUtcNow()))));

    private RedirectResult Done(string toast, string? next = null)
    {
        TempData["toast"] = toast;
        return Redirect(Url.IsLocalUrl(next) ? next! : "/profile/passkeys");
    }
}

public sealed record PasskeysPage(IReadOnlyList<PasskeyRow> Passkeys, PasskeysController.NewPasskey Form, bool IsProved);
