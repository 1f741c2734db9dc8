using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Controls;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>An open risk that a control treats.</summary>
public sealed record RiskOfControl(Guid ControlId, Guid RiskId, string Code, string Title)
{
    internal SoaRecord Record => new(SoaLinkKind.Risk, RiskId, Name);

    public string Name => $"{Code} {Title}";
}

/// <summary>Which controls a Statement of Applicability has rows for, and which open risks they treat.</summary>
public sealed class ControlUse(IsmsDbContext db, RequestScope scope)
{
    /// <summary>
    /// Of each control the gravest risks that use one of its implementations, or that are to be treated by it: an action of a plan in force is open for
    /// them. One question, however many risks there are.
    /// </summary>
    /// <param name="most">Of each.</param>
    internal Task<List<RiskOfControl>> RisksAsync(IReadOnlyCollection<Guid> controls, int most, CancellationToken cancellationToken)
    {
        var (tenant, ids) = (scope.TenantId, controls.ToArray());
        return db.Database.SqlQuery<RiskOfControl>($"""
            select control_id, risk_id, code, title
              from (select u.*, row_number() over (partition by u.control_id order by u.gravity, u.risk_id) as place
                      from (select by_control.control_id, r.id as risk_id, r.code, r.title, r.gravity
                              from (select i.control_id, l.risk_id
                                      from control_implementation i
                                      join risk_control l on l.tenant_id = {tenant} and l.implementation_id = i.id
                                     where i.tenant_id = {tenant} and i.control_id = any({ids}) and i.status <> 'Retired'
                                     union
                                    select c.control_id, l.risk_id
                                      from treatment_action_control c
                                      join treatment_action a on a.tenant_id = {tenant} and a.id = c.action_id and a.status in ('Planned', 'InProgress', 'Done')
                                      join treatment_plan p on p.tenant_id = {tenant} and p.id = a.plan_id and p.status in ('Approved', 'InProgress')
                                      join treatment_action_risk l on l.tenant_id = {tenant} and l.action_id = a.id
                                     where c.tenant_id = {tenant} and c.control_id = any({ids})) by_control
                              join risk r on r.tenant_id = {tenant} and r.id = by_control.risk_id and r.is_open) u) x
             where place <= {most} order by control_id, place
            """).ToListAsync(cancellationToken);
    }

    /// <summary>All of Annex A, and of the organisation's own controls those that something puts into practice or an action of a plan in force is to.</summary>
    internal IQueryable<Control> WithRow() => db.Controls.Where(c => c.AnnexId != null || (c.RetiredOn == null
        && (db.ControlImplementations.Any(i => i.ControlId == c.Id && i.Status != ImplementationStatus.Retired)
            || db.TreatmentActionControls.Any(l => l.ControlId == c.Id && db.TreatmentActions.Open().Any(a => a.Id == l.ActionId && db.TreatmentPlans.InForce().Any(p => p.Id == a.PlanId))))));
}
