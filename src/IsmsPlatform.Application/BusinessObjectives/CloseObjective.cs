using FluentValidation;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.BusinessObjectives;

/// <summary>The objective was reached, or given up.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record CloseObjective(Guid Id, long Version, string? Reason) : ICommand<Result>, IWithReason;

public sealed class CloseObjectiveValidator : AbstractValidator<CloseObjective>
{
    public CloseObjectiveValidator() => Include(new ClosingReasonRules());
}

public sealed class CloseObjectiveHandler(ReviewDesk desk) : ICommandHandler<CloseObjective, Result>
{
    public async ValueTask<Result> Handle(CloseObjective command, CancellationToken cancellationToken)
        => await desk.ActAsync<BusinessObjective>(command.Id, command.Version, objective => objective.Close(command.Reason), cancellationToken);
}

/// <summary>It is pursued again.</summary>
[RequirePermission(Permissions.ContextEdit)]
public sealed record ReopenObjective(Guid Id, long Version) : ICommand<Result>;

public sealed class ReopenObjectiveHandler(ReviewDesk desk) : ICommandHandler<ReopenObjective, Result>
{
    public async ValueTask<Result> Handle(ReopenObjective command, CancellationToken cancellationToken)
        => await desk.ActAsync<BusinessObjective>(command.Id, command.Version, objective => objective.Reopen(), cancellationToken);
}
