using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Platform;

/// <summary>The operator's page: the installation, not what organisations hold in it. To look into one, an operator enters it for a time.</summary>
[ApiExplorerSettings(IgnoreApi = true), Authorize]
public sealed class PlatformController(ISender sender, Texts t) : Controller
{
    [HttpGet("platform")]
    public async Task<IActionResult> Index(string? q, CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new GetPlatformOverview(q), cancellationToken), overview => View(new PlatformPage(overview, q)));

    [HttpPost("platform/sign-up")]
    public async Task<IActionResult> SignUp(OpenSignUp form, CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(form, cancellationToken), () => RedirectToAction(nameof(Index)));

    [HttpGet("platform/enter"), FormOf<EnterTenant>]
    public Task<IActionResult> Enter(Guid tenant, CancellationToken cancellationToken)
        => EnterAsync(new EnterTenant(Guid.CreateVersion7(), tenant, null, null), cancellationToken);

    [HttpPost("platform/enter"), FormOf<EnterTenant>]
    public async Task<IActionResult> Enter(EnterTenant form, CancellationToken cancellationToken)
        => await this.SubmitAsync(sender, form, slug => Redirect($"/t/{slug}"), _ => EnterAsync(form, cancellationToken), cancellationToken);

    /// <summary>Stands in the organisation, because there the operator is.</summary>
    [HttpPost("t/{tenant}/operator/leave"), FormOf<LeaveTenant>]
    public async Task<IActionResult> Leave(CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new LeaveTenant(), cancellationToken), () =>
        {
            TempData["toast"] = t["You are out again"];
            return Redirect("/platform");
        });

    private async Task<IActionResult> EnterAsync(EnterTenant form, CancellationToken cancellationToken)
        => await this.ToPage(await sender.Send(new GetTenantToEnter(form.TenantId), cancellationToken), tenant => View("Enter", new EnterPage(tenant, form)));
}

/// <param name="Q">What was searched for.</param>
public sealed record PlatformPage(PlatformOverview Overview, string? Q);

public sealed record EnterPage(TenantRow Tenant, EnterTenant Form);
