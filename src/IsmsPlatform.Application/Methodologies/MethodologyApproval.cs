using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Methodologies;

/// <summary>Top management approves by which criteria risks are assessed and accepted (ISO/IEC 27001 6.1.2 a).</summary>
public sealed class MethodologyApproval(IsmsDbContext db, MethodologyStory story, RequestScope scope, TimeProvider clock) : IApprovalSubject
{
    public string Type => nameof(RiskMethodology);

    public string Permission => Permissions.MethodologyApprove;

    /// <summary>Numbers stand as the names of their levels, so that two versions can be read side by side.</summary>
    internal static string Content(RiskMethodology m)
    {
        var s = m.Scales;
        string Level(int n) => s.Levels.ElementAtOrDefault(n - 1)?.Name ?? "–";
        return CanonicalJson.Of(new
        {
            m.VersionNo,
            m.Appetite,
            s.Likelihood,
            s.Impact,
            s.Dimensions,
            s.Levels,
            Matrix = s.Likelihood.Select((l, i) => new { Likelihood = l.Name, Cells = s.Impact.Select((p, j) => $"{p.Name}: {Level(s.Matrix[i][j])}") }),
            Threshold = Level(s.Threshold),
            NeverFrom = s.NeverFrom is { } never ? Level(never) : null,
            Limits = s.Limits.Select(l => new { l.Role, Level = Level(l.Level) }),
            s.AssessmentFloor,
        });
    }

    public async Task<string?> ContentAsync(Guid id, CancellationToken cancellationToken)
        => await db.RiskMethodologies.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id, cancellationToken) is { } version ? Content(version) : null;

    public async Task<string?> PathAsync(Guid id, CancellationToken cancellationToken)
        => await db.RiskMethodologies.AnyAsync(m => m.Id == id, cancellationToken) ? $"methodology/versions/{id}" : null;

    /// <summary>Beside what holds today, which the new version would replace.</summary>
    public async Task<Guid> ComparedWithAsync(Guid id, CancellationToken cancellationToken)
        => await db.RiskMethodologies.Where(m => m.Id != id).InForce().Select(m => (Guid?)m.Id).FirstOrDefaultAsync(cancellationToken) ?? id;

    public Task<Result> ApprovedAsync(Guid id, CancellationToken cancellationToken) => ActAsync(id, m => m.Approve(scope.Today(clock)), cancellationToken);

    public Task<Result> TurnedDownAsync(Guid id, CancellationToken cancellationToken) => ActAsync(id, m => m.TakeBack(), cancellationToken);

    private async Task<Result> ActAsync(Guid id, Func<RiskMethodology, Result> act, CancellationToken cancellationToken)
    {
        var version = await db.RiskMethodologies.SingleAsync(m => m.Id == id, cancellationToken);
        var done = act(version);
        if (done.IsSuccess) { story.Tell(version); }
        return done;
    }
}
