using IsmsPlatform.Application.Acceptance;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Acceptance;

/// <summary>Risks are retained as they are: asked for, granted by whoever must, until a day (6.1.3 f, 8.3).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/acceptances")]
public sealed class AcceptancesController(ISender sender, Texts t) : RecordController(sender, "acceptances")
{
    [HttpGet("{id:guid}")]
    public Task<IActionResult> Details(Guid id, CancellationToken cancellationToken) => PageAsync(id, null, null, cancellationToken);

    [HttpGet("/t/{tenant}/risks/{risk:guid}/acceptances/new")]
    public Task<IActionResult> New(Guid risk, CancellationToken cancellationToken) => FormAsync(risk, prospect => new RequestAcceptance { Id = Guid.CreateVersion7(), Version = prospect.Version }, false, cancellationToken);

    [HttpPost("/t/{tenant}/risks/{risk:guid}/acceptances/new")]
    public async Task<IActionResult> New(string tenant, Guid risk, RequestAcceptance form, CancellationToken cancellationToken)
    {
        form = form with { RiskId = risk };
        return await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Acceptance asked for"]), error =>
        {
            var stale = error?.Kind == ErrorKind.Stale;
            // What was entered stays; asking again is about the risk as it is shown now.
            if (stale) { ModelState.Remove(nameof(RequestAcceptance.Version)); }
            return FormAsync(risk, prospect => stale ? form with { Version = prospect.Version } : form, stale, cancellationToken);
        }, cancellationToken);
    }

    [HttpPost("{id:guid}/grant")]
    public async Task<IActionResult> Grant(string tenant, Guid id, long version, CancellationToken cancellationToken)
    {
        var granted = await Sender.Send(new GrantAcceptance(id, version), cancellationToken);
        // A second click is no fault.
        if (granted.Error?.Code == AcceptanceErrors.GrantedAlready.Code) { return Done(tenant, id, t[AcceptanceErrors.GrantedAlready.Sentence]); }
        return await this.ToPage(granted, () => Done(tenant, id, t["Granted"]), () => RefusedAsync(id, cancellationToken));
    }

    [HttpPost("{id:guid}/refuse")]
    public async Task<IActionResult> Refuse(string tenant, Guid id, long version, string? comment, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new RefuseAcceptance(id, version, comment), cancellationToken), () => Done(tenant, id, t["Refused"]), () => PageAsync(id, comment ?? "", null, cancellationToken));

    [HttpPost("{id:guid}/revoke")]
    public async Task<IActionResult> Revoke(string tenant, Guid id, long version, string? reason, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new RevokeAcceptance(id, version, reason), cancellationToken), () => Done(tenant, id, t["Revoked"]), () => PageAsync(id, null, reason ?? "", cancellationToken));

    // What keeps a grant from being given is said on the page, beside whose grant is missing.
    private Task<IActionResult> RefusedAsync(Guid id, CancellationToken cancellationToken)
    {
        ViewData["Refused"] = ModelState.SelectMany(e => e.Value!.Errors).Select(e => e.ErrorMessage).FirstOrDefault();
        ModelState.Clear();
        return PageAsync(id, null, null, cancellationToken);
    }

    private async Task<IActionResult> PageAsync(Guid id, string? comment, string? reason, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(RiskAcceptance), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetAcceptance(id), cancellationToken), acceptance => View("Acceptance", new AcceptancePage(acceptance, activity.Value, comment, reason)));
    }

    private async Task<IActionResult> FormAsync(Guid risk, Func<AcceptanceProspect, RequestAcceptance> form, bool meanwhile, CancellationToken cancellationToken)
    {
        var prospect = await Sender.Send(new PrepareAcceptance(risk), cancellationToken);
        return prospect.Error?.Kind == ErrorKind.Forbidden ? NotFound() : await this.ToPage(prospect, p => View("Request", new RequestPage(form(p), p, meanwhile)));
    }
}
