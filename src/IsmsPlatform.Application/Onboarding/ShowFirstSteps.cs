using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Onboarding;

/// <summary>Takes the first steps off everybody's dashboard, or brings them back.</summary>
[RequirePermission(Permissions.OrganisationEdit)]
public sealed record ShowFirstSteps(bool Shown) : ICommand<Result>;

public sealed class ShowFirstStepsHandler(IsmsDbContext db) : ICommandHandler<ShowFirstSteps, Result>
{
    public async ValueTask<Result> Handle(ShowFirstSteps command, CancellationToken cancellationToken)
    {
        (await db.Organisations.SingleAsync(cancellationToken)).ShowFirstSteps(command.Shown);
        return Result.Success;
    }
}
