using IsmsPlatform.Application.People;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.People;

/// <summary>The directory of people. Scope <c>people:read</c>.</summary>
[Route("api/v1/people")]
[Tags("People")]
public sealed class PeopleApiController(ISender sender) : ApiController(sender)
{
    /// <summary>Lists people by name.</summary>
    /// <param name="q">Part of a name or e-mail address.</param>
    /// <param name="unit">Only people of these units.</param>
    /// <param name="status">Only people in these states; without it everyone but those who left.</param>
    /// <param name="inScope">Only those inside the scope in force (true) or outside it (false).</param>
    /// <param name="size">Records on a page, 1 to 100; 50 without it.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    /// <response code="422">The cursor is not valid (any more); begin without one.</response>
    [HttpGet("")]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<PersonRow>>> List(string? q, [FromQuery] Guid[]? unit, [FromQuery] PersonStatus[]? status, bool? inScope, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListPeople(q, unit, status, size, after, InScope: inScope), cancellationToken));

    /// <summary>Reads one person.</summary>
    /// <param name="id">The person.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    /// <response code="304">The ETag in If-None-Match is still the present one.</response>
    /// <response code="404">There is no such person in the organisation of this key.</response>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public async Task<ActionResult<PersonResource>> Get(Guid id, CancellationToken cancellationToken)
        => Versioned((await Sender.Send(new GetPerson(id), cancellationToken)).Map(PersonResource.Of), person => person.Version);
}

/// <summary>A person. The state of an account is no matter of the API.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Name">As people write it.</param>
/// <param name="Email">In lower case; unique in the organisation.</param>
/// <param name="EmployeeNo">The number that the personnel system gives.</param>
/// <param name="JobTitle">What the person does.</param>
/// <param name="UnitId">The unit to which the person belongs.</param>
/// <param name="ManagerId">The person's manager, a person.</param>
/// <param name="LocationId">Where the person works.</param>
/// <param name="Kind">How the person belongs to the organisation.</param>
/// <param name="HiredOn">First day.</param>
/// <param name="LastDay">Last day; null while no end is known.</param>
/// <param name="Status">Whether the person is there.</param>
/// <param name="Version">Counts changes; the ETag.</param>
public sealed record PersonResource(Guid Id, string Name, string Email, string? EmployeeNo, string? JobTitle, Guid? UnitId, Guid? ManagerId, Guid? LocationId, PersonKind Kind, DateOnly? HiredOn, DateOnly? LastDay, PersonStatus Status, long Version)
{
    internal static PersonResource Of(PersonView p) => new(p.Id, p.Name, p.Email, p.EmployeeNo, p.JobTitle, p.UnitId, p.ManagerId, p.LocationId, p.Kind, p.HiredOn, p.LastDay, p.Status, p.Version);
}
