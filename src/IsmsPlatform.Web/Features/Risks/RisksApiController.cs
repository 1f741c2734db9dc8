using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Risks;

/// <summary>The risk register and how its risks are rated (ISO/IEC 27001 6.1.2, 8.2).</summary>
[Route("api/v1/risks")]
[Tags("Risks")]
public sealed class RisksApiController(ISender sender) : RecordApiController<RiskView>(sender, id => new GetRisk(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists risks, filtered and sorted, by pages.</summary>
    /// <remarks>Needs the scope risks:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which risks; closed ones are left out unless a status asks for them.</param>
    /// <param name="sort">gravity (the gravest first), title, code or review; a minus before it turns the order around.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before; it belongs to its sort.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<RiskRow>>> List([FromQuery] RiskFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListRisks(filter, new ListPlace(sort, size, after)), cancellationToken));

    /// <summary>Gets one risk with what it is linked with and how it was rated.</summary>
    /// <remarks>Needs the scope risks:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the risk.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<RiskView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Enters a risk into the register; it is rated afterwards.</summary>
    /// <remarks>Needs the scope risks:write. The same id again answers with the record that is there already (200), so a request may be repeated; with other content it is refused (409).</remarks>
    [HttpPost]
    [ProducesResponseType<RiskView>(StatusCodes.Status201Created)]
    [ProducesResponseType<RiskView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public Task<ActionResult<RiskView>> Create(IdentifyRisk risk, CancellationToken cancellationToken)
        => CreateAsync(risk.Id, id => risk with { Id = id }, cancellationToken);

    /// <summary>Changes the members that are sent and leaves the others as they are.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile.</remarks>
    /// <param name="id">Of the risk.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<RiskView>> Change(Guid id, RiskMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchRisk(id, version, members), cancellationToken);

    /// <summary>Lists how a risk was rated, newest first.</summary>
    /// <remarks>Needs the scope risks:read. An evaluation names the version of the methodology that it was made by.</remarks>
    /// <param name="id">Of the risk.</param>
    [HttpGet("{id:guid}/evaluations")]
    [Refuses(404)]
    public async Task<ActionResult<IReadOnlyList<EvaluationView>>> Evaluations(Guid id, CancellationToken cancellationToken)
    {
        var risk = await Sender.Send(new GetRisk(id), cancellationToken);
        return risk.Error is { } error ? this.Refuse(error) : Ok(risk.Value.Evaluations);
    }

    /// <summary>Rates a risk at one stage by the methodology in force; whoever answers for the key is named as the one who judged.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag of the risk that was read. The level is computed. A current risk below the inherent one needs a linked control that works. The same judgement of the same person sent again with the earlier ETag is that evaluation: nothing is added.</remarks>
    /// <param name="id">Of the risk.</param>
    [HttpPost("{id:guid}/evaluations")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<RiskView>> Evaluate(Guid id, EvaluationBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new EvaluateRisk { Id = id, Version = version, Stage = body.Stage, Likelihood = body.Likelihood, Impacts = body.Impacts, Rationale = body.Rationale, Deviation = body.Deviation, AssessmentId = body.AssessmentId, AssessmentIds = body.AssessmentIds }, cancellationToken);

    /// <summary>Says that what was judged last holds still, at each stage that is rated by the methodology in force: evaluations of their own, which name those that they confirm.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag of the risk that was read.</remarks>
    /// <param name="id">Of the risk.</param>
    [HttpPost("{id:guid}/evaluations/confirm")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<RiskView>> Confirm(Guid id, ConfirmationBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new ConfirmRating { Id = id, Version = version, Rationale = body.Rationale, AssessmentId = body.AssessmentId, AssessmentIds = body.AssessmentIds }, cancellationToken);

    /// <summary>Closes the risk for a reason that stays with it.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the risk.</param>
    [HttpPost("{id:guid}/close")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<RiskView>> Close(Guid id, ReasonBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new CloseRisk(id, version, body.Reason), cancellationToken);

    /// <summary>Opens a closed risk again.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the risk.</param>
    [HttpPost("{id:guid}/reopen")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<RiskView>> Reopen(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ReopenRisk(id, version), cancellationToken);

    /// <summary>Deletes what was entered by mistake: never rated, reviewed or closed.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read. Refused with 409 while something refers to it, and with 422 once it is evidence.</remarks>
    /// <param name="id">Of the risk.</param>
    [HttpDelete("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404, 409, 412, 422, 428)]
    public Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
        => GoneAsync(version => new DeleteRisk(id, version), cancellationToken);
}

/// <summary>What somebody judged; stage, likelihood, impacts and rationale are needed.</summary>
public sealed record EvaluationBody
{
    /// <summary>Inherent (without controls), Current (as it is today) or Target (after treatment).</summary>
    public EvaluationStage? Stage { get; init; }

    /// <summary>The level of the scale in force, from 1.</summary>
    public int? Likelihood { get; init; }

    /// <summary>For each dimension of the methodology in its order the level of impact from 1; null where it does not suffer.</summary>
    public IReadOnlyList<int?>? Impacts { get; init; }

    /// <summary>Why, so that another person would come to the same.</summary>
    public string? Rationale { get; init; }

    /// <summary>Why it is graver than the stage before, where it is; at least 10 characters.</summary>
    public string? Deviation { get; init; }

    /// <summary>The running assessment in which it is evaluated; leave it out outside of one.</summary>
    public Guid? AssessmentId { get; init; }

    /// <summary>Other running assessments of the risk in which it counts as well; openIn of the risk names them.</summary>
    public IReadOnlyList<Guid>? AssessmentIds { get; init; }
}

/// <summary>That nothing has changed, and why: the rationale is needed.</summary>
public sealed record ConfirmationBody
{
    /// <summary>What was looked at, so that another person would come to the same.</summary>
    public string? Rationale { get; init; }

    /// <summary>The running assessment in which it is evaluated; leave it out outside of one.</summary>
    public Guid? AssessmentId { get; init; }

    /// <summary>Other running assessments of the risk in which it counts as well; openIn of the risk names them.</summary>
    public IReadOnlyList<Guid>? AssessmentIds { get; init; }
}
