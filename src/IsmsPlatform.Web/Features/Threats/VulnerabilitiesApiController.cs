using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Threats;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Threats;

/// <summary>Weaknesses that a threat can use (ISO/IEC 27001 6.1.2 c, A.8.8): the organisation's catalogue and the one to begin with.</summary>
[Route("api/v1/vulnerabilities")]
[Tags("Vulnerabilities")]
public sealed class VulnerabilitiesApiController(ISender sender) : RecordApiController<VulnerabilityView>(sender, id => new GetVulnerability(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists the organisation's vulnerabilities, filtered and sorted, by pages.</summary>
    /// <remarks>Needs the scope risks:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which vulnerabilities; hidden ones are left out unless they are asked for.</param>
    /// <param name="sort">name or code; a minus before it turns the order around.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before; it belongs to its sort.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<VulnerabilityRow>>> List([FromQuery] VulnerabilityFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListVulnerabilities(filter, new ListPlace(sort, size, after)), cancellationToken));

    /// <summary>Lists the starter catalogue, and what the organisation has adopted of it.</summary>
    /// <remarks>Needs the scope risks:read. It is the same for every organisation and comes whole.</remarks>
    /// <param name="filter">Which vulnerabilities.</param>
    [HttpGet("starter")]
    public async Task<ActionResult<IReadOnlyList<StarterVulnerabilityRow>>> Starter([FromQuery] VulnerabilityFilter filter, CancellationToken cancellationToken)
        => this.ToAnswer(await Sender.Send(new ListStarterVulnerabilities(filter), cancellationToken), rows => Ok(rows));

    /// <summary>Adopts vulnerabilities of the starter catalogue; those that are adopted already stay as they are.</summary>
    /// <remarks>Needs the scope risks:write. Answers with how many came.</remarks>
    [HttpPost("adopt")]
    [Refuses(422)]
    public async Task<ActionResult<AdoptedCount>> Adopt(AdoptVulnerabilities adoption, CancellationToken cancellationToken)
    {
        var adopted = await Sender.Send(adoption, cancellationToken);
        return adopted.Error is { } error ? this.Refuse(error) : new AdoptedCount(adopted.Value);
    }

    /// <summary>Gets one vulnerability with its controls and the threats that use it.</summary>
    /// <remarks>Needs the scope risks:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the vulnerability.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<VulnerabilityView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Adds a vulnerability of the organisation's own.</summary>
    /// <remarks>Needs the scope risks:write. The same id again answers with the record that is there already (200), so a request may be repeated; with other content it is refused (409).</remarks>
    [HttpPost]
    [ProducesResponseType<VulnerabilityView>(StatusCodes.Status201Created)]
    [ProducesResponseType<VulnerabilityView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public Task<ActionResult<VulnerabilityView>> Create(AddVulnerability vulnerability, CancellationToken cancellationToken)
        => CreateAsync(vulnerability.Id, id => vulnerability with { Id = id }, cancellationToken);

    /// <summary>Changes the members that are sent and leaves the others as they are.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile.</remarks>
    /// <param name="id">Of the vulnerability.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<VulnerabilityView>> Change(Guid id, VulnerabilityMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchVulnerability(id, version, members), cancellationToken);

    /// <summary>Hides the vulnerability: it is offered no more, and stays where it was used.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the vulnerability.</param>
    [HttpPost("{id:guid}/hide")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<VulnerabilityView>> Hide(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new HideVulnerability(id, version), cancellationToken);

    /// <summary>Shows a hidden vulnerability again.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the vulnerability.</param>
    [HttpPost("{id:guid}/show")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<VulnerabilityView>> Show(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ShowVulnerability(id, version), cancellationToken);
}
