using System.Globalization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>Everybody's tasks, earliest first: for managers and other systems. Without a status the open ones.</summary>
/// <param name="Overdue">True: only open ones whose day is over.</param>
[RequirePermission(Permissions.TasksView)]
public sealed record ListTasks(Guid? Assignee = null, WorkTaskStatus[]? Status = null, bool Overdue = false, int? Size = null, string? After = null, string? Before = null) : IQuery<Result<Page<TaskRow>>>;

/// <summary>Something that one person has to do until a day.</summary>
/// <param name="Id">UUID.</param>
/// <param name="Kind">AdHoc was asked by a person; the others the program asks for and closes.</param>
/// <param name="Title">What is to be done, or the record that it is about.</param>
/// <param name="SubjectType">The kind of record that it is about; null without one.</param>
/// <param name="SubjectId">That record.</param>
/// <param name="AssigneeId">The person who has to do it.</param>
/// <param name="Assignee">The name of that person.</param>
/// <param name="DueOn">The planned day, in the organisation's time zone.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="SnoozedUntil">Put off by its assignee until this day.</param>
/// <param name="CreatedAt">When it was asked.</param>
/// <param name="ClosedAt">The actual moment of its end.</param>
/// <param name="Version">Counts changes.</param>
public sealed record TaskRow(Guid Id, WorkTaskKind Kind, string Title, string? SubjectType, Guid? SubjectId, Guid AssigneeId, string Assignee, DateOnly DueOn, WorkTaskStatus Status, DateOnly? SnoozedUntil, DateTimeOffset CreatedAt, DateTimeOffset? ClosedAt, long Version);

public sealed class ListTasksHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListTasks, Result<Page<TaskRow>>>
{
    private const string Sort = "due";

    public async ValueTask<Result<Page<TaskRow>>> Handle(ListTasks query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        WorkTaskStatus[] status = query is { Overdue: false, Status: { Length: > 0 } asked } ? asked : [WorkTaskStatus.Open, WorkTaskStatus.InProgress];
        var tasks = db.WorkTasks.AsNoTracking().Where(t => status.Contains(t.Status));
        if (query.Assignee is { } person) { tasks = tasks.Where(t => t.AssigneeId == person); }
        if (query.Overdue) { tasks = tasks.Where(t => t.DueOn < today); }
        static DateOnly Day(string value) => DateOnly.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : DateOnly.MaxValue;
        return await tasks.ByKeysetAsync(Sort, query.After, query.Before, query.Size, await tasks.Take(Page<TaskRow>.CountLimit + 1).CountAsync(cancellationToken),
            (rows, value, id) => { var day = Day(value); return rows.Where(t => EF.Functions.GreaterThan(ValueTuple.Create(t.DueOn, t.Id), ValueTuple.Create(day, id))); },
            (rows, value, id) => { var day = Day(value); return rows.Where(t => EF.Functions.LessThan(ValueTuple.Create(t.DueOn, t.Id), ValueTuple.Create(day, id))); },
            rows => rows.OrderBy(t => t.DueOn).ThenBy(t => t.Id), rows => rows.OrderByDescending(t => t.DueOn).ThenByDescending(t => t.Id),
            rows => rows.Select(t => new TaskRow(t.Id, t.Kind, t.Title, t.SubjectType, t.SubjectId, t.AssigneeId, db.People.Where(p => p.Id == t.AssigneeId).Select(p => p.Name).First(), t.DueOn, t.Status, t.SnoozedUntil, t.CreatedAt, t.ClosedAt, t.Version)),
            row => (row.DueOn.ToString("O", CultureInfo.InvariantCulture), row.Id), cancellationToken);
    }
}

/// <summary>The people whose tasks a manager can look at: who has open ones.</summary>
[RequirePermission(Permissions.TasksView)]
public sealed record ListAssignees : IQuery<Result<IReadOnlyList<Choice>>>;

public sealed class ListAssigneesHandler(IsmsDbContext db) : IQueryHandler<ListAssignees, Result<IReadOnlyList<Choice>>>
{
    private const int Most = 500;

    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(ListAssignees query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<Choice>>.Of(await db.People.AsNoTracking().Where(p => db.WorkTasks.Any(t => t.AssigneeId == p.Id && (t.Status == WorkTaskStatus.Open || t.Status == WorkTaskStatus.InProgress)))
            .OrderBy(p => p.Name).ThenBy(p => p.Id).Take(Most).Select(p => new Choice(p.Id, p.Name)).ToListAsync(cancellationToken));
}
