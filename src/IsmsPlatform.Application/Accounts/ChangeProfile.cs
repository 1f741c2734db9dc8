using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>One's own name, language and time zone.</summary>
[SignedIn]
public sealed record ChangeProfile(string? Name, string? Language, string? TimeZone, MailPreference MailReminders = MailPreference.Daily) : ICommand<Result>;

public sealed class ChangeProfileValidator : AbstractValidator<ChangeProfile>
{
    public ChangeProfileValidator()
    {
        RuleFor(c => c.Name).Required().AtMost(Account.NameMaxLength);
        RuleFor(c => c.MailReminders).Known();
        RuleFor(c => c.Language).Required().Listed(l => l is not null && Cultures.Offered.ContainsKey(l));
        RuleFor(c => c.TimeZone).Required().Listed(OrganisationProfile.IsTimeZone);
    }
}

public sealed class ChangeProfileHandler(PlatformDb db, RequestScope scope) : ICommandHandler<ChangeProfile, Result>
{
    public async ValueTask<Result> Handle(ChangeProfile command, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.SingleAsync(a => a.Id == scope.Actor.Id, cancellationToken);
        (account.Name, account.Language, account.TimeZone, account.MailReminders) = (command.Name!.Trim(), command.Language!, command.TimeZone!, command.MailReminders);
        return Result.Success;
    }
}
