using IsmsPlatform.Application.History;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.History;

/// <summary>A record of any kind between two days.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/history")]
public sealed class HistoryController(ISender sender) : PortalController(sender)
{
    [HttpGet("{type}/{id:guid}")]
    public async Task<IActionResult> Compare(string type, Guid id, string? from, string? to, CancellationToken cancellationToken)
    {
        var compared = await Sender.Send(new CompareRecord(type, id, from, to), cancellationToken);
        return await this.ToPage(compared, View, async () =>
        {
            // For the name of the record: the page shows what was entered and why it cannot be, and no comparison that nobody asked for.
            var usual = await Sender.Send(new CompareRecord(type, id, null, null), cancellationToken);
            return await this.ToPage(usual, View);
        });
    }
}
