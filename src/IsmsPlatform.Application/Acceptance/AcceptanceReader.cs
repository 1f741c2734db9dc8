using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Acceptance;

/// <summary>Reads acceptances with who has granted them and whose grants are missing.</summary>
public sealed class AcceptanceReader(IsmsDbContext db, RiskRatings ratings, AcceptanceLimits limits, RiskAccess access, RequestScope scope, TimeProvider clock)
{
    /// <summary>So many are named; more say nothing more.</summary>
    private const int MostCovering = 10;

    private sealed record Held(RiskAcceptance Acceptance, Risk Risk, string Owner, RiskEvaluation Evaluation, RiskEvaluation Standing, string EvaluatedBy, string RequestedBy, string? EndedBy, bool NextIsAskedFor, int OpenActions, List<HeldGrant> Grants);

    private sealed record HeldGrant(RiskAcceptanceGrant Grant, string Person);

    /// <summary>Newest first.</summary>
    internal async Task<IReadOnlyList<AcceptanceView>> ReadAsync(IQueryable<RiskAcceptance> acceptances, int most, CancellationToken cancellationToken)
    {
        var held = await acceptances.AsNoTracking().OrderByDescending(a => a.RequestedOn).ThenByDescending(a => a.Id).Take(most).Select(a => new Held(
            a,
            db.Risks.First(r => r.Id == a.RiskId),
            db.Risks.Where(r => r.Id == a.RiskId).Join(db.People, r => r.OwnerId, p => p.Id, (_, p) => p.Name).First(),
            db.RiskEvaluations.First(e => e.Id == a.EvaluationId),
            db.ThatStand().First(e => e.RiskId == a.RiskId),
            db.RiskEvaluations.Where(e => e.Id == a.EvaluationId).Join(db.People, e => e.EvaluatedBy, p => p.Id, (_, p) => p.Name).First(),
            db.People.Where(p => p.Id == a.RequestedBy).Select(p => p.Name).First(),
            db.People.Where(p => p.Id == a.EndedBy).Select(p => p.Name).FirstOrDefault(),
            db.RiskAcceptances.Any(n => n.RiskId == a.RiskId && n.Status == AcceptanceStatus.Requested),
            db.TreatmentActionRisks.Where(l => l.RiskId == a.RiskId).Join(db.TreatmentActions.Open(), l => l.ActionId, t => t.Id, (_, t) => t).Count(t => db.TreatmentPlans.InForce().Any(p => p.Id == t.PlanId)),
            db.RiskAcceptanceGrants.Where(g => g.AcceptanceId == a.Id).OrderBy(g => g.RecordedAt).ThenBy(g => g.Id).Join(db.People, g => g.PersonId, p => p.Id, (g, p) => new HeldGrant(g, p.Name)).ToList())).ToListAsync(cancellationToken);
        await ratings.ReadAsync(held.SelectMany(h => new[] { h.Acceptance.MethodologyId, h.Risk.CurrentMethodologyId }), cancellationToken);
        var views = new List<AcceptanceView>(held.Count);
        foreach (var h in held) { views.Add(await ViewAsync(h, cancellationToken)); }
        return views;
    }

