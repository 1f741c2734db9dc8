using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Onboarding;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Dashboard;

/// <summary>The first page of an organisation: the situation for whoever sees the ISMS, the own page for everyone else.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class DashboardController(ISender sender, RequestScope scope) : PortalController(sender)
{
    [HttpGet("t/{tenant}")]
    public async Task<IActionResult> Index(string tenant, CancellationToken cancellationToken)
    {
        if (!scope.Actor.Can(Permissions.DashboardView))
        {
            return Redirect(scope.Actor.Can(Permissions.AccountsManage) ? $"/t/{tenant}/settings/users" : $"/t/{tenant}/my");
        }
        var activity = await Sender.Send(new ListLatestActivity(), cancellationToken);
        var onboarding = await Sender.Send(new GetOnboarding(), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetAssetFigures(), cancellationToken), figures => View(new DashboardPage(figures, activity.Value, onboarding.Value)));
    }

    [HttpPost("t/{tenant}/first-steps")]
    public async Task<IActionResult> FirstSteps(string tenant, bool shown, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ShowFirstSteps(shown), cancellationToken), () => Redirect($"/t/{tenant}"));
}

public sealed record DashboardPage(AssetFigures Figures, IReadOnlyList<ActivityEntry> Activity, OnboardingState Onboarding);
