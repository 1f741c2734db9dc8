using IsmsPlatform.Application.BusinessObjectives;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.BusinessObjectives;

/// <summary>What the organisation wants to achieve (ISO/IEC 27001 6.2).</summary>
[Route("api/v1/business-objectives")]
[Tags("Business objectives")]
public sealed class ObjectivesApiController(ISender sender) : RecordApiController<ObjectiveView>(sender, id => new GetObjective(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists objectives, filtered and sorted, by pages.</summary>
    /// <remarks>Needs the scope context:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which objectives; without a status those that are over are left out.</param>
    /// <param name="sort">horizon, title or review; a minus before it turns the order around.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before; it belongs to its sort.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<ObjectiveRow>>> List([FromQuery] ObjectiveFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListObjectives(filter, new ListPlace(sort, size, after)), cancellationToken));

    /// <summary>Gets one objective.</summary>
    /// <remarks>Needs the scope context:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the objective.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<ObjectiveView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Writes down what the organisation wants to achieve.</summary>
    /// <remarks>Needs the scope context:write. The same id again answers with the record that is there already (200), so a request may be repeated; with other content it is refused (409).</remarks>
    [HttpPost]
    [ProducesResponseType<ObjectiveView>(StatusCodes.Status201Created)]
    [ProducesResponseType<ObjectiveView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public Task<ActionResult<ObjectiveView>> Create(AddObjective objective, CancellationToken cancellationToken)
        => CreateAsync(objective.Id, id => objective with { Id = id }, cancellationToken);

    /// <summary>Changes the members that are sent and leaves the others as they are.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile.</remarks>
    /// <param name="id">Of the objective.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ObjectiveView>> Change(Guid id, ObjectiveMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchObjective(id, version, members), cancellationToken);

    /// <summary>Confirms that the objective was looked at again.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the objective.</param>
    [HttpPost("{id:guid}/review")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ObjectiveView>> Review(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ReviewObjective(id, version), cancellationToken);

    /// <summary>Closes the objective, for a reason that stays with it.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the objective.</param>
    [HttpPost("{id:guid}/close")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ObjectiveView>> Close(Guid id, ReasonBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new CloseObjective(id, version, body.Reason), cancellationToken);

    /// <summary>The objective is pursued again.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the objective.</param>
    [HttpPost("{id:guid}/reopen")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ObjectiveView>> Reopen(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ReopenObjective(id, version), cancellationToken);

    /// <summary>Deletes an objective that was written down by mistake: never reviewed or closed.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read. Refused with 409 while something refers to it, and with 422 once it is evidence.</remarks>
    /// <param name="id">Of the objective.</param>
    [HttpDelete("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404, 409, 412, 422, 428)]
    public Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
        => GoneAsync(version => new DeleteObjective(id, version), cancellationToken);
}
