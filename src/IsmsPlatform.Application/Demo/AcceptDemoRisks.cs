using IsmsPlatform.Application.Acceptance;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Demo;

/// <param name="Days">From today until its last day.</param>
public sealed record DemoAcceptance(string Reason, string? Conditions, int Days);

/// <summary>The owners of a demo organisation's risks, and who else must, accept some of them; once, however often it is asked.</summary>
[SystemOnly]
public sealed record AcceptDemoRisks(DemoOrganisation Demo) : ICommand<Result>;

public sealed class AcceptDemoRisksHandler(IsmsDbContext db, RiskRatings ratings, AcceptanceLimits limits, RequestScope scope, TimeProvider clock) : ICommandHandler<AcceptDemoRisks, Result>
{
    public async ValueTask<Result> Handle(AcceptDemoRisks command, CancellationToken cancellationToken)
    {
        var (method, today) = ((await ratings.InForceAsync(cancellationToken))!, scope.Today(clock));
        foreach (var demo in command.Demo.Risks.Where(r => r.Acceptance is not null))
        {
            if (await db.Risks.SingleOrDefaultAsync(r => r.Title == demo.Title && r.AcceptedUntil == null, cancellationToken) is not { } risk) { continue; }
            var evaluation = await db.RiskEvaluations.SingleAsync(e => e.RiskId == risk.Id && e.Stage == EvaluationStage.Current, cancellationToken);
            var terms = new AcceptanceTerms(demo.Acceptance!.Reason, demo.Acceptance.Conditions, today.AddDays(demo.Acceptance.Days));
            var acceptance = RiskAcceptance.Request(Guid.CreateVersion7(), risk, evaluation.Id, method, [], terms, evaluation.EvaluatedBy, today).Value;
            db.RiskAcceptances.Add(acceptance);
            var covering = await limits.CoveringAsync(method.Scales, acceptance.Level, cancellationToken);
            List<Guid> people = [risk.OwnerId, .. covering.Select(c => c.PersonId)];
            var held = await limits.OfAsync(method.Scales, risk.OwnerId, people, cancellationToken);
            var parties = new AcceptanceParties(risk.OwnerId, held[risk.OwnerId].Level, evaluation.EvaluatedBy);
            List<RiskAcceptanceGrant> grants = [];
            foreach (var person in people.TakeWhile(_ => acceptance.Status == AcceptanceStatus.Requested)) { grants.Add(acceptance.Grant(risk, parties, grants, held[person], method.Scales, today, clock.GetUtcNow()).Value); }
            db.RiskAcceptanceGrants.AddRange(grants);
        }
        return Result.Success;
    }
}
