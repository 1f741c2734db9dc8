using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>
/// Enters the organisation by the link from the mail. Who has an account accepts when signed in with it: a forwarded mail gives
/// nobody's account a membership. Who has none gets one here, its address proven by the link.
/// </summary>
[Anyone]
public sealed record AcceptInvitation(string Token, string? Name, string? Password) : ICommand<Result>, IEntersByInvitation;

public sealed class AcceptInvitationHandler(PlatformDb platform, IsmsDbContext isms, RequestScope scope, UserManager<Account> accounts, TimeProvider clock) : ICommandHandler<AcceptInvitation, Result>
{
    public async ValueTask<Result> Handle(AcceptInvitation command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var hash = OneTimeToken.HashOf(command.Token);
        var invitation = await platform.Invitations.SingleOrDefaultAsync(i => i.TokenHash == hash, cancellationToken);
        if (invitation is null || !invitation.IsOpen(now)) { return AccountRules.InvitationUsed; }
        var account = await accounts.FindByEmailAsync(invitation.Email);
        if (account is not null && account.Id != scope.Actor.Id) { return AccountRules.InvitationOfAnother; }
        if (account is null)
        {
            var shape = await new NewAccountValidator().ValidateAsync(command, cancellationToken);
            if (!shape.IsValid) { return Error.Invalid([.. shape.Errors.Select(ValidationErrors.Of)]); }
            var zone = await platform.Tenants.Where(t => t.Id == invitation.TenantId).Select(t => t.TimeZone).SingleAsync(cancellationToken);
            var made = await accounts.Register(command.Name!, invitation.Email, command.Password, zone);
            if (made.Error is { } error) { return error; }
            account = made.Value;
            account.EmailConfirmed = true;
            await accounts.UpdateAsync(account);
        }
        var person = await isms.People.SingleAsync(p => p.Id == invitation.PersonId, cancellationToken);
        if (!person.IsActive) { person.Activate(); }
        scope.SignIn(scope.Actor with { Kind = ActorKind.User, Id = account.Id, Name = account.Name });
        invitation.Accept(now);
        platform.Memberships.Add(Membership.Admit(invitation.TenantId, account.Id, invitation.PersonId, account.Name, now));
        return Result.Success;
    }

    private sealed class NewAccountValidator : AbstractValidator<AcceptInvitation>
    {
        public NewAccountValidator()
        {
            RuleFor(c => c.Name).Required().AtMost(Account.NameMaxLength);
            RuleFor(c => c.Password).MustBeNewPassword();
        }
    }
}
