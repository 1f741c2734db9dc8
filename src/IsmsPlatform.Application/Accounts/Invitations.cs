using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Makes an invitation and puts its mail into the outbox.</summary>
public sealed class Invitations(PlatformDb db, AccountMails mails, RequestScope scope, TimeProvider clock)
{
    public void Send(Person person)
    {
        var (token, hash) = OneTimeToken.New();
        db.Invitations.Add(Invitation.To(scope.TenantId, person.Id, person.Email, hash, clock.GetUtcNow()));
        mails.Invite(person.Email, person.Name, scope.Tenant!.Name, scope.Actor.Name, token);
    }
}
