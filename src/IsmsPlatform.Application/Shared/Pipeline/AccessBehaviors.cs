using System.Reflection;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared.Pipeline;

/// <summary>No tenant, no go. A command that founds a tenant, or holds an invitation to one, enters it here.</summary>
public sealed class TenancyBehavior<TMessage, TResponse>(RequestScope scope, IDbContextFactory<PlatformDb> platforms) : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IMessage
    where TResponse : IResult<TResponse>
{
    private static readonly AccessAttribute Access = AccessOf.Message<TMessage>();

    public async ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken)
    {
        if (message is IFoundsTenant founds)
        {
            scope.Enter(new CurrentTenant(founds.TenantId, "", "", "UTC", 0), scope.Actor);
        }
        else if (message is IEntersByInvitation invited)
        {
            var hash = OneTimeToken.HashOf(invited.Token);
            await using var platform = await platforms.CreateDbContextAsync(cancellationToken);
            var tenant = await platform.Invitations.AsNoTracking().Where(i => i.TokenHash == hash)
                .Join(platform.Tenants, i => i.TenantId, t => t.Id, (_, t) => new CurrentTenant(t.Id, t.Slug, t.Name, t.TimeZone, t.CriticalityThreshold))
                .FirstOrDefaultAsync(cancellationToken);
            if (tenant is not null) { scope.Enter(tenant, scope.Actor); }
        }
        else if (message is IEntersTenant enters)
        {
            await using var platform = await platforms.CreateDbContextAsync(cancellationToken);
            var tenant = await platform.Tenants.AsNoTracking().Where(t => t.Id == enters.TenantId).Select(t => new CurrentTenant(t.Id, t.Slug, t.Name, t.TimeZone, t.CriticalityThreshold)).FirstOrDefaultAsync(cancellationToken);
            if (tenant is null || !Access.Admits(scope.Actor)) { return TResponse.Failure(Error.NotFound); }
            scope.Enter(tenant, scope.Actor with { Name = Actor.NameOfOperator(scope.Actor.Name) });
        }
        else if (Access.NeedsTenant && scope.Tenant is null)
        {
            throw new NoTenantException();
        }
        return await next(message, cancellationToken);
    }
}

/// <summary>Deny by default: the attribute on the message decides, and of one record who owns it; nothing else grants. Sensitive acts need a fresh proof besides.</summary>
public sealed class PermissionBehavior<TMessage, TResponse>(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IMessage
    where TResponse : IResult<TResponse>
{
    private static readonly AccessAttribute Access = AccessOf.Message<TMessage>();

    private static readonly bool IsSensitive = typeof(TMessage).IsDefined(typeof(FreshProofAttribute), inherit: false);

    public async ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken)
        => !Access.Admits(scope.Actor) && !(message is IForOwnersToo about && await db.OwnsAsync(about.SubjectType, about.SubjectId, scope.Actor, cancellationToken)) ? TResponse.Failure(Error.Forbidden)
            : IsSensitive && !scope.Actor.HasFreshProof(clock.GetUtcNow()) ? TResponse.Failure(Error.ProofNeeded)
            : await next(message, cancellationToken);
}

/// <summary>Who may send a message, as its attribute says.</summary>
public static class AccessOf
{
    public static AccessAttribute Message<TMessage>() => typeof(TMessage).GetCustomAttribute<AccessAttribute>()
        ?? throw new InvalidOperationException($"{typeof(TMessage).Name} says nowhere who may send it: put [RequirePermission], [AnyMember], … on it.");
}
