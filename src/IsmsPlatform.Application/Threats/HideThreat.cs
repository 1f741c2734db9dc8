using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Mediator;

namespace IsmsPlatform.Application.Threats;

/// <summary>The threat does not concern the organisation: it is offered no more, and stays where it was used.</summary>
[RequirePermission(Permissions.RisksEdit)]
public sealed record HideThreat(Guid Id, long Version) : ICommand<Result>;

public sealed class HideThreatHandler(IsmsDbContext db) : ICommandHandler<HideThreat, Result>
{
    public async ValueTask<Result> Handle(HideThreat command, CancellationToken cancellationToken)
        => await db.ActAsync<Threat>(command.Id, command.Version, threat => threat.Hide(), cancellationToken);
}

[RequirePermission(Permissions.RisksEdit)]
public sealed record ShowThreat(Guid Id, long Version) : ICommand<Result>;

public sealed class ShowThreatHandler(IsmsDbContext db) : ICommandHandler<ShowThreat, Result>
{
    public async ValueTask<Result> Handle(ShowThreat command, CancellationToken cancellationToken)
        => await db.ActAsync<Threat>(command.Id, command.Version, threat => threat.Show(), cancellationToken);
}
