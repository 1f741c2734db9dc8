using System.Runtime.CompilerServices;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>What the acts on assessments share: who may do what, one act at a time, and which risks a scope holds.</summary>
public sealed class AssessmentDesk(IsmsDbContext db, RiskRatings ratings, RequestScope scope)
{
    internal const int MostCounted = 1000;

    // What others wrote while risks were taken in was opened before and seen afterwards: by as much as a transaction of the program may last (roles.sql), and to spare.
    private static readonly TimeSpan Unseen = TimeSpan.FromMinutes(2);

    // Every open risk falls under an assessment of all: those that are not in it were opened since it took in the others.
    private static readonly Compiled<Func<IsmsDbContext, Guid, DateTimeOffset, CancellationToken, Task<int>>> OpenedSince = new(() => EF.CompileAsyncQuery((IsmsDbContext db, Guid id, DateTimeOffset since, CancellationToken cancellationToken) =>
        db.Risks.Where(r => EF.Property<bool>(r, RiskMapping.IsOpen) && EF.Property<DateTimeOffset>(r, RiskMapping.OpenedAt) >= since && !db.AssessmentItems.Any(i => i.AssessmentId == id && i.RiskId == r.Id)).Take(MostCounted + 1).Count()));

    private static readonly Compiled<Func<IsmsDbContext, CancellationToken, Task<int>>> OpenRisks = new(() => EF.CompileAsyncQuery((IsmsDbContext db, CancellationToken cancellationToken) =>
        db.Risks.Count(r => EF.Property<bool>(r, RiskMapping.IsOpen))));

    private sealed record Taken(int Risks, DateTimeOffset At);

    // The risks that fall under the scope of an assessment and are not in it yet. Values are parameters; today and looking back, as the search path says.
    private const string Matching = """
          from risk r
         where r.tenant_id = {0} and r.status <> 'Closed'
           and not exists (select from risk_assessment_item i where i.tenant_id = r.tenant_id and i.assessment_id = {1} and i.risk_id = r.id)
           and (cardinality({2}) = 0 or r.kind = any ({2}))
           and (cardinality({3}) = 0 or exists (select from threat t where t.tenant_id = r.tenant_id and t.id = r.threat_id and t.category = any ({3})))
           and (cardinality({4}) = 0 or ('NeverRated' = any ({4}) and r.current_level = 0) or ('Reevaluate' = any ({4}) and r.reevaluate_since is not null)
                or ('EarlierMethodology' = any ({4}) and (r.inherent_methodology_id <> {5} or r.current_methodology_id <> {5})))
           and (cardinality({6}) = 0 or exists (select from risk_asset l join asset a on a.tenant_id = l.tenant_id and a.id = l.asset_id where l.tenant_id = r.tenant_id and l.risk_id = r.id and a.unit_id = any ({6})))
           and (cardinality({7}) = 0 or exists (select from risk_asset l join asset a on a.tenant_id = l.tenant_id and a.id = l.asset_id where l.tenant_id = r.tenant_id and l.risk_id = r.id and a.location_id = any ({7})))
           and (cardinality({8}) = 0 or exists (select from risk_asset l where l.tenant_id = r.tenant_id and l.risk_id = r.id and l.asset_id = any ({8})))
           and (cardinality({9}) = 0 or r.owner_id = any ({9}))
        """;

    /// <summary>Whoever keeps the risks leads each assessment on, a lead their own.</summary>
    public bool MayLead(Guid leadId) => scope.Actor.Can(Permissions.RisksEdit) || (scope.Actor.Can(Permissions.RisksEditOwn) && scope.Actor.Owns(leadId));

    /// <summary>Whoever sees all risks, leads it or takes part in it sees all of its risks; an owner who is asked to evaluate sees their own.</summary>
    internal async Task<bool> SeesAllAsync(RiskAssessment assessment, CancellationToken cancellationToken)
        => scope.Actor.Can(Permissions.RisksView) || scope.Actor.Owns(assessment.LeadId) || await db.AssessmentParticipants.AnyAsync(p => p.AssessmentId == assessment.Id && p.PersonId == scope.Actor.OwnerId, cancellationToken);

    public Task<bool> IsActiveAsync(Guid personId, CancellationToken cancellationToken)
        => db.People.AnyAsync(p => p.Id == personId && p.Status == PersonStatus.Active, cancellationToken);

    /// <summary>Whoever evaluates in an assessment and whoever moves it on wait for each other: what is completed is what was there.</summary>
    public Task LockAsync(Guid id, CancellationToken cancellationToken) => db.LockAsync($"risk assessment {id}", cancellationToken);

