using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What the acts on reviewed records share: opening one, planning its review, confirming that it took place.</summary>
public sealed class ReviewDesk(IsmsDbContext db, ReviewTasks tasks, Notifier notifier, RequestScope scope, TimeProvider clock)
{
    public DateOnly Today => scope.Today(clock);

    /// <summary>The record to change, at the version that the form saw.</summary>
    public Task<Result<T>> OpenAsync<T>(Guid id, long version, CancellationToken cancellationToken)
        where T : ReviewedRecord
        => db.OpenAsync<T>(id, version, cancellationToken);

    /// <summary>Opens the record, then acts on it.</summary>
    public Task<Result> ActAsync<T>(Guid id, long version, Func<T, Result> act, CancellationToken cancellationToken)
        where T : ReviewedRecord
        => db.ActAsync(id, version, act, cancellationToken);

    /// <summary>Who answers for a record and by when it is looked at again, as a form says it.</summary>
    public async Task<ReviewPlan> PlanAsync<T>(ReviewedForm form, CancellationToken cancellationToken)
        where T : ReviewedRecord
    {
        var owner = form.OwnerId!.Value;
        return new ReviewPlan(owner, await db.People.AnyAsync(p => p.Id == owner && p.Status == PersonStatus.Active, cancellationToken), form.NextReviewOn, await tasks.CycleAsync(typeof(T).Name, cancellationToken), Today);
    }

    /// <summary>A record that counts from now on and is due soon has its task at once; all others get theirs by the night's run.</summary>
    /// <param name="title">How it is called.</param>
    public async Task AskAsync<T>(T record, string title, CancellationToken cancellationToken)
        where T : ReviewedRecord
    {
        if (!record.IsInForce || record.NextReviewOn > Today.AddDays((await tasks.CycleAsync(typeof(T).Name, cancellationToken)).LeadDays)) { return; }
        var task = WorkTask.Review(Guid.CreateVersion7(), typeof(T).Name, record.Id, title, record.OwnerId, record.NextReviewOn, clock.GetUtcNow());
        db.WorkTasks.Add(task);
        if (record.OwnerId != scope.PersonId) { await notifier.TellAsync([record.OwnerId], NotificationKind.TaskAssigned, typeof(T).Name, record.Id, task.Title, cancellationToken); }
    }

    /// <summary>Removes what was made by mistake: nobody reviewed or closed it, and nothing refers to it. Everything else is evidence.</summary>
    /// <param name="citedBy">What else refers to it, beside what hangs on any record; null for nothing.</param>
    /// <param name="evidence">What is said where it counted once.</param>
    /// <param name="cited">What is said with the name of what refers to it.</param>
    public async Task<Result> DeleteAsync<T>(Guid id, long version, IQueryable<string>? citedBy, Error evidence, Func<string, Error> cited, CancellationToken cancellationToken)
        where T : ReviewedRecord
    {
        var opened = await OpenAsync<T>(id, version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        if (!opened.Value.CanBeDeleted) { return opened.Value.ClosedReason is null ? evidence : ReviewErrors.EndedStays; }
        var hanging = db.HangingOn(typeof(T).Name, id, scope.Actor);
        if (await (citedBy?.Concat(hanging) ?? hanging).FirstAsync(cancellationToken) is { } by) { return cited(by); }
        await tasks.ForgetAsync(typeof(T).Name, id, cancellationToken);
        db.Remove(opened.Value);
        return Result.Success;
    }

    /// <summary>A form with the id of a record that is there: sent twice it is the same record, and whatever differs is not lost in silence.</summary>
    /// <param name="holds">What is said of the record.</param>
    /// <param name="sent">What the form says.</param>
    public static Result<Guid> Again<TDetails>(ReviewedRecord record, TDetails holds, TDetails sent, ReviewedForm form)
        => Equals(holds, sent) && record.OwnerId == form.OwnerId && (form.NextReviewOn ?? record.NextReviewOn) == record.NextReviewOn ? record.Id : ReviewErrors.SentBefore;

    /// <summary>Whoever keeps these records reviews each of them, an owner their own.</summary>
    public bool MayReview(Guid? ownerId, string edit) => scope.Actor.Can(edit) || scope.Actor.Owns(ownerId);

    /// <summary>The record was looked at; its task is done.</summary>
    public async Task<Result> ConfirmAsync<T>(Guid id, long version, string edit, CancellationToken cancellationToken)
        where T : ReviewedRecord
    {
        if (await db.Set<T>().SingleOrDefaultAsync(r => r.Id == id, cancellationToken) is not { } record) { return Error.NotFound; }
        if (!MayReview(record.OwnerId, edit)) { return Error.Forbidden; }
        if (record.Version != version) { return record.ReviewedOn == Today ? ReviewErrors.ReviewedAlready : Error.Stale; }
        return record.ConfirmReview(await tasks.ReviewedAsync(typeof(T).Name, id, record.NextReviewOn, cancellationToken), Today);
    }
}
