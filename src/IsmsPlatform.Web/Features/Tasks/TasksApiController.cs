using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Tasks;

/// <summary>What people have to do, across all subjects. Scope <c>tasks:read</c>.</summary>
[Route("api/v1/tasks")]
[Tags("Tasks")]
public sealed class TasksApiController(ISender sender) : ApiController(sender)
{
    /// <summary>Lists tasks, earliest day first, by pages.</summary>
    /// <remarks>Needs the scope tasks:read. Without a status the open ones.</remarks>
    /// <param name="assignee">Only tasks of this person.</param>
    /// <param name="status">Only tasks in these states.</param>
    /// <param name="overdue">True: only open ones whose day is over; then the status is left aside.</param>
    /// <param name="size">Tasks per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    /// <response code="422">The cursor is not valid (any more); begin without one.</response>
    [HttpGet("")]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<TaskRow>>> List(Guid? assignee, [FromQuery] WorkTaskStatus[]? status, bool? overdue, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListTasks(assignee, status, overdue ?? false, size, after), cancellationToken));
}