    /// <summary>The assessment to act on at the version that was seen, if the actor may.</summary>
    public async Task<Result<RiskAssessment>> OpenAsync(Guid id, long version, CancellationToken cancellationToken)
    {
        var lead = await db.RiskAssessments.Where(a => a.Id == id).Select(a => (Guid?)a.LeadId).SingleOrDefaultAsync(cancellationToken);
        if (lead is null) { return Error.NotFound; }
        if (!MayLead(lead.Value)) { return Error.Forbidden; }
        await LockAsync(id, cancellationToken);
        return await db.OpenAsync<RiskAssessment>(id, version, cancellationToken);
    }

    /// <summary>How many open risks fall under the scope and are not in it yet. Of a running assessment no more than <see cref="MostCounted"/> and one are counted: beyond that the number tells nobody more.</summary>
    /// <param name="hasRecords">Units, locations, assets or owners narrow its scope.</param>
    internal async Task<int> CountOutsideAsync(RiskAssessment assessment, bool hasRecords, DateTimeOffset? takenInAt, CancellationToken cancellationToken)
    {
        if (!hasRecords && assessment is { Kinds: [], ThreatCategories: [], Needs: [] })
        {
            return await (assessment.IsRunning ? OpenedSince.For(db)(db, assessment.Id, takenInAt - Unseen ?? DateTimeOffset.MinValue, cancellationToken) : OpenRisks.For(db)(db, cancellationToken));
        }
        var (values, limit) = (await ValuesAsync(assessment, cancellationToken), assessment.IsRunning ? $"limit {MostCounted + 1}" : "");
        return (await db.Database.SqlQuery<int>(FormattableStringFactory.Create($"select count(*)::int as \"Value\" from (select 1 {Matching} {limit}) f", values)).ToListAsync(cancellationToken))[0];
    }

    /// <summary>Takes them in, all by one statement, however many there are. Says how many.</summary>
    internal async Task<int> TakeInAsync(RiskAssessment assessment, CancellationToken cancellationToken)
    {
        var taken = (await db.Database.SqlQuery<Taken>(FormattableStringFactory.Create($$"""
            with taken as (
                insert into risk_assessment_item (tenant_id, id, assessment_id, risk_id, code, owner_id, treatment, is_closed,
                       before_methodology_id, before_likelihood, before_impact, before_level, now_methodology_id, now_likelihood, now_impact, now_level, inherent_done, current_done, target_done)
                select r.tenant_id, uuidv7(), {1}, r.id, r.code, r.owner_id, r.treatment, false,
                       r.current_methodology_id, r.current_likelihood, r.current_impact, r.current_level, r.current_methodology_id, r.current_likelihood, r.current_impact, r.current_level, false, false, false
                {{Matching}}
                on conflict (tenant_id, assessment_id, risk_id) do nothing
                returning 1)
            select count(*)::int as risks, now() as at from taken
            """, await ValuesAsync(assessment, cancellationToken))).ToListAsync(cancellationToken))[0];
        if (taken.Risks > 0) { db.Entry(assessment).Property<DateTimeOffset?>(RiskAssessmentMapping.TakenInAt).CurrentValue = taken.At; }
        return taken.Risks;
    }

    private async Task<object[]> ValuesAsync(RiskAssessment a, CancellationToken cancellationToken)
    {
        var records = await db.AssessmentScopes.AsNoTracking().Where(s => s.AssessmentId == a.Id).ToListAsync(cancellationToken);
        var units = records.Select(r => r.UnitId).OfType<Guid>().ToHashSet();
        return
        [
            scope.TenantId, a.Id, a.Kinds, a.ThreatCategories, a.Needs, (await ratings.InForceAsync(cancellationToken))?.Id ?? Guid.Empty,
            units.Count == 0 ? Array.Empty<Guid>() : await WithBelowAsync(units, cancellationToken),
            records.Select(r => r.LocationId).OfType<Guid>().ToArray(), records.Select(r => r.AssetId).OfType<Guid>().ToArray(), records.Select(r => r.OwnerId).OfType<Guid>().ToArray(),
        ];
    }

    private async Task<Guid[]> WithBelowAsync(HashSet<Guid> units, CancellationToken cancellationToken)
    {
        var below = (await db.Units.Select(u => new { u.Id, u.ParentId }).ToListAsync(cancellationToken)).ToLookup(u => u.ParentId, u => u.Id);
        var open = new Queue<Guid>(units);
        while (open.TryDequeue(out var unit))
        {
            foreach (var child in below[unit].Where(units.Add)) { open.Enqueue(child); }
        }
        return [.. units];
    }
}
