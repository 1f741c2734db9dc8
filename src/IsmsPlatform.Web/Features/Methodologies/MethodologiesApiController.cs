using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Methodologies;

/// <summary>By which criteria risks are assessed and accepted (ISO/IEC 27001 6.1.2 a, b), in versions that top management approves.</summary>
[Route("api/v1/methodologies")]
[Tags("Methodologies")]
public sealed class MethodologiesApiController(ISender sender) : ApiController(sender)
{
    /// <summary>Lists the versions, newest first.</summary>
    /// <remarks>Needs the scope methodology:read.</remarks>
    /// <param name="size">Records on a page, 1 to 100; 50 without it.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<MethodologyRow>>> List(int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListMethodologies(size, after), cancellationToken));

    /// <summary>Gets one version with its scales, its matrix and who approved it.</summary>
    /// <remarks>Needs the scope methodology:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the version.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public async Task<ActionResult<MethodologyView>> Get(Guid id, CancellationToken cancellationToken)
        => Versioned(await Sender.Send(new GetMethodology(id), cancellationToken), m => m.Version);

    /// <summary>Begins a draft with a ready method or with the version in force.</summary>
    /// <remarks>Needs the scope methodology:write. There is one draft at a time: 409 while another one is open. The same id again answers with the draft that is there already (200).</remarks>
    /// <param name="draft">How to begin, and the person who answers for it.</param>
    [HttpPost]
    [ProducesResponseType<MethodologyView>(StatusCodes.Status201Created)]
    [ProducesResponseType<MethodologyView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public async Task<ActionResult<MethodologyView>> Create(DraftMethodology draft, CancellationToken cancellationToken)
    {
        if (draft.Id != Guid.Empty && await Sender.Send(new GetMethodology(draft.Id), cancellationToken) is { Error: null } known) { return Ok(known.Value); }
        var created = await Sender.Send(draft with { Id = draft.Id == Guid.Empty ? Guid.CreateVersion7() : draft.Id }, cancellationToken);
        return created.Error is { } error ? this.Refuse(error) : this.ToAnswer(await Sender.Send(new GetMethodology(created.Value), cancellationToken), view => CreatedAtAction(nameof(Get), new { id = view.Id }, view));
    }

    /// <summary>Changes a draft; scales are sent whole.</summary>
    /// <remarks>Needs the scope methodology:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the draft meanwhile. A draft that waits for approval is a draft again.</remarks>
    /// <param name="id">Of the version.</param>
    /// <param name="members">What is missing stays as it is.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public async Task<ActionResult<MethodologyView>> Change(Guid id, MethodologyMembers members, CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var stored = await Sender.Send(new GetMethodology(id), cancellationToken);
        if (stored.Error is { } missing) { return this.Refuse(missing); }
        var changed = await Sender.Send(new ChangeMethodology(id, members.Appetite ?? stored.Value.Appetite, members.Scales ?? stored.Value.Scales, version), cancellationToken);
        return changed.Error is { } error ? this.Refuse(error) : Versioned(await Sender.Send(new GetMethodology(id), cancellationToken), m => m.Version);
    }

    /// <summary>Asks top management to approve the draft.</summary>
    /// <remarks>Needs the scope methodology:write and If-Match.</remarks>
    /// <param name="id">Of the version.</param>
    [HttpPost("{id:guid}/submit")]
    [Refuses(404, 412, 422, 428)]
    public async Task<ActionResult<MethodologyView>> Submit(Guid id, CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var submitted = await Sender.Send(new SubmitMethodology(id, version), cancellationToken);
        return submitted.Error is { } error ? this.Refuse(error) : Versioned(await Sender.Send(new GetMethodology(id), cancellationToken), m => m.Version);
    }
}

/// <summary>What a patch of a draft may carry.</summary>
/// <param name="Appetite">What the organisation is ready to risk.</param>
/// <param name="Scales">All of them: levels, dimensions, matrix, acceptance.</param>
public sealed record MethodologyMembers(string? Appetite, RiskScales? Scales);
