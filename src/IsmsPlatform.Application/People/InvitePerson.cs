using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People;

/// <summary>Sends the link with which a person of the directory gets an account here; an older link ends.</summary>
[RequirePermission(Permissions.AccountsManage, Permissions.PeopleEdit)]
public sealed record InvitePerson(Guid Id) : ICommand<Result>;

public sealed class InvitePersonHandler(IsmsDbContext db, PlatformDb platform, Invitations invitations, RequestScope scope, TimeProvider clock) : ICommandHandler<InvitePerson, Result>
{
    public async ValueTask<Result> Handle(InvitePerson command, CancellationToken cancellationToken)
    {
        if (await db.People.SingleOrDefaultAsync(p => p.Id == command.Id, cancellationToken) is not { } person) { return Error.NotFound; }
        if (person.Status == PersonStatus.Left) { return new Error("person.has-left", "This person has left. Activate the person first."); }
        if (await platform.Memberships.AnyAsync(m => m.TenantId == scope.TenantId && m.PersonId == person.Id, cancellationToken))
        {
            return new Error("person.has-account", "This person has an account here already.");
        }
        var open = await platform.Invitations.Where(i => i.TenantId == scope.TenantId && i.PersonId == person.Id && i.AcceptedAt == null && i.WithdrawnAt == null).ToListAsync(cancellationToken);
        open.ForEach(i => i.Withdraw(clock.GetUtcNow()));
        invitations.Send(person);
        return Result.Success;
    }
}
