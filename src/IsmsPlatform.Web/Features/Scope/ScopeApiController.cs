using IsmsPlatform.Application.Scope;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Scope;

/// <summary>Versions of the scope (ISO/IEC 27001 4.3). Top management approves a version in the portal; approved, it is never changed.</summary>
[Route("api/v1/scope-versions")]
[Tags("Scope")]
public sealed class ScopeApiController(ISender sender) : ApiController(sender)
{
    /// <summary>Lists versions, newest first.</summary>
    /// <remarks>Needs the scope scope:read.</remarks>
    /// <param name="size">Records on a page, 1 to 100; 50 without it.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<ScopeVersionRow>>> List(int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListScopeVersions(size, after), cancellationToken));

    /// <summary>Gets one version with what it draws in and leaves out, its interfaces, and what it rests on.</summary>
    /// <remarks>Needs the scope scope:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the version.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public async Task<ActionResult<ScopeVersionView>> Get(Guid id, CancellationToken cancellationToken)
        => Versioned(await Sender.Send(new GetScopeVersion(id), cancellationToken), v => v.Version);

    /// <summary>Begins a draft with what the last approved version says. There is one draft at a time.</summary>
    /// <remarks>Needs the scope scope:write.</remarks>
    /// <param name="draft">An id of your own, so that a request may be repeated, and the person who looks after the draft.</param>
    [HttpPost]
    [ProducesResponseType<ScopeVersionView>(StatusCodes.Status201Created)]
    [Refuses(409, 422)]
    public async Task<ActionResult<ScopeVersionView>> Create(CreateScopeDraft draft, CancellationToken cancellationToken)
    {
        var created = await Sender.Send(draft with { Id = draft.Id == Guid.Empty ? Guid.CreateVersion7() : draft.Id }, cancellationToken);
        return created.Error is { } error ? this.Refuse(error) : this.ToAnswer(await Sender.Send(new GetScopeVersion(created.Value), cancellationToken), view => CreatedAtAction(nameof(Get), new { id = view.Id }, view));
    }

    /// <summary>Changes the members of a draft that are sent and leaves the others as they are. In review, the request is taken back.</summary>
    /// <remarks>Needs the scope scope:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the draft meanwhile.</remarks>
    /// <param name="id">Of the draft.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); a list replaces the whole list.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 409, 412, 422, 428)]
    public async Task<ActionResult<ScopeVersionView>> Change(Guid id, ScopeMembers members, CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var changed = await Sender.Send(new PatchScopeDraft(id, version, members), cancellationToken);
        return changed.Error is { } error ? this.Refuse(error) : Versioned(await Sender.Send(new GetScopeVersion(id), cancellationToken), v => v.Version);
    }

    /// <summary>Asks top management to approve a draft.</summary>
    /// <remarks>Needs the scope scope:write and If-Match. 422 says everything that keeps it from being submitted.</remarks>
    /// <param name="id">Of the draft.</param>
    [HttpPost("{id:guid}/submit")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404, 409, 412, 422, 428)]
    public async Task<ActionResult> Submit(Guid id, CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var submitted = await Sender.Send(new SubmitScope(id, version), cancellationToken);
        return submitted.Error is { } error ? this.Refuse(error) : NoContent();
    }
}
