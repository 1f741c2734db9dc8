using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.AuditLog;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Settings;

/// <summary>Who did what when. Events are only ever added.</summary>
[Route("api/v1/audit-events")]
[Tags("Audit events")]
public sealed class AuditLogApiController(ISender sender) : ApiController(sender)
{
    /// <summary>Lists events, newest first, by pages.</summary>
    /// <remarks>Needs the scope audit:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which events; all of them without any.</param>
    /// <param name="size">Events per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<ActivityEntry>>> List([FromQuery] AuditFilter filter, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListAuditEvents(filter, size, after), cancellationToken));
}
