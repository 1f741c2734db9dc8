using IsmsPlatform.Application.Comments;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Comments;

/// <summary>What is said about records: the whole thread of one, and what is done with a comment.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/comments")]
public sealed class CommentsController(ISender sender, RequestScope scope, Texts t) : PortalController(sender)
{
    [HttpGet("{type}/{id:guid}")]
    public Task<IActionResult> Thread(string type, Guid id, string? after, string? before, CancellationToken cancellationToken)
        => ThreadAsync(new ListComments(type, id, null, after, before), new WriteComment(Guid.CreateVersion7(), type, id, null), cancellationToken);

    [HttpPost("{type}/{id:guid}")]
    public async Task<IActionResult> Write(string tenant, [FromRoute(Name = "type")] string subjectType, [FromRoute(Name = "id")] Guid subjectId, [FromForm(Name = "Id")] Guid comment, [FromForm(Name = "Text")] string? said, CancellationToken cancellationToken)
    {
        var form = new WriteComment(comment, subjectType, subjectId, said);
        return await this.ToPage(await Sender.Send(form, cancellationToken), _ => Done(tenant, SubjectPath(subjectType, subjectId), t["Commented"]), () => ThreadAsync(new ListComments(subjectType, subjectId), form, cancellationToken));
    }

    [HttpGet("{id:guid}/edit")]
    public async Task<IActionResult> Correct(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetComment(id), cancellationToken), comment => View("Correct", new CorrectPage(comment, new CorrectComment(id, comment.Text, comment.Version))));

    [HttpPost("{id:guid}/edit")]
    public async Task<IActionResult> Correct(string tenant, Guid id, CorrectComment form, CancellationToken cancellationToken)
    {
        var comment = await Sender.Send(new GetComment(id), cancellationToken);
        if (comment.Error is not null) { return await this.ToPage(comment, View); }
        return await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, comment.Value.Path, t["Saved"]),
            _ => Task.FromResult<IActionResult>(View("Correct", new CorrectPage(comment.Value, form with { Version = comment.Value.Version }))), cancellationToken);
    }

    [HttpPost("{id:guid}/withdraw")]
    public async Task<IActionResult> Withdraw(string tenant, Guid id, long version, CancellationToken cancellationToken)
    {
        var comment = await Sender.Send(new GetComment(id), cancellationToken);
        if (comment.Error is not null) { return await this.ToPage(comment, View); }
        return await this.ToPage(await Sender.Send(new WithdrawComment(id, version), cancellationToken), () => Done(tenant, comment.Value.Path, t["Withdrawn"]));
    }

    private async Task<IActionResult> ThreadAsync(ListComments query, WriteComment form, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(query, cancellationToken), thread => View("Thread", new CommentSection(thread, scope.Actor.Can(Permissions.CommentsWrite) ? form : null)));

    private static string SubjectPath(string type, Guid id) => Application.Shared.Subjects.SubjectKinds.Of(type)!.PathOf(id);

    private RedirectResult Done(string tenant, string path, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/{path}#comments");
    }
}

public sealed record CorrectPage(CommentView Comment, CorrectComment Form);
