using IsmsPlatform.Application.InterestedParties;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.InterestedParties;

/// <summary>Interested parties (ISO/IEC 27001 4.2): who can affect the ISMS or is affected by it.</summary>
[Route("api/v1/interested-parties")]
[Tags("Interested parties")]
public sealed class PartiesApiController(ISender sender) : RecordApiController<PartyView>(sender, id => new GetParty(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists parties, filtered and sorted, by pages.</summary>
    /// <remarks>Needs the scope context:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which parties; without a status those that are over are left out.</param>
    /// <param name="sort">name, influence, interest or review; a minus before it turns the order around.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before; it belongs to its sort.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<PartyRow>>> List([FromQuery] PartyFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListParties(filter, new ListPlace(sort, size, after)), cancellationToken));

    /// <summary>Gets one party.</summary>
    /// <remarks>Needs the scope context:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the party.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<PartyView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Adds an interested party.</summary>
    /// <remarks>Needs the scope context:write. The same id again answers with the record that is there already (200), so a request may be repeated; with other content it is refused (409).</remarks>
    [HttpPost]
    [ProducesResponseType<PartyView>(StatusCodes.Status201Created)]
    [ProducesResponseType<PartyView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public Task<ActionResult<PartyView>> Create(AddParty party, CancellationToken cancellationToken)
        => CreateAsync(party.Id, id => party with { Id = id }, cancellationToken);

    /// <summary>Changes the members that are sent and leaves the others as they are.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile.</remarks>
    /// <param name="id">Of the party.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<PartyView>> Change(Guid id, PartyMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchParty(id, version, members), cancellationToken);

    /// <summary>Confirms that the party was looked at again.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the party.</param>
    [HttpPost("{id:guid}/review")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<PartyView>> Review(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ReviewParty(id, version), cancellationToken);

    /// <summary>Closes the party, for a reason that stays with it.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the party.</param>
    [HttpPost("{id:guid}/close")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<PartyView>> Close(Guid id, ReasonBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new CloseParty(id, version, body.Reason), cancellationToken);

    /// <summary>The party matters again.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the party.</param>
    [HttpPost("{id:guid}/reopen")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<PartyView>> Reopen(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ReopenParty(id, version), cancellationToken);

    /// <summary>Deletes a party that was added by mistake: never reviewed or closed, and without requirements.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read. Refused with 409 while something refers to it, and with 422 once it is evidence.</remarks>
    /// <param name="id">Of the party.</param>
    [HttpDelete("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404, 409, 412, 422, 428)]
    public Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
        => GoneAsync(version => new DeleteParty(id, version), cancellationToken);
}
