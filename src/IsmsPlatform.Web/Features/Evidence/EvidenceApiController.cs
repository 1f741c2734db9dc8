using IsmsPlatform.Application.Evidence;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Files;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Evidence;

/// <summary>What shows that things were done. Added, never changed: a newer item supersedes an older one.</summary>
[Route("api/v1/evidence")]
[Tags("Evidence")]
public sealed class EvidenceApiController(ISender sender, FileIntake intake, RequestScope scope) : ApiController(sender)
{
    /// <summary>Lists evidence, newest first, by pages.</summary>
    /// <remarks>Needs the scope evidence:read, and shows what belongs to records that another scope lets the key read.</remarks>
    /// <param name="subjectType">With subjectId: only what speaks for this record. Its kind: Asset, Person, Risk …</param>
    /// <param name="subjectId">Of the record.</param>
    /// <param name="superseded">True: items that a newer one replaced, too.</param>
    /// <param name="size">Items per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before.</param>
    [HttpGet]
    [Refuses(404)]
    public async Task<ActionResult<ApiPage<EvidenceRow>>> List(string? subjectType, Guid? subjectId, bool? superseded, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListEvidence(subjectType, subjectId, superseded == true, size, after), cancellationToken));

    /// <summary>Gets one item with its text and the records for which it speaks.</summary>
    /// <remarks>Needs the scope evidence:read.</remarks>
    /// <param name="id">Of the item.</param>
    [HttpGet("{id:guid}")]
    [Refuses(404)]
    public async Task<ActionResult<EvidenceView>> Get(Guid id, CancellationToken cancellationToken)
        => this.ToAnswer(await Sender.Send(new GetEvidence(id), cancellationToken));

    /// <summary>Downloads the file of an item.</summary>
    /// <remarks>Needs the scope evidence:read. Its SHA-256 stands in the item.</remarks>
    /// <param name="id">Of the item.</param>
    [HttpGet("{id:guid}/file")]
    [ProducesResponseType<FileStreamResult>(StatusCodes.Status200OK, "application/octet-stream")]
    [Refuses(404)]
    public async Task<ActionResult> Content(Guid id, CancellationToken cancellationToken)
    {
        var file = await Sender.Send(new OpenEvidence(id), cancellationToken);
        return file.Error is { } error ? this.Refuse(error) : File(file.Value.Content, file.Value.MediaType, file.Value.Name);
    }

    /// <summary>Adds evidence for a record, or in the place of an older item.</summary>
    /// <remarks>
    /// Needs the scope evidence:write. A form (multipart/form-data) whose part file comes last. Send an id of your own and the same
    /// item is never added twice.
    /// </remarks>
    [HttpPost, StreamedUpload]
    [ProducesResponseType<EvidenceView>(StatusCodes.Status201Created)]
    [Refuses(400, 404, 409, 422)]
    public async Task<ActionResult<EvidenceView>> Add(CancellationToken cancellationToken)
    {
        if (!scope.Actor.Can(Permissions.EvidenceEdit)) { return this.Refuse(Error.Forbidden); } // before anybody's file is read
        if (await StreamedForm.ReadAsync(Request, cancellationToken) is not { } sent) { return Problem(statusCode: StatusCodes.Status400BadRequest, title: "Send a form (multipart/form-data) whose part file comes last."); }
        var form = new EvidenceForm { Id = Guid.CreateVersion7() };
        if (!await TryUpdateModelAsync(form, "", sent.Values)) { return (ActionResult)ResultToProblem.Unreadable(ControllerContext); }
        var start = await Sender.Send(new PrepareEvidence(form.SubjectType, form.SubjectId, form.SupersedesId), cancellationToken);
        if (start.Error is { } refused) { return this.Refuse(refused); }
        var added = await intake.AddAsync(Sender, form, sent.FileName, sent.Content, cancellationToken);
        return added.Error is { } error ? this.Refuse(error) : this.ToAnswer(await Sender.Send(new GetEvidence(added.Value), cancellationToken), view => CreatedAtAction(nameof(Get), new { id = view.Item.Id }, view));
    }

    /// <summary>Lets an item speak for one more record.</summary>
    /// <remarks>Needs the scope evidence:write.</remarks>
    /// <param name="id">Of the item.</param>
    /// <param name="subject">The record.</param>
    [HttpPost("{id:guid}/links")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [Refuses(404, 409)]
    public async Task<ActionResult> Link(Guid id, EvidenceSubjectId subject, CancellationToken cancellationToken)
    {
        var linked = await Sender.Send(new LinkEvidence(id, subject.SubjectType, subject.SubjectId), cancellationToken);
        return linked.Error is { } error ? this.Refuse(error) : NoContent();
    }
}

/// <summary>A record for which evidence speaks.</summary>
/// <param name="SubjectType">Its kind: Asset, Person, Risk …</param>
/// <param name="SubjectId">Of the record.</param>
public sealed record EvidenceSubjectId(string? SubjectType, Guid SubjectId);
