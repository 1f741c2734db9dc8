using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>Decisions that wait for the asker on the page of the record itself: the acceptance of a risk, the consent to a treatment plan. Earliest due first.</summary>
[AnyoneInside]
public sealed record ListDecisions : IQuery<Result<IReadOnlyList<DecisionRow>>>;

/// <param name="Title">The record's name; the kind says what is to be decided.</param>
/// <param name="Path">Its page below the organisation's address; null where it may not be opened.</param>
public sealed record DecisionRow(WorkTaskKind Kind, string Title, string SubjectType, string? Path, string? AskedBy, DateTimeOffset AskedAt, DateOnly DueOn);

public sealed class ListDecisionsHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<ListDecisions, Result<IReadOnlyList<DecisionRow>>>
{
    /// <summary>More stand in the tasks.</summary>
    private const int Most = 50;

    public async ValueTask<Result<IReadOnlyList<DecisionRow>>> Handle(ListDecisions query, CancellationToken cancellationToken)
    {
        var me = scope.PersonId;
        var tasks = await db.WorkTasks.AsNoTracking().Where(t => t.AssigneeId == me && (t.Kind == WorkTaskKind.AcceptanceDecision || t.Kind == WorkTaskKind.TreatmentConsent)).StillOpen()
            .OrderBy(t => t.DueOn).ThenBy(t => t.Id).Take(Most).Select(t => new
            {
                Task = t,
                AskedBy = t.SubjectType == nameof(RiskAcceptance)
                    ? db.RiskAcceptances.Where(a => a.Id == t.SubjectId).Join(db.People, a => a.RequestedBy, p => p.Id, (_, p) => p.Name).FirstOrDefault()
                    : db.TreatmentPlans.Where(a => a.Id == t.SubjectId).Join(db.People, a => a.SubmittedById, p => (Guid?)p.Id, (_, p) => p.Name).FirstOrDefault(),
            }).ToListAsync(cancellationToken);
        var names = await db.NamesAsync(tasks.Select(t => (t.Task.SubjectType!, t.Task.SubjectId!.Value)), scope.Actor, cancellationToken);
        return Result<IReadOnlyList<DecisionRow>>.Of(tasks.ConvertAll(t => new DecisionRow(t.Task.Kind, t.Task.Title, t.Task.SubjectType!,
            names.TryGetValue((t.Task.SubjectType!, t.Task.SubjectId!.Value), out var name) ? SubjectKinds.Of(t.Task.SubjectType!)!.PathOf(name.Id) : null, t.AskedBy, t.Task.CreatedAt, t.Task.DueOn)));
    }
}
