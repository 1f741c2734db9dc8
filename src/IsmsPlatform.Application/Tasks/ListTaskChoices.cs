using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What the form of a task offers: people, and the record that it is about.</summary>
/// <param name="Named">The person that the form holds.</param>
[RequirePermission(Permissions.TasksAssign)]
public sealed record ListTaskChoices(string? SubjectType = null, Guid? SubjectId = null, Guid? Named = null) : IQuery<Result<TaskChoices>>;

/// <param name="Subject">Null without a record, or when it is none that the asker may see.</param>
public sealed record TaskChoices(IReadOnlyList<Choice> People, string? Subject, string? SubjectPath);

public sealed class ListTaskChoicesHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<ListTaskChoices, Result<TaskChoices>>
{
    public async ValueTask<Result<TaskChoices>> Handle(ListTaskChoices query, CancellationToken cancellationToken)
    {
        var people = await db.PeopleToChooseAsync([query.Named], cancellationToken);
        var subject = query.SubjectId is { } id ? await db.FindAsync(query.SubjectType, id, scope.Actor, cancellationToken) : null;
        return new TaskChoices(people, subject?.Name, subject is null ? null : SubjectKinds.Of(query.SubjectType)!.PathOf(subject.Id));
    }
}
