using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Controls;

/// <summary>Annex A and the organisation's own controls, and how each is put into practice (ISO/IEC 27001 6.1.3, 8.1).</summary>
[Route("api/v1/controls")]
[Tags("Controls")]
public sealed class ControlsApiController(ISender sender) : RecordApiController<ControlView>(sender, id => new GetControl(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists controls, filtered and sorted, by pages.</summary>
    /// <remarks>Needs the scope controls:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which controls; retired ones are left out unless they are asked for.</param>
    /// <param name="sort">annex or title; a minus before it turns the order around.</param>
    /// <param name="size">Records per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before; it belongs to its sort.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<ControlRow>>> List([FromQuery] ControlFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListControls(filter, new ListPlace(sort, size, after)), cancellationToken));

    /// <summary>Gets one control with how it is put into practice.</summary>
    /// <remarks>Needs the scope controls:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the control.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<ControlView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Defines a control of the organisation's own.</summary>
    /// <remarks>Needs the scope controls:write. The same id again answers with the record that is there already (200), so a request may be repeated; with other content it is refused (409).</remarks>
    [HttpPost]
    [ProducesResponseType<ControlView>(StatusCodes.Status201Created)]
    [ProducesResponseType<ControlView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public Task<ActionResult<ControlView>> Create(DefineControl control, CancellationToken cancellationToken)
        => CreateAsync(control.Id, id => control with { Id = id }, cancellationToken);

    /// <summary>Changes the members that are sent and leaves the others as they are. Those of Annex A stay as the standard has them.</summary>
    /// <remarks>Needs the scope controls:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the record meanwhile.</remarks>
    /// <param name="id">Of the control.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ControlView>> Change(Guid id, ControlMembers members, CancellationToken cancellationToken)
        => ActAsync(id, version => new PatchControl(id, version, members), cancellationToken);

    /// <summary>Retires a control of the organisation's own; nothing may implement it any more.</summary>
    /// <remarks>Needs the scope controls:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the control.</param>
    [HttpPost("{id:guid}/retire")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ControlView>> Retire(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new RetireControl(id, version), cancellationToken);

    /// <summary>Takes a retired control up again.</summary>
    /// <remarks>Needs the scope controls:write and If-Match with the ETag that was read.</remarks>
    /// <param name="id">Of the control.</param>
    [HttpPost("{id:guid}/reinstate")]
    [Refuses(404, 412, 422, 428)]
    public Task<ActionResult<ControlView>> Reinstate(Guid id, CancellationToken cancellationToken)
        => ActAsync(id, version => new ReinstateControl(id, version), cancellationToken);

    /// <summary>Says how the control is put into practice in a part of the organisation.</summary>
    /// <remarks>Needs the scope controls:write. The same id again answers with the record that is there already (200), so a request may be repeated; with other content it is refused (409).</remarks>
    /// <param name="id">Of the control.</param>
    [HttpPost("{id:guid}/implementations")]
    [ProducesResponseType<ImplementationView>(StatusCodes.Status201Created)]
    [ProducesResponseType<ImplementationView>(StatusCodes.Status200OK)]
    [Refuses(404, 409, 422)]
    public async Task<ActionResult<ImplementationView>> Implement(Guid id, ImplementControl implementation, CancellationToken cancellationToken)
    {
        var isThere = implementation.Id != Guid.Empty && (await Sender.Send(new GetImplementation(implementation.Id), cancellationToken)).IsSuccess;
        var created = await Sender.Send(implementation with { ControlId = id, Id = implementation.Id == Guid.Empty ? Guid.CreateVersion7() : implementation.Id }, cancellationToken);
        return created.Error is { } error ? this.Refuse(error) : this.ToAnswer(await Sender.Send(new GetImplementation(created.Value), cancellationToken), view => isThere ? Ok(view) : Created($"/api/v1/control-implementations/{view.Id}", view));
    }
}
