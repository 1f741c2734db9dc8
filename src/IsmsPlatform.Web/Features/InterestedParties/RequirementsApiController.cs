using IsmsPlatform.Application.InterestedParties;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.InterestedParties;

/// <summary>What an interested party requires (ISO/IEC 27001 4.2 b, c).</summary>
[Route("api/v1/interested-parties/{party:guid}/requirements")]
[Tags("Interested parties")]
public sealed class RequirementsApiController(ISender sender) : ApiController(sender)
{
    /// <summary>Lists the requirements of a party in the order in which they were written down.</summary>
    /// <remarks>Needs the scope context:read; what they rest on is told with legal:read.</remarks>
    /// <param name="party">The party.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before.</param>
    [HttpGet]
    [Refuses(404, 422)]
    public async Task<ActionResult<ApiPage<RequirementRow>>> List(Guid party, int? size, string? after, CancellationToken cancellationToken)
        => (await Sender.Send(new GetParty(party), cancellationToken)).Error is { } error ? this.Refuse(error)
            : Paged(await Sender.Send(new ListPartyRequirements(new RequirementFilter { Party = party }, size, after), cancellationToken));

    /// <summary>Gets one requirement.</summary>
    /// <remarks>Needs the scope context:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="party">The party.</param>
    /// <param name="id">Of the requirement.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public async Task<ActionResult<RequirementRow>> Get(Guid party, Guid id, CancellationToken cancellationToken)
        => Versioned(await Sender.Send(new GetPartyRequirement(party, id), cancellationToken), r => r.Version);

    /// <summary>Adds a requirement.</summary>
    /// <remarks>Needs the scope context:write, and legal:read to name legal requirements. The same id again answers with the record that is there already (200); with other content it is refused (409).</remarks>
    /// <param name="party">The party; it must be active.</param>
    /// <param name="requirement">A decision about it needs a reason.</param>
    [HttpPost]
    [ProducesResponseType<RequirementRow>(StatusCodes.Status201Created)]
    [ProducesResponseType<RequirementRow>(StatusCodes.Status200OK)]
    [Refuses(404, 409, 422)]
    public async Task<ActionResult<RequirementRow>> Create(Guid party, AddPartyRequirement requirement, CancellationToken cancellationToken)
    {
        var isThere = requirement.Id != Guid.Empty && (await Sender.Send(new GetPartyRequirement(party, requirement.Id), cancellationToken)).IsSuccess;
        var created = await Sender.Send(requirement with { PartyId = party, Id = requirement.Id == Guid.Empty ? Guid.CreateVersion7() : requirement.Id }, cancellationToken);
        return created.Error is { } error ? this.Refuse(error) : this.ToAnswer(await Sender.Send(new GetPartyRequirement(party, created.Value), cancellationToken), row => isThere ? Ok(row) : CreatedAtAction(nameof(Get), new { party, id = row.Id }, row));
    }

    /// <summary>Changes the members that are sent and leaves the others as they are.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile.</remarks>
    /// <param name="party">The party; it must be active.</param>
    /// <param name="id">Of the requirement.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public async Task<ActionResult<RequirementRow>> Change(Guid party, Guid id, RequirementMembers members, CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var changed = await Sender.Send(new PatchPartyRequirement(party, id, version, members), cancellationToken);
        return changed.Error is { } error ? this.Refuse(error) : Versioned(await Sender.Send(new GetPartyRequirement(party, id), cancellationToken), r => r.Version);
    }

    /// <summary>Deletes a requirement that the party does not have any more, or never had.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read. Refused with 409 while a version of the scope names it.</remarks>
    /// <param name="party">The party; it must be active.</param>
    /// <param name="id">Of the requirement.</param>
    [HttpDelete("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404, 409, 412, 422, 428)]
    public Task<IActionResult> Delete(Guid party, Guid id, CancellationToken cancellationToken)
        => GoneAsync(version => new RemovePartyRequirement(party, id, version), cancellationToken);
}
