using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Comments;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Ui;

/// <summary>
/// What hangs on every record, at the foot of its page: comments and what happened to it.
/// <c>&lt;vc:record-foot subject-type="@nameof(Asset)" subject-id="a.Id" activity="Model.Activity" /&gt;</c>
/// </summary>
public sealed class RecordFootViewComponent(ISender sender, Shell shell, ActivityTimeline timelines) : ViewComponent
{
    private const int CommentsShown = 20;

    public async Task<IViewComponentResult> InvokeAsync(string subjectType, Guid subjectId, IReadOnlyList<ActivityEntry> activity)
    {
        var aborted = HttpContext.RequestAborted;
        var comments = await sender.Send(new ListComments(subjectType, subjectId, CommentsShown), aborted);
        return View(new RecordFoot(
            new CommentSection(comments.Value, shell.Can(Permissions.CommentsWrite) ? new WriteComment(Guid.CreateVersion7(), subjectType, subjectId, null) : null),
            timelines.Of(activity)));
    }
}

public sealed record RecordFoot(CommentSection Comments, Models.Timeline Timeline);

/// <param name="Form">Null where one may not write.</param>
public sealed record CommentSection(CommentThread Thread, WriteComment? Form)
{
    public string Url => $"comments/{Thread.SubjectType}/{Thread.Subject.Id}";
}
