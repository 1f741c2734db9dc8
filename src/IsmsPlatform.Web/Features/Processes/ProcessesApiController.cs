using IsmsPlatform.Application.Processes;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Processes;

/// <summary>The processes of the ISMS and what they exchange (ISO/IEC 27001 4.4).</summary>
[Route("api/v1/processes")]
[Tags("Processes")]
public sealed class ProcessesApiController(ISender sender) : RecordApiController<ProcessView>(sender, id => new GetProcess(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists processes by code.</summary>
    /// <remarks>Needs the scope processes:read.</remarks>
    /// <param name="filter">Which processes; without a status retired ones are left out.</param>
    /// <param name="sort">code; a minus before it turns the order around.</param>
    /// <param name="size">Records on a page, 1 to 100; 50 without it.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<ProcessRow>>> List([FromQuery] ProcessFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListProcesses(filter, new ListPlace(sort, size, after)), cancellationToken));

    /// <summary>Gets one process with where its inputs come from and where its outputs go.</summary>
    /// <remarks>Needs the scope processes:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the process.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<ProcessView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Describes a process.</summary>
    /// <remarks>Needs the scope processes:write. The same id again answers with the process that is there already (200), so a request may be repeated.</remarks>
    /// <param name="process">A name is needed.</param>
    [HttpPost]
    [ProducesResponseType<ProcessView>(StatusCodes.Status201Created)]
    [ProducesResponseType<ProcessView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public Task<ActionResult<ProcessView>> Create(CreateProcess process, CancellationToken cancellationToken)
        => CreateAsync(process.Id, id => process with { Id = id }, cancellationToken);

    /// <summary>Changes the members that are sent and leaves the others as they are.</summary>
    /// <remarks>Needs the scope processes:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the process meanwhile.</remarks>
    /// <param name="id">Of the process.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ProcessView>> Change(Guid id, ProcessMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchProcess(id, version, members), cancellationToken);

    /// <summary>Confirms that the process was looked at again.</summary>
    /// <remarks>Needs the scope processes:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the process.</param>
    [HttpPost("{id:guid}/review")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ProcessView>> Review(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ConfirmProcessReview(id, version), cancellationToken);

    /// <summary>Retires the process, for a reason that history keeps.</summary>
    /// <remarks>Needs the scope processes:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the process.</param>
    [HttpPost("{id:guid}/retire")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ProcessView>> Retire(Guid id, ReasonBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new RetireProcess(id, version, body.Reason), cancellationToken);

    /// <summary>The process is in use again.</summary>
    /// <remarks>Needs the scope processes:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the process.</param>
    [HttpPost("{id:guid}/reinstate")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ProcessView>> Reinstate(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ReinstateProcess(id, version), cancellationToken);

    /// <summary>Deletes a process that was described by mistake: never reviewed or retired.</summary>
    /// <remarks>Needs the scope processes:write and If-Match with the ETag that was read. Refused with 409 while something refers to it, and with 422 once it is evidence.</remarks>
    /// <param name="id">Of the process.</param>
    [HttpDelete("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404, 409, 412, 422, 428)]
    public Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
        => GoneAsync(version => new DeleteProcess(id, version), cancellationToken);
}
