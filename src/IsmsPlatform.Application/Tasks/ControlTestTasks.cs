using System.Globalization;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What an act on a test of a control does to the tasks about it; <see cref="KeepTasks"/> does the same for days that come and people who change.</summary>
public sealed class ControlTestTasks(IsmsDbContext db, TaskAsking tasks, RequestScope scope, TimeProvider clock)
{
    /// <summary>Tests to perform, as a subquery: who is asked, and by when.</summary>
    internal const string ToPerform = "select tenant_id, id, title, tester_id as person_id, due_on, 'test:' || id || ':' || tester_id || ':' || to_char(due_on, 'YYYY-MM-DD') as key from control_test where status = 'Planned'";

    /// <summary>Performed tests, as a subquery: who may be asked for the decision. The control's owner is, and whoever keeps the controls where the owner tested.</summary>
    internal const string ToDecide = """
        select t.tenant_id, t.id, t.title, p.id as person_id, p.id = i.owner_id as is_owner, i.owner_id in (t.tester_id, t.performed_by_id) as owner_tested, 'test-decision:' || t.id || ':' || p.id as key
          from control_test t
          join control_implementation i on i.tenant_id = t.tenant_id and i.id = t.implementation_id
          join person p on p.tenant_id = t.tenant_id and p.status in ('Active', 'Absent') and p.id not in (t.tester_id, t.performed_by_id)
         where t.status = 'Performed'
        """;

    /// <summary>Planned, or planned differently: whoever is to test it soon is asked, and nobody else any more.</summary>
    public async Task PlannedAsync(ControlTest test, CancellationToken cancellationToken)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"test:{test.Id}:{test.TesterId}:{test.DueOn:yyyy-MM-dd}");
        await Of(test).Where(t => t.NaturalKey != key).CancelledAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
        if (test.DueOn > scope.Today(clock).AddDays(ControlTest.LeadDays)) { return; }
        await tasks.AskAsync(Ask(WorkTaskKind.ControlTest, test, test.TesterId, test.DueOn, key), cancellationToken);
    }

    /// <summary>Performed: the tester has nothing to do any more, somebody else decides.</summary>
    /// <param name="ownerId">Who answers for the control.</param>
    public async Task PerformedAsync(ControlTest test, Guid ownerId, CancellationToken cancellationToken)
    {
        await Of(test).DoneAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
        var due = scope.Today(clock).AddDays(ControlTest.DaysToDecide);
        foreach (var decider in test.IsWorkOf(ownerId) ? await KeepersAsync(test, cancellationToken) : [ownerId])
        {
            await tasks.AskAsync(Ask(WorkTaskKind.TestDecision, test, decider, due, $"test-decision:{test.Id}:{decider}"), cancellationToken);
        }
    }

    /// <summary>Accepted, rejected or cancelled: whoever did it is done, nobody else is asked any more.</summary>
    public async Task SettledAsync(ControlTest test, CancellationToken cancellationToken)
    {
        await Of(test).Where(t => t.Kind == WorkTaskKind.TestDecision && t.AssigneeId == scope.PersonId).DoneAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
        await Of(test).CancelledAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
    }

    private IQueryable<WorkTask> Of(ControlTest test)
        => db.WorkTasks.Where(t => (t.Kind == WorkTaskKind.ControlTest || t.Kind == WorkTaskKind.TestDecision) && t.SubjectType == nameof(ControlTest) && t.SubjectId == test.Id);

    private Task<List<Guid>> KeepersAsync(ControlTest test, CancellationToken cancellationToken)
        => db.RoleAssignments.InForce(scope.Today(clock)).Where(r => r.PersonId != test.TesterId && r.PersonId != test.PerformedById).Allowing(db, Permissions.ControlsEdit)
            .Join(db.People.Where(p => p.Status == PersonStatus.Active), r => r.PersonId, p => p.Id, (_, p) => p.Id).Distinct().ToListAsync(cancellationToken);

    private static NeededTask Ask(WorkTaskKind kind, ControlTest test, Guid person, DateOnly due, string key) => new(kind, nameof(ControlTest), test.Id, test.Title, person, due, key);
}
