using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Tasks;

/// <summary>The inbox, everybody's tasks, and how records are reviewed.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/tasks")]
public sealed class TasksController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => await this.ToPage(await Sender.Send(new GetInbox(), cancellationToken), View);

    [HttpGet("all")]
    public async Task<IActionResult> All([FromQuery] ListTasks query, CancellationToken cancellationToken)
    {
        var people = await Sender.Send(new ListAssignees(), cancellationToken);
        return await this.ToPage(await Sender.Send(query, cancellationToken), page => View(new AllTasksPage(query, page, people.Value)));
    }

    [HttpGet("new"), FormOf<CreateTask>]
    public Task<IActionResult> New(string? subjectType, Guid? subjectId, CancellationToken cancellationToken)
        => NewAsync(new CreateTask(Guid.CreateVersion7(), null, null, null, subjectType, subjectId), cancellationToken);

    [HttpPost("new"), FormOf<CreateTask>]
    public async Task<IActionResult> New(string tenant, CreateTask form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, () => Done(tenant, t["Asked"]), _ => NewAsync(form, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/start")]
    public Task<IActionResult> Start(string tenant, Guid id, CancellationToken cancellationToken) => DoAsync(tenant, new StartTask(id), t["Marked as begun"], cancellationToken);

    [HttpPost("{id:guid}/done")]
    public Task<IActionResult> Complete(string tenant, Guid id, CancellationToken cancellationToken) => DoAsync(tenant, new CompleteTask(id), t["Done"], cancellationToken);

    [HttpPost("{id:guid}/cancel"), FormOf<CancelTask>]
    public Task<IActionResult> Cancel(string tenant, Guid id, CancellationToken cancellationToken) => DoAsync(tenant, new CancelTask(id), t["Withdrawn"], cancellationToken);

    [HttpPost("{id:guid}/snooze")]
    public Task<IActionResult> Snooze(string tenant, Guid id, DateOnly? until, string? reason, CancellationToken cancellationToken)
        => DoAsync(tenant, new SnoozeTask(id, until, reason), t["Snoozed"], cancellationToken);

    [HttpGet("reviews")]
    public async Task<IActionResult> Reviews(CancellationToken cancellationToken) => await this.ToPage(await Sender.Send(new ListReviewCycles(), cancellationToken), View);

    [HttpGet("reviews/{kind}"), FormOf<SetReviewCycle>]
    public async Task<IActionResult> Review(string kind, CancellationToken cancellationToken) => await this.ToPage(await Sender.Send(new GetReviewCycle(kind), cancellationToken), View);

    [HttpPost("reviews/{kind}"), FormOf<SetReviewCycle>]
    public async Task<IActionResult> Review(string tenant, string kind, SetReviewCycle form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Kind = kind }, () =>
        {
            Toast(t["Saved"]);
            return Redirect($"/t/{tenant}/tasks/reviews");
        }, _ => Task.FromResult<IActionResult>(View("Review", form with { Kind = kind })), cancellationToken);

    private async Task<IActionResult> NewAsync(CreateTask form, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListTaskChoices(form.SubjectType, form.SubjectId, form.AssigneeId), cancellationToken), choices => View("New", new TaskFormPage(form, choices)));

    private async Task<IActionResult> DoAsync(string tenant, ICommand<Domain.Shared.Result> command, string toast, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, command, () => Done(tenant, toast), async _ => await this.ToPage(await Sender.Send(new GetInbox(), cancellationToken), inbox => View("Index", inbox)), cancellationToken);

    private RedirectResult Done(string tenant, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/tasks");
    }
}

public sealed record AllTasksPage(ListTasks Query, Page<TaskRow> Page, IReadOnlyList<Choice> People);

public sealed record TaskFormPage(CreateTask Form, TaskChoices Choices);
