using IsmsPlatform.Application.LegalRequirements;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.LegalRequirements;

/// <summary>The legal register (ISO/IEC 27001 A.5.31): what the organisation has to keep to.</summary>
[Route("api/v1/legal-requirements")]
[Tags("Legal requirements")]
public sealed class LegalRequirementsApiController(ISender sender) : RecordApiController<LegalView>(sender, id => new GetLegalRequirement(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists legal requirements, filtered and sorted, by pages.</summary>
    /// <remarks>Needs the scope legal:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which legal requirements; without a status those that are over are left out.</param>
    /// <param name="sort">title, code or review; a minus before it turns the order around.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before; it belongs to its sort.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<LegalRow>>> List([FromQuery] LegalFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListLegalRequirements(filter, new ListPlace(sort, size, after)), cancellationToken));

    /// <summary>Gets one legal requirement.</summary>
    /// <remarks>Needs the scope legal:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the legal requirement.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<LegalView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Takes a law, a contract or another rule into the register.</summary>
    /// <remarks>Needs the scope legal:write. The same id again answers with the record that is there already (200), so a request may be repeated; with other content it is refused (409).</remarks>
    [HttpPost]
    [ProducesResponseType<LegalView>(StatusCodes.Status201Created)]
    [ProducesResponseType<LegalView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public Task<ActionResult<LegalView>> Create(RegisterLegalRequirement requirement, CancellationToken cancellationToken)
        => CreateAsync(requirement.Id, id => requirement with { Id = id }, cancellationToken);

    /// <summary>Changes the members that are sent and leaves the others as they are.</summary>
    /// <remarks>Needs the scope legal:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile.</remarks>
    /// <param name="id">Of the legal requirement.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<LegalView>> Change(Guid id, LegalRequirementMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchLegalRequirement(id, version, members), cancellationToken);

    /// <summary>Says whether the organisation complies; the day is kept.</summary>
    /// <remarks>Needs the scope legal:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the legal requirement.</param>
    [HttpPost("{id:guid}/assess")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<LegalView>> Assess(Guid id, AssessmentBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new AssessCompliance(id, version, body.ComplianceStatus, body.Note), cancellationToken);

    /// <summary>Confirms that the requirement was looked at again.</summary>
    /// <remarks>Needs the scope legal:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the legal requirement.</param>
    [HttpPost("{id:guid}/review")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<LegalView>> Review(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ReviewLegalRequirement(id, version), cancellationToken);

    /// <summary>It binds nobody here any more, for a reason that stays with it.</summary>
    /// <remarks>Needs the scope legal:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the legal requirement.</param>
    [HttpPost("{id:guid}/repeal")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<LegalView>> Repeal(Guid id, ReasonBody body, CancellationToken cancellationToken)
        => ActAsync(id, version => new RepealLegalRequirement(id, version, body.Reason), cancellationToken);

    /// <summary>It binds the organisation again.</summary>
    /// <remarks>Needs the scope legal:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the legal requirement.</param>
    [HttpPost("{id:guid}/reinstate")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<LegalView>> Reinstate(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ReinstateLegalRequirement(id, version), cancellationToken);

    /// <summary>Deletes what was registered by mistake: never assessed, reviewed or repealed.</summary>
    /// <remarks>Needs the scope legal:write and If-Match with the ETag that was read. Refused with 409 while something refers to it, and with 422 once it is evidence.</remarks>
    /// <param name="id">Of the legal requirement.</param>
    [HttpDelete("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404, 409, 412, 422, 428)]
    public Task<IActionResult> Delete(Guid id, CancellationToken cancellationToken)
        => GoneAsync(version => new DeleteLegalRequirement(id, version), cancellationToken);
}

/// <summary>What an assessment found.</summary>
/// <param name="ComplianceStatus">Compliant, Partly or NotCompliant.</param>
/// <param name="Note">What was looked at; what is missing, where it is not compliant.</param>
public sealed record AssessmentBody(ComplianceStatus? ComplianceStatus, string? Note);