    private async Task<AcceptanceView> ViewAsync(Held h, CancellationToken cancellationToken)
    {
        var (a, risk, method) = (h.Acceptance, h.Risk, ratings.VersionOf(h.Acceptance.MethodologyId));
        var (grants, me) = (h.Grants.ConvertAll(g => g.Grant), scope.Actor.OwnerId);
        // What is over asks nobody for anything.
        var of = a.IsOpen ? await limits.OfAsync(method.Scales, risk.OwnerId, [risk.OwnerId, .. me is { } asker ? [asker] : Array.Empty<Guid>()], cancellationToken) : null;
        var parties = of is null ? null : new AcceptanceParties(risk.OwnerId, of[risk.OwnerId].Level, h.Standing.EvaluatedBy);
        var mine = me is { } person ? of?[person] : null;
        return new AcceptanceView
        {
            Id = a.Id,
            RiskId = risk.Id,
            RiskCode = risk.Code,
            Title = a.Title,
            Scenario = risk.Scenario,
            Status = a.Status,
            EvaluationId = a.EvaluationId,
            Rating = ratings.Of(new RatingView { MethodologyId = a.MethodologyId, Likelihood = h.Evaluation.Likelihood, Impact = h.Evaluation.Impact, Level = a.Level })!,
            // While it waits also where the same was judged again: who judged decides who has to accept.
            RatedSince = a.IsOpen && ((risk.CurrentLikelihood, risk.CurrentImpact, risk.CurrentLevel) != (h.Evaluation.Likelihood, h.Evaluation.Impact, a.Level) || (a.Status == AcceptanceStatus.Requested && h.Standing.Id != a.EvaluationId))
                ? ratings.Of(new RatingView { MethodologyId = risk.CurrentMethodologyId, Likelihood = risk.CurrentLikelihood, Impact = risk.CurrentImpact, Level = risk.CurrentLevel }) : null,
            OpenActions = h.OpenActions,
            MethodologyVersion = method.VersionNo,
            EvaluatedBy = h.EvaluatedBy,
            EvaluatedOn = h.Evaluation.EvaluatedOn,
            Reason = a.Reason,
            Conditions = a.Conditions,
            ValidUntil = a.ValidUntil,
            RequestedBy = h.RequestedBy,
            RequestedOn = a.RequestedOn,
            GrantedOn = a.GrantedOn,
            Grants = h.Grants.ConvertAll(g => new GrantView(g.Grant.PersonId, g.Person, g.Grant.Capacity, g.Grant.Role, NameOf(method.Scales, g.Grant.LimitLevel), g.Grant.GrantedOn)),
            Missing = a.Status == AcceptanceStatus.Requested ? await MissingAsync(method.Scales, a.Level, parties!, h.Owner, grants, cancellationToken) : null,
            Owner = h.Owner,
            OwnerChanged = a.Status == AcceptanceStatus.Granted && grants.TrueForAll(g => g.PersonId != risk.OwnerId),
            EndedOn = a.EndedOn,
            EndedBy = h.EndedBy,
            EndCause = a.EndCause,
            EndComment = a.EndComment,
            Version = a.Version,
            MayDecide = mine is not null && (scope.Actor.Can(Permissions.RisksAccept) || mine.PersonId == risk.OwnerId) && a.MayDecide(parties!, grants, mine, method.Scales) is null,
            MayRevoke = mine is not null && MayRevoke(scope.Actor, a, risk.OwnerId, grants, mine),
            MayAskForNext = a.Status == AcceptanceStatus.Granted && a.ValidUntil <= scope.Today(clock).AddDays(RiskAcceptance.ReminderDays) && !h.NextIsAskedFor && access.MayEvaluate(risk.OwnerId),
            MaySeeRisk = scope.Actor.Can(Permissions.RisksView) || scope.Actor.Owns(risk.OwnerId),
        };
    }

    /// <summary>Whose grants are missing for a level, by name.</summary>
    internal async Task<MissingGrants> MissingAsync(RiskScales scales, int level, AcceptanceParties parties, string owner, IReadOnlyCollection<RiskAcceptanceGrant> grants, CancellationToken cancellationToken)
    {
        var missing = parties.Missing(level, grants);
        var covering = missing.Second ? await limits.CoveringAsync(scales, level, cancellationToken) : [];
        return new MissingGrants(missing.Owner ? owner : null, NameOf(scales, parties.OwnerLimit), missing.Second, level <= parties.OwnerLimit,
            [.. covering.Where(c => c.PersonId != parties.OwnerId && grants.All(g => g.PersonId != c.PersonId)).Take(MostCovering).Select(c => new CoveringPerson(c.PersonId, c.Name, c.Role))]);
    }

    /// <summary>Whoever keeps the risks; a request is taken back by whoever asked, what holds is revoked by the owner, whoever granted it, and whose limit covers it.</summary>
    internal static bool MayRevoke(Actor actor, RiskAcceptance acceptance, Guid ownerId, IReadOnlyCollection<RiskAcceptanceGrant> grants, PersonalLimit mine)
        => acceptance.Status switch
        {
            AcceptanceStatus.Requested => actor.Can(Permissions.RisksEdit) || acceptance.RequestedBy == mine.PersonId,
            AcceptanceStatus.Granted => actor.Can(Permissions.RisksEdit) || actor.Owns(ownerId) || (actor.Can(Permissions.RisksAccept) && (mine.Level >= acceptance.Level || grants.Any(g => g.PersonId == mine.PersonId))),
            _ => false,
        };

    private static string? NameOf(RiskScales scales, int level) => level > 0 ? scales.Levels[level - 1].Name : null;
}
