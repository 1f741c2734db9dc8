using FluentValidation;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Processes;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Settings;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Accounts;

/// <summary>
/// Founds an organisation. Whoever does it is TenantAdmin and IsmsManager until top management appoints (5.3), and signs in
/// once the address is confirmed. An address that has an account already gets a mail instead: the page says the same.
/// </summary>
[Anyone]
public sealed record SignUpOrganisation(Guid TenantId, string? OrganisationName, string? Slug, string? Country, string? TimeZone, string? Name, string? Email, string? Password)
    : ICommand<Result>, IFoundsTenant;

public sealed class SignUpOrganisationValidator : AbstractValidator<SignUpOrganisation>
{
    public SignUpOrganisationValidator()
    {
        RuleFor(c => c.TenantId).Required();
        RuleFor(c => c.OrganisationName).Required().AtMost(OrganisationProfile.NameMaxLength);
        RuleFor(c => c.Slug).Required().AtMost(Tenant.SlugMaxLength)
            .Matches("^[a-z0-9]+(-[a-z0-9]+)*$").WithErrorCode("slug-form").WithMessage("Use lower-case letters, digits and single hyphens, for example kestrel-analytics.");
        RuleFor(c => c.Country).Required().Listed(c => IsoCodes.Countries.Contains(c!));
        RuleFor(c => c.TimeZone).Required().Listed(OrganisationProfile.IsTimeZone);
        RuleFor(c => c.Name).Required().AtMost(Account.NameMaxLength);
        RuleFor(c => c.Email).Required().AtMost(Email.MaxLength).MustBeAddress();
        RuleFor(c => c.Password).MustBeNewPassword();
    }
}

public sealed class SignUpOrganisationHandler(PlatformDb platform, IsmsDbContext isms, UserManager<Account> accounts, AccountMails mails, StandardSet processes, AnnexA controls, RequestScope scope, TimeProvider clock)
    : ICommandHandler<SignUpOrganisation, Result>
{
    public async ValueTask<Result> Handle(SignUpOrganisation command, CancellationToken cancellationToken)
    {
        if (await platform.Settings.AnyAsync(s => s.Key == PlatformSetting.SignUp && s.Value == "off", cancellationToken))
        {
            return new Error("sign-up.off", "New organisations cannot sign up here. Ask whoever runs this installation.");
        }
        if (await platform.Tenants.AnyAsync(t => t.Slug == command.Slug, cancellationToken)) { return DatabaseRefusal.Unique["tenant_slug"]; }
        if (await accounts.FindByEmailAsync(command.Email!.Trim()) is { } known)
        {
            mails.AlreadyHasAccount(known);
            return Result.Success;
        }
        var founded = await accounts.Register(command.Name!, command.Email!, command.Password, command.TimeZone!);
        if (founded.Error is { } error) { return error; }
        var account = founded.Value;
        scope.SignIn(scope.Actor with { Kind = ActorKind.User, Id = account.Id, Name = account.Name });
        var details = new OrganisationDetails(command.OrganisationName!, command.Country!, command.TimeZone!, Locale: "en-GB", Currencies.Of(command.Country!));
        var person = OrganisationFounding.Add(platform, isms, command.TenantId, command.Slug!, details, account, scope.Today(clock), clock.GetUtcNow());
        if (person.Error is { } refused) { return refused; }
        await processes.AddAsync(StandardProcesses.All, cancellationToken);
        await controls.AddAsync([], cancellationToken);
        mails.ConfirmAddress(account, await accounts.GenerateEmailConfirmationTokenAsync(account));
        return Result.Success;
    }
}
