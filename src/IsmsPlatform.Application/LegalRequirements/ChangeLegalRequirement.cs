using FluentValidation;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.LegalRequirements;

[RequirePermission(Permissions.LegalEdit)]
public sealed record ChangeLegalRequirement : LegalRequirementForm, ICommand<Result>
{
    public Guid Id { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangeLegalRequirementValidator : AbstractValidator<ChangeLegalRequirement>
{
    public ChangeLegalRequirementValidator() => Include(new LegalRequirementFormRules());
}

public sealed class ChangeLegalRequirementHandler(ReviewDesk desk) : ICommandHandler<ChangeLegalRequirement, Result>
{
    public async ValueTask<Result> Handle(ChangeLegalRequirement command, CancellationToken cancellationToken)
    {
        var plan = await desk.PlanAsync<LegalRequirement>(command, cancellationToken);
        return await desk.ActAsync<LegalRequirement>(command.Id, command.Version, requirement => requirement.Change(command.Details(), plan), cancellationToken);
    }
}
