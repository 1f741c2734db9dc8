using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.RiskAssessments;

/// <summary>Assessments of many risks (ISO/IEC 27001 6.1.2, 8.2). A person completes them in the portal, never a key.</summary>
[Route("api/v1/risk-assessments")]
[Tags("Risk assessments")]
public sealed class RiskAssessmentsApiController(ISender sender) : RecordApiController<RiskAssessmentView>(sender, id => new GetRiskAssessment(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists risk assessments, filtered and sorted, by pages; the latest due first.</summary>
    /// <remarks>Needs the scope risks:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which assessments.</param>
    /// <param name="sort">due, name or code; a minus before it turns the order around.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before; it belongs to its sort.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<RiskAssessmentRow>>> List([FromQuery] RiskAssessmentFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListRiskAssessments(filter, new ListPlace(sort, size, after)), cancellationToken));

    /// <summary>Gets one assessment: its scope, how far it is, and what it changed.</summary>
    /// <remarks>Needs the scope risks:read. Answers 304 when If-None-Match carries the present ETag; progress is part of the answer, not of the ETag.</remarks>
    /// <param name="id">Of the assessment.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<RiskAssessmentView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Lists the risks in scope with their state, by pages, in the order of their codes.</summary>
    /// <remarks>Needs the scope risks:read. Empty before the start.</remarks>
    /// <param name="id">Of the assessment.</param>
    /// <param name="filter">Which of its risks.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before.</param>
    [HttpGet("{id:guid}/risks")]
    [Refuses(404, 422)]
    public async Task<ActionResult<ApiPage<AssessedRisk>>> Risks(Guid id, [FromQuery] AssessedFilter filter, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListAssessedRisks(id, filter, new ListPlace(null, size, after)), cancellationToken));

    /// <summary>Lists how each risk stood when the assessment was completed, by pages, in the order of their codes. Nothing of it changes any more.</summary>
    /// <remarks>Needs the scope risks:read. Empty before it is completed.</remarks>
    /// <param name="id">Of the assessment.</param>
    /// <param name="show">Risen, Fallen or Closed; all without it.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before.</param>
    [HttpGet("{id:guid}/results")]
    [Refuses(404, 422)]
    public async Task<ActionResult<ApiPage<KeptRisk>>> Results(Guid id, AssessedKind? show, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListAssessmentResults(id, show, new ListPlace(null, size, after)), cancellationToken));

    /// <summary>Plans an assessment; it begins when it is started.</summary>
    /// <remarks>Needs the scope risks:write. The same id again answers with the record that is there already (200), so a request may be repeated; with other content it is refused (409).</remarks>
    [HttpPost]
    [ProducesResponseType<RiskAssessmentView>(StatusCodes.Status201Created)]
    [ProducesResponseType<RiskAssessmentView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public Task<ActionResult<RiskAssessmentView>> Create(PlanRiskAssessment assessment, CancellationToken cancellationToken)
        => CreateAsync(assessment.Id, id => assessment with { Id = id }, cancellationToken);

    /// <summary>Changes the members that are sent of a planned assessment and leaves the others as they are.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile. Refused once it has started.</remarks>
    /// <param name="id">Of the assessment.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<RiskAssessmentView>> Change(Guid id, RiskAssessmentMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchRiskAssessment(id, version, members), cancellationToken);

    /// <summary>Starts the assessment: its methodology and the list of its risks are fixed, and their owners are asked.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read. Refused while no methodology is in force, or no open risk falls under the scope.</remarks>
    /// <param name="id">Of the assessment.</param>
    [HttpPost("{id:guid}/start")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<RiskAssessmentView>> Start(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new StartRiskAssessment(id, version), cancellationToken);

    /// <summary>Takes in the risks that came under the scope since the start; <c>risks</c> of the answer counts all of them.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the assessment.</param>
    [HttpPost("{id:guid}/take-in")]
    [Refuses(404, 412, 422, 428)]
    public async Task<ActionResult<RiskAssessmentView>> TakeIn(Guid id, CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var taken = await Sender.Send(new TakeInRisks(id, version), cancellationToken);
        return taken.Error is { } error ? this.Refuse(error) : await ReadAsync(id, cancellationToken);
    }

    /// <summary>Moves a running assessment on to the methodology in force; what was evaluated by the earlier one is evaluated again.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the assessment.</param>
    [HttpPost("{id:guid}/move-on")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<RiskAssessmentView>> MoveOn(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new MoveRiskAssessmentOn(id, version), cancellationToken);

    /// <summary>Ends the evaluating: what changed is looked at before a person completes the assessment.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the assessment.</param>
    [HttpPost("{id:guid}/review")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<RiskAssessmentView>> Review(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ReviewRiskAssessment(id, version), cancellationToken);

    /// <summary>Goes back from the review to evaluating.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the assessment.</param>
    [HttpPost("{id:guid}/resume")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<RiskAssessmentView>> Resume(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ResumeRiskAssessment(id, version), cancellationToken);

    /// <summary>Gives the assessment up for a reason that stays with it; evaluations that were made stay with their risks.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the assessment.</param>
    [HttpPost("{id:guid}/cancel")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<RiskAssessmentView>> Cancel(Guid id, ReasonBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new CancelRiskAssessment(id, version, body.Reason), cancellationToken);
}
