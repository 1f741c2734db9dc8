using FluentValidation;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People.Leaving;

/// <summary>
/// The person leaves: what they have gets a new owner, all of it or none; the account is locked out at once; the records in
/// the person's name stay (A.5.11, A.6.5).
/// </summary>
/// <param name="HeirId">Who gets what <paramref name="Heirs"/> does not name.</param>
/// <param name="Heirs">Key of an <see cref="Ownership"/> → who gets it.</param>
[RequirePermission(Permissions.PeopleEdit)]
public sealed record MarkPersonLeft(Guid Id, DateOnly? LastDay, Guid? HeirId = null, Dictionary<string, Guid?>? Heirs = null) : ICommand<Result>;

public sealed class MarkPersonLeftValidator : AbstractValidator<MarkPersonLeft>
{
    public MarkPersonLeftValidator() => RuleFor(c => c.LastDay).Plausible();
}

public sealed class MarkPersonLeftHandler(IsmsDbContext db, PlatformDb platform, LeavingDesk desk, CommandSteps steps, TaskKeeping tasks, Notifier notifier, RequestScope scope, TimeProvider clock) : ICommandHandler<MarkPersonLeft, Result>
{
    public async ValueTask<Result> Handle(MarkPersonLeft command, CancellationToken cancellationToken)
    {
        await db.LockAsync("administrators", cancellationToken);
        if (await db.People.SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) is not { } person) { return Error.NotFound; }
        if (await LastHolder.RefusalAsync(db, platform, scope, scope.Today(clock), person.Id, null, cancellationToken) is { } last) { return last; }
        var today = scope.Today(clock);
        var left = person.Leave(command.LastDay ?? today, today);
        if (!left.IsSuccess) { return left; }
        var handed = await HandOverAsync(command, cancellationToken);
        if (handed.Error is { } refused) { return refused; }
        await desk.EndRestAsync(person.Id, cancellationToken);
        await LockOutAsync(person.Id, cancellationToken);
        await ForgetViewsAsync(person.Id, cancellationToken);
        await notifier.TellAsync([.. handed.Value.Where(heir => heir != scope.PersonId)], NotificationKind.TookOver, nameof(Person), person.Id, person.Name, cancellationToken);
        // Tasks go along with their records at once: nobody can do them any more where they are.
        await steps.SaveAsync(command, cancellationToken);
        await tasks.KeepAsync(cancellationToken);
        return Result.Success;
    }

    /// <returns>Who got anything.</returns>
    private async Task<Result<HashSet<Guid>>> HandOverAsync(MarkPersonLeft command, CancellationToken cancellationToken)
    {
        var named = command.Heirs?.Values.Append(command.HeirId).OfType<Guid>().Distinct().ToList() ?? [.. new[] { command.HeirId }.OfType<Guid>()];
        if (named.Contains(command.Id) || await db.People.CountAsync(p => named.Contains(p.Id) && p.Status == PersonStatus.Active, cancellationToken) < named.Count) { return PeopleErrors.HeirNotActive; }
        var without = 0;
        HashSet<Guid> heirs = [];
        foreach (var ownership in Ownerships.All)
        {
            foreach (var id in await ownership.Of(desk, command.Id).Select(i => i.Id).ToListAsync(cancellationToken))
            {
                if (HeirOf(command, ownership.KeyOf(id)) is { } heir) { heirs.Add(heir); } else { without++; }
            }
        }
        if (without > 0) { return PeopleErrors.NotHandedOver(without); }
        foreach (var ownership in Ownerships.All)
        {
            var handed = await ownership.HandOverAsync(desk, command.Id, id => HeirOf(command, ownership.KeyOf(id))!.Value, cancellationToken);
            if (handed.Error is { } refused) { return refused; }
        }
        return heirs;
    }

    private static Guid? HeirOf(MarkPersonLeft command, string key) => command.Heirs?.GetValueOrDefault(key) ?? command.HeirId;

    // Nothing waits for somebody who cannot come in any more: decisions are for the others who may decide.
    private async Task LockOutAsync(Guid person, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        (await platform.Memberships.SingleOrDefaultAsync(m => m.TenantId == scope.TenantId && m.PersonId == person, cancellationToken))?.Deactivate(now);
        var open = await platform.Invitations.Where(i => i.TenantId == scope.TenantId && i.PersonId == person && i.AcceptedAt == null && i.WithdrawnAt == null).ToListAsync(cancellationToken);
        open.ForEach(i => i.Withdraw(now));
        await db.WorkTasks.Where(t => t.AssigneeId == person && t.Kind == WorkTaskKind.ApprovalDecision && (t.Status == WorkTaskStatus.Open || t.Status == WorkTaskStatus.InProgress))
            .ExecuteUpdateAsync(u => u.SetProperty(t => t.Status, WorkTaskStatus.Cancelled).SetProperty(t => t.ClosedAt, (DateTimeOffset?)now), cancellationToken);
    }

    // Views are no records of the ISMS: what the person kept for themselves nobody needs, what they shared stays where it is.
    private async Task ForgetViewsAsync(Guid person, CancellationToken cancellationToken)
    {
        await db.DefaultViews.Where(d => d.PersonId == person).ExecuteDeleteAsync(cancellationToken);
        await db.SavedViews.Where(v => v.OwnerId == person && !v.IsShared).ExecuteDeleteAsync(cancellationToken);
    }
}
