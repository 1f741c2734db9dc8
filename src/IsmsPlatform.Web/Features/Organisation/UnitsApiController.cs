using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Organisation;

/// <summary>Units: departments and teams. Scope <c>organisation:read</c>.</summary>
[Route("api/v1/units")]
[Tags("Units")]
public sealed class UnitsApiController(ISender sender) : ApiController(sender)
{
    /// <summary>Lists units by name.</summary>
    /// <param name="inScope">Only those inside the scope in force (true) or outside it (false).</param>
    /// <param name="size">Records on a page, 1 to 100; 50 without it.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    /// <response code="422">The cursor is not valid (any more); begin without one.</response>
    [HttpGet("")]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<UnitItem>>> List(bool? inScope, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new PageUnits(size, after, inScope), cancellationToken));

    /// <summary>Reads one unit.</summary>
    /// <param name="id">The unit.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    /// <response code="304">The ETag in If-None-Match is still the present one.</response>
    /// <response code="404">There is no such unit in the organisation of this key.</response>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public async Task<ActionResult<UnitItem>> Get(Guid id, CancellationToken cancellationToken)
        => Versioned((await Sender.Send(new GetUnit(id), cancellationToken)).Map(UnitItem.Of), unit => unit.Version);
}
