using System.Globalization;
using IsmsPlatform.Application.Acceptance;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Tasks;

/// <summary>What an act on the acceptance of a risk does to the tasks about it; <see cref="KeepTasks"/> does the same for days that come and people who change.</summary>
public sealed class AcceptanceTasks(IsmsDbContext db, AcceptanceLimits limits, TaskAsking tasks, Notifier notifier, RequestScope scope, TimeProvider clock)
{
    /// <summary>Who has to be asked today: whoever is missing for those that wait, and the owners of the risks whose acceptance ends soon.</summary>
    internal async Task<IReadOnlyList<NeededTask>> AskedAsync(CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var (due, soon) = (today.AddDays(ApprovalDesk.DaysToDecide), today.AddDays(RiskAcceptance.ReminderDays));
        var open = await db.RiskAcceptances.AsNoTracking().Where(a => a.Status == AcceptanceStatus.Requested || (a.Status == AcceptanceStatus.Granted && a.ValidUntil <= soon)).Select(a => new
        {
            Acceptance = a,
            Owner = db.Risks.Where(r => r.Id == a.RiskId).Select(r => r.OwnerId).First(),
            EvaluatedBy = db.ThatStand().Where(e => e.RiskId == a.RiskId).Select(e => e.EvaluatedBy).First(),
            NextIsAskedFor = db.RiskAcceptances.Any(n => n.RiskId == a.RiskId && n.Status == AcceptanceStatus.Requested),
            Grants = db.RiskAcceptanceGrants.Where(g => g.AcceptanceId == a.Id).ToList(),
        }).ToListAsync(cancellationToken);
        List<NeededTask> asked = [.. open.Where(x => x.Acceptance.Status == AcceptanceStatus.Granted && !x.NextIsAskedFor)
            .Select(x => Ask(WorkTaskKind.AcceptanceEnding, x.Acceptance, x.Owner, x.Acceptance.ValidUntil))];
        var methods = await db.RiskMethodologies.AsNoTracking().Where(m => open.Select(x => x.Acceptance.MethodologyId).Contains(m.Id)).ToDictionaryAsync(m => m.Id, m => m.Scales, cancellationToken);
        foreach (var x in open.Where(x => x.Acceptance.Status == AcceptanceStatus.Requested))
        {
            foreach (var person in await MissingAsync(x.Acceptance, x.Owner, x.EvaluatedBy, x.Grants, methods[x.Acceptance.MethodologyId], cancellationToken))
            {
                asked.Add(Ask(WorkTaskKind.AcceptanceDecision, x.Acceptance, person, due));
            }
        }
        return asked;
    }

