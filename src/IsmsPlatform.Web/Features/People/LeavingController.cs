using IsmsPlatform.Application.People.Leaving;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.People;

/// <summary>The assistant for whoever leaves: everything gets a new owner first.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/people/{id:guid}/left")]
public sealed class LeavingController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet(""), FormOf<MarkPersonLeft>]
    public Task<IActionResult> Left(Guid id, CancellationToken cancellationToken) => ShowAsync(new MarkPersonLeft(id, null), cancellationToken);

    [HttpPost(""), FormOf<MarkPersonLeft>]
    public async Task<IActionResult> Left(string tenant, Guid id, MarkPersonLeft form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () =>
        {
            Toast(t["Leaving recorded"]);
            return Redirect($"/t/{tenant}/people/{id}");
        }, _ => ShowAsync(form with { Id = id }, cancellationToken), cancellationToken);

    private async Task<IActionResult> ShowAsync(MarkPersonLeft form, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetLeaving(form.Id, [form.HeirId, .. (IEnumerable<Guid?>?)form.Heirs?.Values ?? []]), cancellationToken), view => View("Left", new LeavingPage(view, form)));
}

public sealed record LeavingPage(LeavingView View, MarkPersonLeft Form)
{
    public Guid? HeirOf(OwnedGroup group, Guid item) => Form.Heirs?.GetValueOrDefault($"{group.Kind}:{item}");
}
