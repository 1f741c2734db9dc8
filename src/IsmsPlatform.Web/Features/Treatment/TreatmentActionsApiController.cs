using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace IsmsPlatform.Web.Features.Treatment;

/// <summary>Actions of treatment plans: in a draft they are edited; of an approved plan it is reported how far they are.</summary>
[Route("api/v1/treatment-actions")]
[Tags("Treatment")]
public sealed class TreatmentActionsApiController(ISender sender) : RecordApiController<TreatmentActionView>(sender, id => new GetTreatmentAction(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists actions of all plans, filtered and sorted, by pages; those that are open unless a state is asked for.</summary>
    /// <remarks>Needs the scope risks:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which actions.</param>
    /// <param name="sort">due or title; a minus before it turns the order around.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before; it belongs to its sort.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<TreatmentActionRow>>> List([FromQuery] TreatmentActionFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListTreatmentActions(filter, new ListPlace(sort, size, after)), cancellationToken));

    /// <summary>Gets one action with its risks and controls, and when it was put off.</summary>
    /// <remarks>Needs the scope risks:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the action.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<TreatmentActionView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Adds an action to a draft.</summary>
    /// <remarks>Needs the scope risks:write. The same id again answers with the record that is there already (200), so a request may be repeated; with other content it is refused (409).</remarks>
    [HttpPost]
    [ProducesResponseType<TreatmentActionView>(StatusCodes.Status201Created)]
    [ProducesResponseType<TreatmentActionView>(StatusCodes.Status200OK)]
    [Refuses(404, 409, 422)]
    public Task<ActionResult<TreatmentActionView>> Create(AddTreatmentAction action, CancellationToken cancellationToken)
        => CreateAsync(action.Id, id => action with { Id = id }, cancellationToken);

    /// <summary>Changes the members that are sent of an action of a draft and leaves the others as they are.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile.</remarks>
    /// <param name="id">Of the action.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<TreatmentActionView>> Change(Guid id, ActionMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchTreatmentAction(id, version, members), cancellationToken);

    /// <summary>Says how far an action is and what it cost so far; at 100 somebody else is asked to verify it.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read. Only of a plan that is approved.</remarks>
    /// <param name="id">Of the action.</param>
    /// <param name="body">How far it is.</param>
    [HttpPost("{id:guid}/report")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<TreatmentActionView>> Report(Guid id, ReportBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new ReportTreatmentAction { Id = id, Version = version, Progress = body.Progress, CostActual = body.CostActual, Note = body.Note }, cancellationToken);

    /// <summary>Verifies that an action is done; it counts as verified by the person who answers for the key, who must not be its owner.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the action.</param>
    /// <param name="body">How that was checked; may be missing.</param>
    [HttpPost("{id:guid}/verify")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<TreatmentActionView>> Verify(Guid id, [FromBody(EmptyBodyBehavior = EmptyBodyBehavior.Allow)] VerificationBody? body, CancellationToken cancellationToken)
        => ActAsync(id, version => new VerifyTreatmentAction(id, version, body?.Note), cancellationToken);

    /// <summary>Sends an action back that was reported as done and is not, for a reason; by the same people who might have verified it.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read. It is in progress again, and its owner is told.</remarks>
    /// <param name="id">Of the action.</param>
    /// <param name="body">What is missing, in at least 10 characters.</param>
    [HttpPost("{id:guid}/send-back")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<TreatmentActionView>> SendBack(Guid id, ReasonBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new SendBackTreatmentAction(id, version, body.Reason), cancellationToken);

    /// <summary>Puts an action off to a later day, for a reason; the person who answers for the key allows it, and must not be its owner.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read. Both days, the reason and who allowed it stay.</remarks>
    /// <param name="id">Of the action.</param>
    /// <param name="body">The new day and the reason.</param>
    [HttpPost("{id:guid}/postpone")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<TreatmentActionView>> Postpone(Guid id, PostponementBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new PostponeTreatmentAction { Id = id, Version = version, DueOn = body.DueOn, Reason = body.Reason }, cancellationToken);

    /// <summary>Cancels an action of an approved plan for a reason that stays with it.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the action.</param>
    /// <param name="body">The reason.</param>
    [HttpPost("{id:guid}/cancel")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<TreatmentActionView>> Cancel(Guid id, ReasonBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new CancelTreatmentAction(id, version, body.Reason), cancellationToken);

    /// <summary>Takes an action out of a draft.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read. Refused with 422 once the plan was submitted.</remarks>
    /// <param name="id">Of the action.</param>
    [HttpDelete("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404, 412, 422, 428)]
    public Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
        => GoneAsync(version => new RemoveTreatmentAction(id, version), cancellationToken);
}

/// <summary>How far an action is.</summary>
public sealed record ReportBody
{
    /// <summary>In per cent; 100 is done, less opens it again.</summary>
    public int? Progress { get; init; }

    /// <summary>What it cost so far, in the organisation's currency; missing keeps what was reported before.</summary>
    public decimal? CostActual { get; init; }

    /// <summary>What was done; missing keeps what was reported before.</summary>
    public string? Note { get; init; }
}

/// <summary>That an action is done indeed.</summary>
public sealed record VerificationBody
{
    /// <summary>How that was checked.</summary>
    public string? Note { get; init; }
}

/// <summary>A later day for an action.</summary>
public sealed record PostponementBody
{
    /// <summary>The new day.</summary>
    public DateOnly? DueOn { get; init; }

    public string? Reason { get; init; }
}
