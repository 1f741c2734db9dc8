using System.Security.Cryptography;
using System.Text;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.RiskAssessments;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>The register of an assessment's risks, kept when it is completed.</summary>
public sealed class AssessmentResults(IsmsDbContext db, RequestScope scope)
{
    /// <summary>Keeps how each risk stands, in the words of its methodology, by one statement. Answers with the fingerprint of what was kept.</summary>
    internal async Task<byte[]> KeepAsync(RiskAssessment assessment, CancellationToken cancellationToken)
    {
        // The words of each version once, not for each risk: its scales are a long text.
        await db.Database.ExecuteSqlAsync($"""
            with said as materialized (
                select m.id, array(select l ->> 'Name' from jsonb_array_elements(m.scales -> 'Likelihood') with ordinality as x (l, n) order by n) as likelihood,
                       array(select l ->> 'Name' from jsonb_array_elements(m.scales -> 'Impact') with ordinality as x (l, n) order by n) as impact,
                       array(select l ->> 'Name' from jsonb_array_elements(m.scales -> 'Levels') with ordinality as x (l, n) order by n) as level
                  from risk_methodology m where m.tenant_id = {scope.TenantId})
            insert into risk_assessment_result (tenant_id, id, assessment_id, risk_id, code, title, owner, assets, status, treatment,
                   before_methodology_id, before_likelihood, before_impact, before_level, before_words, inherent_methodology_id, inherent_likelihood, inherent_impact, inherent_level, inherent_words,
                   current_methodology_id, current_likelihood, current_impact, current_level, current_words, target_methodology_id, target_likelihood, target_impact, target_level, target_words)
            select i.tenant_id, uuidv7(), i.assessment_id, i.risk_id, r.code, r.title, p.name,
                   array(select a.name from risk_asset l join asset a on a.tenant_id = l.tenant_id and a.id = l.asset_id where l.tenant_id = r.tenant_id and l.risk_id = r.id order by a.name, a.id),
                   r.status, r.treatment,
                   i.before_methodology_id, i.before_likelihood, i.before_impact, i.before_level, case when i.before_level > 0 then array[b.likelihood[i.before_likelihood], b.impact[i.before_impact], b.level[i.before_level]] else array[]::text[] end,
                   r.inherent_methodology_id, r.inherent_likelihood, r.inherent_impact, r.inherent_level, case when r.inherent_level > 0 then array[n.likelihood[r.inherent_likelihood], n.impact[r.inherent_impact], n.level[r.inherent_level]] else array[]::text[] end,
                   r.current_methodology_id, r.current_likelihood, r.current_impact, r.current_level, case when r.current_level > 0 then array[c.likelihood[r.current_likelihood], c.impact[r.current_impact], c.level[r.current_level]] else array[]::text[] end,
                   r.target_methodology_id, r.target_likelihood, r.target_impact, r.target_level, case when r.target_level > 0 then array[t.likelihood[r.target_likelihood], t.impact[r.target_impact], t.level[r.target_level]] else array[]::text[] end
              from risk_assessment_item i
              join risk r on r.tenant_id = i.tenant_id and r.id = i.risk_id
              join person p on p.tenant_id = r.tenant_id and p.id = r.owner_id
              left join said b on b.id = i.before_methodology_id
              left join said n on n.id = r.inherent_methodology_id
              left join said c on c.id = r.current_methodology_id
              left join said t on t.id = r.target_methodology_id
             where i.tenant_id = {scope.TenantId} and i.assessment_id = {assessment.Id}
            """, cancellationToken);
        return await FingerprintAsync(assessment, cancellationToken);
    }

    /// <summary>SHA-256 over the assessment and its rows by code: each as canonical JSON on a line of its own.</summary>
    public async Task<byte[]> FingerprintAsync(RiskAssessment a, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add<T>(T content) => hash.AppendData(Encoding.UTF8.GetBytes(CanonicalJson.Of(content) + "\n"));
        Add(new { a.Code, a.Name, a.Trigger, a.Why, a.MethodologyId, a.StartedOn });
        var rows = db.AssessmentResults.AsNoTracking().Where(r => r.AssessmentId == a.Id).OrderBy(r => r.Code).ThenBy(r => r.Id).AsAsyncEnumerable();
        await foreach (var r in rows.WithCancellation(cancellationToken))
        {
            Add(new
            {
                r.RiskId,
                r.Code,
                r.Title,
                r.Owner,
                r.Assets,
                r.Status,
                r.Treatment,
                Before = Rating(r.BeforeMethodologyId, r.BeforeLikelihood, r.BeforeImpact, r.BeforeLevel, r.BeforeWords),
                Inherent = Rating(r.InherentMethodologyId, r.InherentLikelihood, r.InherentImpact, r.InherentLevel, r.InherentWords),
                Current = Rating(r.CurrentMethodologyId, r.CurrentLikelihood, r.CurrentImpact, r.CurrentLevel, r.CurrentWords),
                Target = Rating(r.TargetMethodologyId, r.TargetLikelihood, r.TargetImpact, r.TargetLevel, r.TargetWords),
            });
        }
        return hash.GetHashAndReset();
    }

    private static object Rating(Guid? methodology, int likelihood, int impact, int level, string[] words) => new { methodology, likelihood, impact, level, words };
}
