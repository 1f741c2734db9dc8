using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Comments;
using IsmsPlatform.Application.Evidence;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Ui;

/// <summary>
/// What hangs on every record, at the foot of its page: evidence, comments and what happened to it.
/// <c>&lt;vc:record-foot subject-type="@nameof(Asset)" subject-id="a.Id" activity="Model.Activity" /&gt;</c>
/// </summary>
public sealed class RecordFootViewComponent(ISender sender, Shell shell, ActivityTimeline timelines) : ViewComponent
{
    private const int CommentsShown = 20;
    private const int EvidenceShown = 5;

    public async Task<IViewComponentResult> InvokeAsync(string subjectType, Guid subjectId, IReadOnlyList<ActivityEntry> activity)
    {
        var aborted = HttpContext.RequestAborted;
        var evidence = shell.Can(Permissions.EvidenceView) ? (await sender.Send(new ListEvidence(subjectType, subjectId, Size: EvidenceShown), aborted)).Value : null;
        var comments = await sender.Send(new ListComments(subjectType, subjectId, CommentsShown), aborted);
        return View(new RecordFoot(
            evidence is null ? null : new EvidenceSection(evidence, $"{subjectType}/{subjectId}", shell.Can(Permissions.EvidenceEdit)),
            new CommentSection(comments.Value, shell.Can(Permissions.CommentsWrite) ? new WriteComment(Guid.CreateVersion7(), subjectType, subjectId, null) : null),
            timelines.Of(activity),
            SubjectKinds.Of(subjectType) is { } kind && kind.ViewPermissions.Any(shell.Can) ? $"history/{subjectType}/{subjectId}" : null));
    }
}

/// <param name="Evidence">Null where one may not see any.</param>
/// <param name="Compare">Where two days of the record are compared, below the organisation's address; null for owners who see the record alone.</param>
public sealed record RecordFoot(EvidenceSection? Evidence, CommentSection Comments, Models.Timeline Timeline, string? Compare);

/// <param name="Subject">Kind and id, as addresses name it.</param>
public sealed record EvidenceSection(Page<EvidenceRow> Page, string Subject, bool MayAdd);

/// <param name="Form">Null where one may not write.</param>
public sealed record CommentSection(CommentThread Thread, WriteComment? Form)
{
    public string Url => $"comments/{Thread.SubjectType}/{Thread.Subject.Id}";
}
