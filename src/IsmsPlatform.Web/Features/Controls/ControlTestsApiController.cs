using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Controls;

/// <summary>Tests of controls (ISO/IEC 27001 9.1, A.5.36). What was performed is never changed; nobody decides about what they tested themselves.</summary>
[Route("api/v1/control-tests")]
[Tags("Controls")]
public sealed class ControlTestsApiController(ISender sender) : RecordApiController<ControlTestView>(sender, id => new GetControlTest(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists tests, filtered and sorted, by pages; those that wait for somebody unless a state or a verdict is asked for.</summary>
    /// <remarks>Needs the scope controls:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which tests.</param>
    /// <param name="sort">due, title or code; a minus before it turns the order around.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before; it belongs to its sort.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<ControlTestRow>>> List([FromQuery] ControlTestFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListControlTests(filter, new ListPlace(sort, size, after)), cancellationToken));

    /// <summary>Gets one test.</summary>
    /// <remarks>Needs the scope controls:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the test.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<ControlTestView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Plans a test of an implementation.</summary>
    /// <remarks>Needs the scope controls:write. The same id again answers with the record that is there already (200), so a request may be repeated; with other content it is refused (409).</remarks>
    [HttpPost]
    [ProducesResponseType<ControlTestView>(StatusCodes.Status201Created)]
    [ProducesResponseType<ControlTestView>(StatusCodes.Status200OK)]
    [Refuses(404, 409, 422)]
    public Task<ActionResult<ControlTestView>> Create(PlanTest test, CancellationToken cancellationToken)
        => CreateAsync(test.Id, id => test with { Id = id }, cancellationToken);

    /// <summary>Changes the members that are sent of a planned test and leaves the others as they are.</summary>
    /// <remarks>Needs the scope controls:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile.</remarks>
    /// <param name="id">Of the test.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ControlTestView>> Change(Guid id, TestMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchTest(id, version, members), cancellationToken);

    /// <summary>Says what was found. It counts as tested by the person who answers for the key; somebody else accepts or rejects it.</summary>
    /// <remarks>Needs the scope controls:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the test.</param>
    /// <param name="outcome">The day, the verdict, and why.</param>
    [HttpPost("{id:guid}/perform")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ControlTestView>> Perform(Guid id, PerformTest outcome, CancellationToken cancellationToken)
        => ActAsync(id, version => outcome with { Id = id, Version = version }, cancellationToken);

    /// <summary>Accepts a performed test; a plan goes on with its next day.</summary>
    /// <remarks>Needs the scope controls:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the test.</param>
    [HttpPost("{id:guid}/accept")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ControlTestView>> Accept(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new AcceptTest(id, version), cancellationToken);

    /// <summary>Rejects a performed test for a reason: it does not count, and a new one is planned.</summary>
    /// <remarks>Needs the scope controls:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the test.</param>
    /// <param name="body">The reason.</param>
    [HttpPost("{id:guid}/reject")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ControlTestView>> Reject(Guid id, ReasonBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new RejectTest(id, version, body.Reason), cancellationToken);

    /// <summary>Cancels a planned test for a reason; a plan goes on with its next day.</summary>
    /// <remarks>Needs the scope controls:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the test.</param>
    /// <param name="body">The reason.</param>
    [HttpPost("{id:guid}/cancel")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ControlTestView>> Cancel(Guid id, ReasonBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new CancelTest(id, version, body.Reason), cancellationToken);

    /// <summary>Declines the nonconformity that a control suggests which is not effective.</summary>
    /// <remarks>Needs the scope controls:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the test.</param>
    /// <param name="body">The reason.</param>
    [HttpPost("{id:guid}/decline-nonconformity")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ControlTestView>> Decline(Guid id, ReasonBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new DeclineNonconformity(id, version, body.Reason), cancellationToken);
}
