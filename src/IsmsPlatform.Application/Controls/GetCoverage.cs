using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>Where each control of Annex A stands, and each of the organisation's own that is not retired.</summary>
[RequirePermission(Permissions.ControlsView)]
public sealed record GetCoverage : IQuery<Result<IReadOnlyList<CoveredControl>>>;

/// <param name="IsOwn">One of the organisation's own controls, behind those of Annex A.</param>
public sealed record CoveredControl(Guid Id, string Code, string Title, ControlTheme Theme, ControlNature Nature, ControlCoverage Coverage, bool IsOwn);

public sealed class GetCoverageHandler(IsmsDbContext db) : IQueryHandler<GetCoverage, Result<IReadOnlyList<CoveredControl>>>
{
    public async ValueTask<Result<IReadOnlyList<CoveredControl>>> Handle(GetCoverage query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<CoveredControl>>.Of([.. (await db.Controls.AsNoTracking().Where(c => c.AnnexId != null || c.RetiredOn == null)
            .LeftJoin(ControlCoverages.Of(db), c => c.Id, s => s.ControlId, (c, s) => new { c.Id, c.Code, c.Title, c.Theme, c.Nature, c.Ordinal, IsOwn = c.AnnexId == null, Coverage = (int?)s!.Coverage })
            .OrderBy(c => c.IsOwn).ThenBy(c => c.Ordinal).ThenBy(c => c.Code).ToListAsync(cancellationToken))
            .Select(c => new CoveredControl(c.Id, c.Code, c.Title, c.Theme, c.Nature, (ControlCoverage)(c.Coverage ?? 0), c.IsOwn))]);
}

internal static class ControlCoverages
{
    /// <summary>Set by initialiser, so that SQL can filter by it.</summary>
    internal sealed record State
    {
        public Guid ControlId { get; init; }

        public int Coverage { get; init; }
    }

    /// <summary>The state of each control that something implements, in one grouped question.</summary>
    internal static IQueryable<State> Of(IsmsDbContext db) => db.ControlImplementations.Where(i => i.Status != ImplementationStatus.Retired)
        .GroupBy(i => i.ControlId).Select(g => new State
        {
            ControlId = g.Key,
            Coverage = g.Max(i =>
            i.LastVerdict == TestVerdict.NotEffective ? (int)ControlCoverage.NotEffective
            : i.Status == ImplementationStatus.Operated && i.LastVerdict == TestVerdict.Effective ? (int)ControlCoverage.Effective
            : i.Status == ImplementationStatus.Operated || i.Status == ImplementationStatus.Implemented ? (int)ControlCoverage.Implemented
            : i.Status == ImplementationStatus.Planned || i.Status == ImplementationStatus.InProgress ? (int)ControlCoverage.Planned
            : (int)ControlCoverage.NotImplemented)
        });

    /// <summary>Controls in one of these states.</summary>
    internal static IQueryable<Control> Narrow(IQueryable<Control> controls, IReadOnlyList<ControlCoverage> states, IsmsDbContext db)
    {
        List<int> ranks = [.. states.Select(s => (int)s)];
        var covered = Of(db);
        var asks = covered.Where(s => ranks.Contains(s.Coverage));
        return ranks.Contains((int)ControlCoverage.NotImplemented)
            ? controls.Where(c => asks.Any(s => s.ControlId == c.Id) || !covered.Any(s => s.ControlId == c.Id))
            : controls.Where(c => asks.Any(s => s.ControlId == c.Id));
    }
}
