using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Treatment;

/// <summary>Risk treatment plans (ISO/IEC 27001 6.1.3 e, f; 8.3). The owners of the risks and top management agree to a plan themselves, never a key.</summary>
[Route("api/v1/treatment-plans")]
[Tags("Treatment")]
public sealed class TreatmentPlansApiController(ISender sender) : RecordApiController<TreatmentPlanView>(sender, id => new GetTreatmentPlan(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists treatment plans, filtered and sorted, by pages; the latest period first.</summary>
    /// <remarks>Needs the scope risks:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which plans.</param>
    /// <param name="sort">period, name or code; a minus before it turns the order around.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before; it belongs to its sort.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<TreatmentPlanRow>>> List([FromQuery] TreatmentPlanFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListTreatmentPlans(filter, new ListPlace(sort, size, after)), cancellationToken));

    /// <summary>Gets one plan with its actions, its totals and what it waits for.</summary>
    /// <remarks>Needs the scope risks:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the plan.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<TreatmentPlanView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Begins a plan; its actions are added afterwards.</summary>
    /// <remarks>Needs the scope risks:write. The same id again answers with the record that is there already (200), so a request may be repeated; with other content it is refused (409).</remarks>
    [HttpPost]
    [ProducesResponseType<TreatmentPlanView>(StatusCodes.Status201Created)]
    [ProducesResponseType<TreatmentPlanView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public Task<ActionResult<TreatmentPlanView>> Create(DraftTreatmentPlan plan, CancellationToken cancellationToken)
        => CreateAsync(plan.Id, id => plan with { Id = id }, cancellationToken);

    /// <summary>Changes the members that are sent of a draft and leaves the others as they are.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile.</remarks>
    /// <param name="id">Of the plan.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<TreatmentPlanView>> Change(Guid id, PlanMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchTreatmentPlan(id, version, members), cancellationToken);

    /// <summary>Asks the owners of the plan's risks for their consent, then top management for approval. It counts as submitted by the person who answers for the key.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read. Refused while the plan has no action, or one that names no risk.</remarks>
    /// <param name="id">Of the plan.</param>
    [HttpPost("{id:guid}/submit")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<TreatmentPlanView>> Submit(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new SubmitTreatmentPlan(id, version), cancellationToken);

    /// <summary>Takes a submitted plan back to change it.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the plan.</param>
    [HttpPost("{id:guid}/take-back")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<TreatmentPlanView>> TakeBack(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new TakeBackTreatmentPlan(id, version), cancellationToken);

    /// <summary>Deletes a draft that was never submitted, with its actions.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read. Refused with 422 once it was submitted.</remarks>
    /// <param name="id">Of the plan.</param>
    [HttpDelete("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404, 412, 422, 428)]
    public Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
        => GoneAsync(version => new DeleteTreatmentPlan(id, version), cancellationToken);
}
