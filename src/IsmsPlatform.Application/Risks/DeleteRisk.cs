using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>Removes what was entered by mistake: never rated, reviewed or closed, and nothing hangs on it. Everything else is evidence and is closed.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record DeleteRisk(Guid Id, long Version) : ICommand<Result>;

public sealed class DeleteRiskHandler(IsmsDbContext db, ReviewDesk desk) : ICommandHandler<DeleteRisk, Result>
{
    public async ValueTask<Result> Handle(DeleteRisk command, CancellationToken cancellationToken)
    {
        var cited = Treating(command.Id).Concat(Assessing(command.Id)).Concat(db.SoasThatName(db.SoaLinks.Where(l => l.RiskId == command.Id)));
        var deleted = await desk.DeleteAsync<Risk>(command.Id, command.Version, cited, RiskErrors.Evidence, RiskErrors.Cited, cancellationToken);
        if (!deleted.IsSuccess) { return deleted; }
        db.RemoveRange(await db.RiskAssets.Where(l => l.RiskId == command.Id).ToListAsync(cancellationToken));
        db.RemoveRange(await db.RiskVulnerabilities.Where(l => l.RiskId == command.Id).ToListAsync(cancellationToken));
        db.RemoveRange(await db.RiskControls.Where(l => l.RiskId == command.Id).ToListAsync(cancellationToken));
        return Result.Success;
    }

    private IQueryable<string> Assessing(Guid id)
        => db.AssessmentItems.Where(i => i.RiskId == id).Join(db.RiskAssessments, i => i.AssessmentId, a => a.Id, (_, a) => "assessment “" + a.Name + "”");

    private IQueryable<string> Treating(Guid id)
        => db.TreatmentActionRisks.Where(l => l.RiskId == id).Join(db.TreatmentActions, l => l.ActionId, a => a.Id, (_, a) => "action “" + a.Title + "”");
}
