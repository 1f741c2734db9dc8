using FluentValidation;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.BusinessObjectives;

[RequirePermission(Permissions.ContextEdit)]
public sealed record ChangeObjective : ObjectiveForm, ICommand<Result>
{
    public Guid Id { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangeObjectiveValidator : AbstractValidator<ChangeObjective>
{
    public ChangeObjectiveValidator() => Include(new ObjectiveFormRules());
}

public sealed class ChangeObjectiveHandler(ReviewDesk desk) : ICommandHandler<ChangeObjective, Result>
{
    public async ValueTask<Result> Handle(ChangeObjective command, CancellationToken cancellationToken)
    {
        var plan = await desk.PlanAsync<BusinessObjective>(command, cancellationToken);
        return await desk.ActAsync<BusinessObjective>(command.Id, command.Version, objective => objective.Change(command.Details(), plan), cancellationToken);
    }
}
