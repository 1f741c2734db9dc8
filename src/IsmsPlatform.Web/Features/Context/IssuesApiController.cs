using IsmsPlatform.Application.Context;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Context;

/// <summary>Internal and external issues of the context (ISO/IEC 27001 4.1).</summary>
[Route("api/v1/context-issues")]
[Tags("Context issues")]
public sealed class IssuesApiController(ISender sender) : RecordApiController<IssueView>(sender, id => new GetIssue(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists issues, filtered and sorted, by pages.</summary>
    /// <remarks>Needs the scope context:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which issues; without a status those that are over are left out.</param>
    /// <param name="sort">title, significance or review; a minus before it turns the order around.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before; it belongs to its sort.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<IssueRow>>> List([FromQuery] IssueFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListIssues(filter, new ListPlace(sort, size, after)), cancellationToken));

    /// <summary>Gets one issue.</summary>
    /// <remarks>Needs the scope context:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the issue.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<IssueView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Writes an issue down as a draft.</summary>
    /// <remarks>Needs the scope context:write. The same id again answers with the record that is there already (200), so a request may be repeated; with other content it is refused (409).</remarks>
    [HttpPost]
    [ProducesResponseType<IssueView>(StatusCodes.Status201Created)]
    [ProducesResponseType<IssueView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public Task<ActionResult<IssueView>> Create(CreateIssue issue, CancellationToken cancellationToken)
        => CreateAsync(issue.Id, id => issue with { Id = id }, cancellationToken);

    /// <summary>Changes the members that are sent and leaves the others as they are.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile.</remarks>
    /// <param name="id">Of the issue.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<IssueView>> Change(Guid id, IssueMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchIssue(id, version, members), cancellationToken);

    /// <summary>The issue counts from now on; it gets its code.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the issue.</param>
    [HttpPost("{id:guid}/activate")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<IssueView>> Activate(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ActivateIssue(id, version), cancellationToken);

    /// <summary>Confirms that the issue was looked at again.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the issue.</param>
    [HttpPost("{id:guid}/review")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<IssueView>> Review(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ReviewIssue(id, version), cancellationToken);

    /// <summary>Closes the issue, for a reason that stays with it.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the issue.</param>
    [HttpPost("{id:guid}/close")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<IssueView>> Close(Guid id, ReasonBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new CloseIssue(id, version, body.Reason), cancellationToken);

    /// <summary>The issue counts again.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the issue.</param>
    [HttpPost("{id:guid}/reopen")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<IssueView>> Reopen(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ReopenIssue(id, version), cancellationToken);

    /// <summary>Deletes a draft that was written down by mistake.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read. Refused with 409 while something refers to it, and with 422 once it is evidence.</remarks>
    /// <param name="id">Of the issue.</param>
    [HttpDelete("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404, 409, 412, 422, 428)]
    public Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
        => GoneAsync(version => new DeleteIssue(id, version), cancellationToken);
}
