using IsmsPlatform.Application.ApiClients;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Settings;

/// <summary>Keys of other systems.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/settings/api-clients")]
[PresentOnly]
public sealed class ApiClientsController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListApiClients(), cancellationToken), View);

    [HttpGet("new"), FormOf<CreateApiClient>]
    public IActionResult New() => View(new CreateApiClient(Guid.CreateVersion7(), null, null, null));

    /// <summary>The answer itself shows the key: it is stored nowhere, so no later page could.</summary>
    [HttpPost("new"), FormOf<CreateApiClient>]
    public async Task<IActionResult> New(CreateApiClient form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, key => View("Created", new NewKey(form.Name!, key)), _ => Task.FromResult<IActionResult>(View(form)), cancellationToken);

    [HttpGet("{id:guid}/responsible"), FormOf<HandOverApiClient>]
    public Task<IActionResult> Responsible(Guid id, CancellationToken cancellationToken) => ResponsibleAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/responsible"), FormOf<HandOverApiClient>]
    public async Task<IActionResult> Responsible(string tenant, Guid id, HandOverApiClient form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () =>
        {
            Toast(t["Saved"]);
            return Redirect($"/t/{tenant}/settings/api-clients");
        }, _ => ResponsibleAsync(id, form, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/revoke"), FormOf<RevokeApiClient>]
    public async Task<IActionResult> Revoke(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new RevokeApiClient(id), cancellationToken), () =>
        {
            Toast(t["Revoked"]);
            return Redirect($"/t/{tenant}/settings/api-clients");
        });

    private async Task<IActionResult> ResponsibleAsync(Guid id, HandOverApiClient? entered, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetApiClient(id, entered?.PersonId), cancellationToken), client => View("Responsible", new ResponsiblePage(client, entered is null ? client.ResponsibleId : entered.PersonId)));
}

public sealed record ResponsiblePage(ApiClientDetails Client, Guid? PersonId);

public sealed record NewKey(string Name, string Key);
