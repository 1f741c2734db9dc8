using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Acceptance;

/// <summary>Ends what was accepted until a day that is over, by the organisation's own calendar; so often as it is asked, each once.</summary>
[SystemOnly]
public sealed record ExpireAcceptances : ICommand<Result>;

public sealed class ExpireAcceptancesHandler(IsmsDbContext db, AcceptanceDesk desk, AcceptanceTasks tasks) : ICommandHandler<ExpireAcceptances, Result>
{
    /// <summary>What is beyond is for the next hour.</summary>
    private const int AtOnce = 1000;

    public async ValueTask<Result> Handle(ExpireAcceptances command, CancellationToken cancellationToken)
    {
        await db.LockAsync("expire-acceptances", cancellationToken);
        var today = desk.Today;
        var over = await db.RiskAcceptances.Where(a => (a.Status == AcceptanceStatus.Requested || a.Status == AcceptanceStatus.Granted) && a.ValidUntil < today).OrderBy(a => a.ValidUntil).ThenBy(a => a.Id).Take(AtOnce).ToListAsync(cancellationToken);
        var ids = over.ConvertAll(a => a.RiskId);
        var risks = await db.Risks.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellationToken);
        foreach (var acceptance in over)
        {
            acceptance.Expire(risks[acceptance.RiskId], today);
            await tasks.EndedAsync(acceptance, risks[acceptance.RiskId].OwnerId, cancellationToken);
        }
        return Result.Success;
    }
}
