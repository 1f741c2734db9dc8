using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.SignUp;

/// <summary>Signing an organisation up, and the links that come by mail.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class SignUpController(ISender sender) : Controller
{
    [HttpGet("sign-up")]
    public IActionResult Index() => View(new SignUpOrganisation(Guid.CreateVersion7(), null, null, null, null, null, null, null));

    [HttpPost("sign-up")]
    public async Task<IActionResult> Index(SignUpOrganisation form, CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(form, cancellationToken),
            () => RedirectToAction(nameof(Sent)),
            () => Task.FromResult<IActionResult>(View(form with { Password = null })));

    [HttpGet("sign-up/sent")]
    public IActionResult Sent() => View();

    [HttpGet("confirm-email")]
    public async Task<IActionResult> Confirm(ConfirmEmail link, CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(link, cancellationToken), () => View("Confirmed"));

    [HttpGet("forgotten-password")]
    public IActionResult Forgotten() => View(new ForgetPassword(null));

    [HttpPost("forgotten-password")]
    public async Task<IActionResult> Forgotten(ForgetPassword form, CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(form, cancellationToken),
            () => View("ForgottenSent"),
            () => Task.FromResult<IActionResult>(View(form)));

    [HttpGet("reset-password")]
    public IActionResult Reset(Guid account, string? token) => View(new ResetPassword(account, token, null));

    [HttpPost("reset-password")]
    public async Task<IActionResult> Reset(ResetPassword form, CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(form, cancellationToken),
            () => View("ResetDone"),
            () => Task.FromResult<IActionResult>(View(form with { Password = null })));

    [HttpGet("invitation/{token}")]
    public async Task<IActionResult> Invitation(string token, CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new ReadInvitation(token), cancellationToken),
            invitation => View(new InvitationPage(invitation, new AcceptInvitation(token, invitation.PersonName, null))));

    [HttpPost("invitation/{token}")]
    public async Task<IActionResult> Invitation(string token, AcceptInvitation form, CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(form with { Token = token }, cancellationToken),
            () => View("InvitationAccepted"),
            async () => await this.ToPage(await sender.Send(new ReadInvitation(token), cancellationToken),
                invitation => View(new InvitationPage(invitation, form with { Password = null }))));
}

public sealed record InvitationPage(OpenInvitation Invitation, AcceptInvitation Form);
