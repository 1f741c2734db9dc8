using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
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
    /// <summary>Of each control the gravest risks that use one of its implementations: one question, however many risks there are.</summary>
    /// <param name="most">Of each.</param>
    internal Task<List<RiskOfControl>> RisksAsync(IReadOnlyCollection<Guid> controls, int most, CancellationToken cancellationToken)
    {
        var (tenant, ids) = (scope.TenantId, controls.ToArray());
        return db.Database.SqlQuery<RiskOfControl>($"""
            select control_id, risk_id, code, title
              from (select u.*, row_number() over (partition by u.control_id order by u.gravity, u.risk_id) as place
                      from (select distinct i.control_id, r.id as risk_id, r.code, r.title, r.gravity
                              from control_implementation i
                              join risk_control l on l.tenant_id = {tenant} and l.implementation_id = i.id
                              join risk r on r.tenant_id = {tenant} and r.id = l.risk_id and r.is_open
                             where i.tenant_id = {tenant} and i.control_id = any({ids}) and i.status <> 'Retired') u) x
             where place <= {most} order by control_id, place
            """).ToListAsync(cancellationToken);
    }

    /// <summary>All of Annex A, and of the organisation's own controls those that something puts into practice.</summary>
    internal IQueryable<Control> WithRow() => db.Controls.Where(c => c.AnnexId != null || (c.RetiredOn == null && db.ControlImplementations.Any(i => i.ControlId == c.Id && i.Status != ImplementationStatus.Retired)));
}
