using IsmsPlatform.Application.Controls;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Controls;

/// <summary>How controls are put into practice (ISO/IEC 27001 8.1); a control lists its own.</summary>
[Route("api/v1/control-implementations")]
[Tags("Controls")]
public sealed class ImplementationsApiController(ISender sender) : RecordApiController<ImplementationView>(sender, id => new GetImplementation(id), v => v.Id, v => v.Version)
{
    /// <summary>Gets one implementation.</summary>
    /// <remarks>Needs the scope controls:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the implementation.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<ImplementationView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Changes the members that are sent and leaves the others as they are.</summary>
    /// <remarks>Needs the scope controls:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile.</remarks>
    /// <param name="id">Of the implementation.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ImplementationView>> Change(Guid id, ImplementationMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchImplementation(id, version, members), cancellationToken);

    /// <summary>Says how often the implementation is tested, by whom and how; its next test is planned with it.</summary>
    /// <remarks>Needs the scope controls:write and If-Match with the ETag that was read. Refused while a test of the plan waits to be accepted or rejected.</remarks>
    /// <param name="id">Of the implementation.</param>
    /// <param name="plan">The plan as a whole.</param>
    [HttpPost("{id:guid}/test-plan")]
    [Refuses(404, 409, 412, 422, 428)]
    public async Task<ActionResult<ImplementationView>> PlanTests(Guid id, SetTestPlan plan, CancellationToken cancellationToken)
        // That there is no such record is said before what is wrong with the plan.
        => await Sender.Send(new GetImplementation(id), cancellationToken) is { Error: { } missing } ? this.Refuse(missing) : await ActAsync(id, version => plan with { Id = id, Version = version }, cancellationToken);

    /// <summary>Ends the plan of tests for a reason; a test that it planned is cancelled.</summary>
    /// <remarks>Needs the scope controls:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the implementation.</param>
    /// <param name="body">The reason.</param>
    [HttpPost("{id:guid}/test-plan/end")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ImplementationView>> EndPlan(Guid id, ReasonBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new EndTestPlan(id, version, body.Reason), cancellationToken);
}
