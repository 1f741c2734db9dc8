using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

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

public sealed class ChangeLegalRequirementHandler(IsmsDbContext db, ReviewDesk desk) : ICommandHandler<ChangeLegalRequirement, Result>
{
    public async ValueTask<Result> Handle(ChangeLegalRequirement command, CancellationToken cancellationToken)
    {
        var (plan, details) = (await desk.PlanAsync<LegalRequirement>(command, cancellationToken), command.Details());
        // Asked only of what is called otherwise now, so that twins from before do not block other edits.
        var renamed = !await db.LegalRequirements.AnyAsync(l => l.Id == command.Id && l.Title == details.Title && l.Jurisdiction == details.Jurisdiction, cancellationToken);
        var refusal = renamed ? await db.RefusalOfTwinAsync(command.Id, details.Title, details.Jurisdiction, cancellationToken) : null;
        return await desk.ActAsync<LegalRequirement>(command.Id, command.Version, requirement => refusal ?? requirement.Change(details, plan), cancellationToken);
    }
}
