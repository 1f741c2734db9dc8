using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Notifications;

/// <summary>One has seen what was told: all of it, or what concerns one record.</summary>
[AnyMember]
public sealed record MarkNotificationsRead(Guid? SubjectId = null) : ICommand<Result>;

public sealed class MarkNotificationsReadHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : ICommandHandler<MarkNotificationsRead, Result>
{
    public async ValueTask<Result> Handle(MarkNotificationsRead command, CancellationToken cancellationToken)
    {
        var now = (DateTimeOffset?)clock.GetUtcNow();
        await db.Notifications.Where(n => n.PersonId == scope.PersonId && n.ReadAt == null && (command.SubjectId == null || n.SubjectId == command.SubjectId))
            .ExecuteUpdateAsync(u => u.SetProperty(n => n.ReadAt, now), cancellationToken);
        return Result.Success;
    }
}
