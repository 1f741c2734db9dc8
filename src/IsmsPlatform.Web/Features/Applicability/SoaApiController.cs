using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Applicability;

/// <summary>Versions of the Statement of Applicability (ISO/IEC 27001 6.1.3 d). Top management approves a version in the portal; approved, it is never changed.</summary>
[Route("api/v1/soa-versions")]
[Tags("Statement of Applicability")]
public sealed class SoaApiController(ISender sender) : RecordApiController<SoaView>(sender, id => new GetSoa(id), v => v.Id, v => v.Version)
{
    /// <summary>Lists the versions, newest first.</summary>
    /// <remarks>Needs the scope soa:read.</remarks>
    /// <param name="size">Records on a page, 1 to 100; 50 without it.</param>
    /// <param name="after">The <c>next</c> of the page before.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<SoaRow>>> List(int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListSoas(size, after), cancellationToken));

    /// <summary>Gets one version with all its rows, who approved it, and its fingerprint.</summary>
    /// <remarks>Needs the scope soa:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the version.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public Task<ActionResult<SoaView>> Get(Guid id, CancellationToken cancellationToken) => ReadAsync(id, cancellationToken);

    /// <summary>Begins a draft with a row for each control, proposed from the version in force and from the risks.</summary>
    /// <remarks>Needs the scope soa:write. There is one draft at a time: 409 while another one is open. The same id again answers with the draft that is there already (200).</remarks>
    /// <param name="draft">An id of your own, so that a request may be repeated, and the person who answers for the draft.</param>
    [HttpPost]
    [ProducesResponseType<SoaView>(StatusCodes.Status201Created)]
    [ProducesResponseType<SoaView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public Task<ActionResult<SoaView>> Create(DraftSoa draft, CancellationToken cancellationToken) => CreateAsync(draft.Id, id => draft with { Id = id }, cancellationToken);

    /// <summary>Gets one row of a version with the open risks that the control treats.</summary>
    /// <remarks>Needs the scope soa:read. Its ETag is what a change of the row sends as If-Match.</remarks>
    /// <param name="id">Of the version.</param>
    /// <param name="entry">Of the row.</param>
    [HttpGet("{id:guid}/entries/{entry:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public async Task<ActionResult<SoaEntryDetails>> Entry(Guid id, Guid entry, CancellationToken cancellationToken)
        => Versioned(await Sender.Send(new GetSoaEntry(id, entry), cancellationToken), e => e.Entry.Version);

    /// <summary>Decides about one control: the members that are sent, the others stay as they are. In review, the request is taken back.</summary>
    /// <remarks>Needs the scope soa:write and If-Match with the ETag of the row that was read: 428 without it, 412 when someone else decided meanwhile.</remarks>
    /// <param name="id">Of the version.</param>
    /// <param name="entry">Of the row.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); a list replaces the whole list.</param>
    [HttpPatch("{id:guid}/entries/{entry:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 409, 412, 422, 428)]
    public async Task<ActionResult<SoaEntryDetails>> Decide(Guid id, Guid entry, SoaEntryMembers members, CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var decided = await Sender.Send(new PatchSoaEntry(id, entry, version, members), cancellationToken);
        return decided.Error is { } error ? this.Refuse(error) : await Entry(id, entry, cancellationToken);
    }

    /// <summary>Confirms every row that is only proposed, in the name of the person who answers for the key; a draft with such rows is not submitted.</summary>
    /// <remarks>Needs the scope soa:write and If-Match with the ETag of the version that was read. Rows that were taken over unchanged from the version in force keep who decided.</remarks>
    /// <param name="id">Of the draft.</param>
    [HttpPost("{id:guid}/confirm")]
    [Refuses(404, 409, 412, 422, 428)]
    public Task<ActionResult<SoaView>> Confirm(Guid id, CancellationToken cancellationToken) => ActAsync(id, version => new ConfirmSoaProposals(id, version), cancellationToken);

    /// <summary>Takes over what changed since the draft began: the newer scope, the newer treatment plan, own controls that came into use or are not in use any more.</summary>
    /// <remarks>Needs the scope soa:write and If-Match with the ETag of the version that was read.</remarks>
    /// <param name="id">Of the draft.</param>
    [HttpPost("{id:guid}/take-over")]
    [Refuses(404, 409, 412, 428)]
    public Task<ActionResult<SoaView>> TakeOver(Guid id, CancellationToken cancellationToken) => ActAsync(id, version => new TakeOverForSoa(id, version), cancellationToken);

    /// <summary>Asks top management to approve a draft.</summary>
    /// <remarks>Needs the scope soa:write and If-Match with the ETag of the version that was read. 422 says everything that keeps it from being submitted.</remarks>
    /// <param name="id">Of the draft.</param>
    [HttpPost("{id:guid}/submit")]
    [Refuses(404, 409, 412, 422, 428)]
    public Task<ActionResult<SoaView>> Submit(Guid id, CancellationToken cancellationToken) => ActAsync(id, version => new SubmitSoa(id, version), cancellationToken);
}
