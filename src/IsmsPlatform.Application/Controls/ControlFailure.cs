using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>
/// A test says that a control is not effective: whoever relies on it learns that here, in the transaction of the act, when the test is
/// performed and again when it is accepted. The risks that it lowers have to be evaluated anew.
/// </summary>
public sealed class ControlFailure(IsmsDbContext db, Notifier notifier, RisksToReevaluate risks, RequestScope scope, TimeProvider clock)
{
    public async Task TellAsync(ControlTest test, ControlImplementation of, CancellationToken cancellationToken)
    {
        if (test.Verdict != TestVerdict.NotEffective) { return; }
        var managers = await db.RoleAssignments.InForce(scope.Today(clock)).Where(r => r.Role == Role.IsmsManager)
            .Join(db.People.Where(p => p.Status == PersonStatus.Active), r => r.PersonId, p => p.Id, (_, p) => p.Id).Distinct().ToListAsync(cancellationToken);
        await notifier.TellAsync([.. managers.Append(of.OwnerId).Distinct().Where(p => p != scope.PersonId)], NotificationKind.ControlNotEffective, nameof(ControlTest), test.Id, test.Title, cancellationToken);
        await risks.MarkAsync(of, ReevaluationCause.ControlNotEffective, cancellationToken);
    }
}
