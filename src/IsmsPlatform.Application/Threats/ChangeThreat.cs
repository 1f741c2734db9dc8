using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Mediator;

namespace IsmsPlatform.Application.Threats;

[RequirePermission(Permissions.RisksEdit)]
public sealed record ChangeThreat : ThreatForm, ICommand<Result>
{
    public Guid Id { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangeThreatValidator : AbstractValidator<ChangeThreat>
{
    public ChangeThreatValidator() => Include(new ThreatFormRules());
}

public sealed class ChangeThreatHandler(IsmsDbContext db, StarterCatalogue starter) : ICommandHandler<ChangeThreat, Result>
{
    public async ValueTask<Result> Handle(ChangeThreat command, CancellationToken cancellationToken)
    {
        var details = await command.DetailsAsync(starter, cancellationToken);
        return details.Error is { } error ? error : await db.ActAsync<Threat>(command.Id, command.Version, threat => threat.Change(details.Value, command.Category!.Value, command.Origins!), cancellationToken);
    }
}
