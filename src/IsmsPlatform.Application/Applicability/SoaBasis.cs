using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <param name="Id">Of the version.</param>
internal sealed record ScopeForSoa(Guid Id, int VersionNo);

/// <summary>A treatment plan that a Statement of Applicability rests on.</summary>
public sealed record PlanForSoa(Guid Id, string Code, string Name)
{
    public string Label => $"{Code} {Name}";
}

/// <summary>What a Statement of Applicability has to rest on today (6.1.3 b–d).</summary>
/// <param name="Scopes">
/// The version in force, and those that were approved for a later day, when both are meant to take effect together. Empty before there is any.
/// </param>
/// <param name="Plan">The treatment plan that was approved last; null before there is any.</param>
internal sealed record SoaBasis(IReadOnlyList<ScopeForSoa> Scopes, PlanForSoa? Plan)
{
    /// <summary>What a version does not take into account; null where it rests on what holds.</summary>
    internal ScopeForSoa? NewerScope(SoaVersion version) => Scopes is [var newest, ..] && !Scopes.Any(s => s.Id == version.ScopeId) ? newest : null;

    internal PlanForSoa? NewerPlan(SoaVersion version) => Plan?.Id != version.PlanId ? Plan : null;
}

internal static class SoaBasisQuery
{
    internal static async Task<SoaBasis> SoaBasisAsync(this IsmsDbContext db, DateOnly today, CancellationToken cancellationToken) => new(
    [
        .. await db.ScopeStatements.EffectiveOn(today).Take(1).Select(s => new ScopeForSoa(s.Id, s.VersionNo)).ToListAsync(cancellationToken),
        .. await db.ScopeStatements.Where(s => s.Status == ScopeStatus.Approved && s.InForceFrom > today).OrderBy(s => s.InForceFrom).ThenBy(s => s.VersionNo).Select(s => new ScopeForSoa(s.Id, s.VersionNo)).ToListAsync(cancellationToken),
    ],
        await db.TreatmentPlans.Where(p => p.Status == PlanStatus.Approved || p.Status == PlanStatus.InProgress || p.Status == PlanStatus.Completed).OrderByDescending(p => p.ApprovedOn).ThenByDescending(p => p.Id)
            .Select(p => new PlanForSoa(p.Id, p.Code, p.Name)).FirstOrDefaultAsync(cancellationToken));

    /// <summary>The version that holds: the newest that was approved.</summary>
    internal static IQueryable<SoaVersion> InForce(this IQueryable<SoaVersion> versions)
        => versions.Where(s => s.Status == SoaStatus.Approved).OrderByDescending(s => s.VersionNo);
}
