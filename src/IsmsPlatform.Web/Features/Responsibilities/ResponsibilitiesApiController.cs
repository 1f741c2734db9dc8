using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Responsibilities;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Responsibilities;

/// <summary>Who holds which role, and who answers for what (ISO/IEC 27001 5.3). Scope <c>roles:read</c>.</summary>
[Route("api/v1")]
[Tags("Responsibilities")]
public sealed class ResponsibilitiesApiController(ISender sender) : ApiController(sender)
{
    /// <summary>Lists role assignments by the name of the person, by pages: present, past and coming ones.</summary>
    /// <param name="role">Only these roles.</param>
    /// <param name="person">Only this person's.</param>
    /// <param name="inForce">True: only what holds today.</param>
    /// <param name="size">Records on a page, 1 to 100; 50 without it.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    /// <response code="422">The cursor is not valid (any more); begin without one.</response>
    [HttpGet("role-assignments")]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<RoleAssignmentRow>>> Roles([FromQuery] Role[]? role, Guid? person, bool? inForce, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListRoleAssignments(role, person, inForce ?? false, size, after), cancellationToken));

    /// <summary>Reads the RACI matrix: every subject of the ISMS with who is accountable, responsible, consulted and informed.</summary>
    /// <remarks>At most 200 subjects, in the order of the matrix; there are no pages.</remarks>
    /// <param name="cancellationToken">Ends with the request.</param>
    [HttpGet("responsibilities")]
    public async Task<ActionResult<ApiPage<Responsibility>>> List(CancellationToken cancellationToken)
        => Paged((await Sender.Send(new ListResponsibilities(), cancellationToken)).Map(all => new Page<Responsibility>(all, null, null, null)));
}
