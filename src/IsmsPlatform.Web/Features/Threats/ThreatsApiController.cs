using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Threats;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Threats;

/// <summary>What can cause harm to information (ISO/IEC 27001 6.1.2 c): the organisation's catalogue and the one to begin with.</summary>
[Route("api/v1/threats")]
[Tags("Threats")]
public sealed class ThreatsApiController(ISender sender) : RecordApiController<ThreatView>(sender, id => new GetThreat(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists the organisation's threats, filtered and sorted, by pages.</summary>
    /// <remarks>Needs the scope risks:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which threats; hidden ones are left out unless they are asked for.</param>
    /// <param name="sort">name or code; a minus before it turns the order around.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before; it belongs to its sort.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<ThreatRow>>> List([FromQuery] ThreatFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListThreats(filter, new ListPlace(sort, size, after)), cancellationToken));

    /// <summary>Lists the starter catalogue, and what the organisation has adopted of it.</summary>
    /// <remarks>Needs the scope risks:read. It is the same for every organisation and comes whole.</remarks>
    /// <param name="filter">Which threats.</param>
    [HttpGet("starter")]
    public async Task<ActionResult<IReadOnlyList<StarterThreatRow>>> Starter([FromQuery] ThreatFilter filter, CancellationToken cancellationToken)
        => this.ToAnswer(await Sender.Send(new ListStarterThreats(filter), cancellationToken), rows => Ok(rows));

    /// <summary>Adopts threats of the starter catalogue; those that are adopted already stay as they are.</summary>
    /// <remarks>Needs the scope risks:write. Answers with how many came.</remarks>
    [HttpPost("adopt")]
    [Refuses(422)]
    public async Task<ActionResult<AdoptedCount>> Adopt(AdoptThreats adoption, CancellationToken cancellationToken)
    {
        var adopted = await Sender.Send(adoption, cancellationToken);
        return adopted.Error is { } error ? this.Refuse(error) : new AdoptedCount(adopted.Value);
    }

    /// <summary>Gets one threat with its controls and vulnerabilities.</summary>
    /// <remarks>Needs the scope risks:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the threat.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<ThreatView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Adds a threat of the organisation's own.</summary>
    /// <remarks>Needs the scope risks:write. The same id again answers with the record that is there already (200), so a request may be repeated; with other content it is refused (409).</remarks>
    [HttpPost]
    [ProducesResponseType<ThreatView>(StatusCodes.Status201Created)]
    [ProducesResponseType<ThreatView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public Task<ActionResult<ThreatView>> Create(AddThreat threat, CancellationToken cancellationToken)
        => CreateAsync(threat.Id, id => threat with { Id = id }, cancellationToken);

    /// <summary>Changes the members that are sent and leaves the others as they are.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile.</remarks>
    /// <param name="id">Of the threat.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ThreatView>> Change(Guid id, ThreatMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchThreat(id, version, members), cancellationToken);

    /// <summary>Hides the threat: it is offered no more, and stays where it was used.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the threat.</param>
    [HttpPost("{id:guid}/hide")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ThreatView>> Hide(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new HideThreat(id, version), cancellationToken);

    /// <summary>Shows a hidden threat again.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the threat.</param>
    [HttpPost("{id:guid}/show")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ThreatView>> Show(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ShowThreat(id, version), cancellationToken);
}

/// <param name="Adopted">How many entries came.</param>
public sealed record AdoptedCount(int Adopted);