    /// <summary>Asked for: whoever has to grant it is asked; nobody needs to be reminded that the one before ends.</summary>
    /// <param name="evaluatedBy">Who judged what is accepted.</param>
    internal async Task RequestedAsync(RiskAcceptance acceptance, Guid owner, Guid evaluatedBy, IEnumerable<RiskAcceptance> before, RiskScales scales, CancellationToken cancellationToken)
    {
        foreach (var standing in before) { await Of(standing.Id).DoneAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken); }
        foreach (var person in await MissingAsync(acceptance, owner, evaluatedBy, [], scales, cancellationToken))
        {
            await tasks.AskAsync(Ask(WorkTaskKind.AcceptanceDecision, acceptance, person, scope.Today(clock).AddDays(ApprovalDesk.DaysToDecide)), cancellationToken);
        }
    }

    /// <summary>Somebody granted it: they are done; whoever is not needed any more is not asked either.</summary>
    internal async Task GrantedAsync(AcceptanceCase of, Guid by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await Of(of.Acceptance.Id).Where(t => t.AssigneeId == by).DoneAsync(by, now, cancellationToken);
        var missing = of.Acceptance.Status == AcceptanceStatus.Requested ? await MissingAsync(of.Acceptance, of.Parties.OwnerId, of.Parties.EvaluatedBy, of.Grants, of.Scales, cancellationToken) : [];
        await Of(of.Acceptance.Id).Where(t => !missing.Contains(t.AssigneeId)).CancelledAsync(by, now, cancellationToken);
        if (of.Acceptance.Status == AcceptanceStatus.Granted) { await TellAsync(of.Acceptance, NotificationKind.RiskAccepted, [of.Acceptance.RequestedBy, of.Parties.OwnerId], cancellationToken); }
    }

    /// <summary>Refused: whoever did is done, nobody else is asked; whoever asked is told.</summary>
    internal async Task RefusedAsync(RiskAcceptance acceptance, Guid by, Guid owner, CancellationToken cancellationToken)
    {
        await Of(acceptance.Id).Where(t => t.AssigneeId == by).DoneAsync(by, clock.GetUtcNow(), cancellationToken);
        await Of(acceptance.Id).CancelledAsync(by, clock.GetUtcNow(), cancellationToken);
        await TellAsync(acceptance, NotificationKind.Rejected, [acceptance.RequestedBy, owner], cancellationToken);
    }

    /// <summary>It is over: nobody is asked any more; the owner and whoever asked for it are told.</summary>
    internal async Task EndedAsync(RiskAcceptance acceptance, Guid owner, CancellationToken cancellationToken)
    {
        await Of(acceptance.Id).CancelledAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);
        await TellAsync(acceptance, NotificationKind.AcceptanceEnded, [acceptance.RequestedBy, owner], cancellationToken);
    }

    /// <summary>The next one took its place.</summary>
    internal Task ReplacedAsync(RiskAcceptance acceptance, CancellationToken cancellationToken) => Of(acceptance.Id).CancelledAsync(scope.PersonId, clock.GetUtcNow(), cancellationToken);

    // Of those whose limit covers the level whoever decides most is asked: the task of everybody is nobody's.
    private async Task<IReadOnlyList<Guid>> MissingAsync(RiskAcceptance acceptance, Guid owner, Guid evaluatedBy, IReadOnlyCollection<RiskAcceptanceGrant> grants, RiskScales scales, CancellationToken cancellationToken)
    {
        var parties = new AcceptanceParties(owner, (await limits.OfAsync(scales, owner, [owner], cancellationToken))[owner].Level, evaluatedBy);
        var (ownerMissing, secondMissing) = parties.Missing(acceptance.Level, grants);
        var covering = secondMissing ? (await limits.CoveringAsync(scales, acceptance.Level, cancellationToken)).Where(a => a.PersonId != owner).ToList() : [];
        return [.. ownerMissing ? [owner] : Array.Empty<Guid>(), .. covering.Where(a => a.Level == covering[0].Level && grants.All(g => g.PersonId != a.PersonId)).Select(a => a.PersonId)];
    }

    private IQueryable<WorkTask> Of(Guid acceptance)
        => db.WorkTasks.Where(t => (t.Kind == WorkTaskKind.AcceptanceDecision || t.Kind == WorkTaskKind.AcceptanceEnding) && t.SubjectType == nameof(RiskAcceptance) && t.SubjectId == acceptance);

    private async Task TellAsync(RiskAcceptance acceptance, NotificationKind kind, Guid[] people, CancellationToken cancellationToken)
        => await notifier.TellAsync([.. people.Distinct().Where(p => p != scope.PersonId)], kind, nameof(RiskAcceptance), acceptance.Id, acceptance.Title, cancellationToken);

    private static NeededTask Ask(WorkTaskKind kind, RiskAcceptance acceptance, Guid person, DateOnly due)
        => new(kind, nameof(RiskAcceptance), acceptance.Id, acceptance.Title, person, due, string.Create(CultureInfo.InvariantCulture, $"{(kind == WorkTaskKind.AcceptanceDecision ? "acceptance" : "acceptance-ends")}:{acceptance.Id}:{person}"));
}
