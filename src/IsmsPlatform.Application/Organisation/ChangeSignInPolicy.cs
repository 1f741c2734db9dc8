using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

/// <summary>Sets what the organisation asks of those who sign in. It holds for the sessions that run, too, from their next request on.</summary>
[RequirePermission(Permissions.SettingsEdit), FreshProof]
public sealed record ChangeSignInPolicy(bool RequiresSecondFactor, int? IdleHours, int? SessionHours, long Version) : ICommand<Result>;

public sealed class ChangeSignInPolicyValidator : AbstractValidator<ChangeSignInPolicy>
{
    public ChangeSignInPolicyValidator()
    {
        RuleFor(c => c.IdleHours).Required().Between(1, SignInPolicy.IdleHoursMax);
        RuleFor(c => c.SessionHours).Required().Between(1, SignInPolicy.SessionHoursMax)
            .Must((c, hours) => hours >= c.IdleHours).WithErrorCode("session-too-short").WithMessage("A session lasts at least as long as it may rest.");
    }
}

public sealed class ChangeSignInPolicyHandler(IsmsDbContext db, PlatformDb platform, RequestScope scope) : ICommandHandler<ChangeSignInPolicy, Result>
{
    public async ValueTask<Result> Handle(ChangeSignInPolicy command, CancellationToken cancellationToken)
    {
        var policy = await db.SignInPolicies.SingleOrDefaultAsync(cancellationToken);
        if (policy is null) { db.SignInPolicies.Add(policy = SignInPolicy.Default(Guid.CreateVersion7())); }
        else if (policy.Version != command.Version) { return Error.Stale; }
        policy.Change(command.RequiresSecondFactor, command.IdleHours!.Value, command.SessionHours!.Value);
        var tenant = await platform.Tenants.SingleAsync(t => t.Id == scope.TenantId, cancellationToken);
        tenant.MirrorSignIn(policy.RequiresSecondFactor, policy.IdleHours, policy.SessionHours);
        return Result.Success;
    }
}

/// <summary>What holds, as the form shows it.</summary>
[RequirePermission(Permissions.SettingsView)]
public sealed record GetSignInPolicy : IQuery<Result<ChangeSignInPolicy>>;

public sealed class GetSignInPolicyHandler(IsmsDbContext db) : IQueryHandler<GetSignInPolicy, Result<ChangeSignInPolicy>>
{
    public async ValueTask<Result<ChangeSignInPolicy>> Handle(GetSignInPolicy query, CancellationToken cancellationToken)
    {
        var policy = await db.SignInPolicies.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? SignInPolicy.Default(Guid.Empty);
        return new ChangeSignInPolicy(policy.RequiresSecondFactor, policy.IdleHours, policy.SessionHours, policy.Version);
    }
}
