using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>What the page of an invitation shows; only the token from the mail opens it.</summary>
[Anyone]
public sealed record ReadInvitation(string Token) : IQuery<Result<OpenInvitation>>;

/// <param name="HasAccount">Whether the invited address has one already.</param>
/// <param name="IsMine">Whether that account is signed in here.</param>
public sealed record OpenInvitation(string Organisation, string PersonName, string Email, bool HasAccount, bool IsMine);

public sealed class ReadInvitationHandler(PlatformDb db, RequestScope scope, TimeProvider clock) : IQueryHandler<ReadInvitation, Result<OpenInvitation>>
{
    public async ValueTask<Result<OpenInvitation>> Handle(ReadInvitation query, CancellationToken cancellationToken)
    {
        var hash = OneTimeToken.HashOf(query.Token);
        var invitation = await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.TokenHash == hash, cancellationToken);
        if (invitation is null || !invitation.IsOpen(clock.GetUtcNow())) { return AccountRules.InvitationUsed; }
        var organisation = await db.Tenants.Where(t => t.Id == invitation.TenantId).Select(t => t.Name).SingleAsync(cancellationToken);
        var normalized = invitation.Email.ToUpperInvariant();
        var account = await db.Accounts.Where(a => a.NormalizedEmail == normalized).Select(a => new { a.Id, a.Name }).SingleOrDefaultAsync(cancellationToken);
        return new OpenInvitation(organisation, account?.Name ?? "", invitation.Email, account is not null, account is not null && account.Id == scope.Actor.Id);
    }
}
