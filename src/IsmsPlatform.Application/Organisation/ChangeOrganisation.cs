using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

[RequirePermission(Permissions.OrganisationEdit)]
public sealed record ChangeOrganisation(string? LegalName, string? TradeName, string? RegistrationNo, string? Sector, string? Country, string? TimeZone, string? Currency,
    int? FiscalYearStart, EmployeeCountBand EmployeeCountBand, IReadOnlyList<DayOfWeek>? WorkingDays, int? CriticalityThreshold, long Version) : ICommand<Result>;

public sealed class ChangeOrganisationValidator : AbstractValidator<ChangeOrganisation>
{
    public ChangeOrganisationValidator()
    {
        RuleFor(c => c.LegalName).Required().AtMost(OrganisationProfile.NameMaxLength);
        RuleFor(c => c.TradeName).AtMost(OrganisationProfile.NameMaxLength);
        RuleFor(c => c.RegistrationNo).AtMost(OrganisationProfile.RegistrationNoMaxLength);
        RuleFor(c => c.Sector).AtMost(OrganisationProfile.SectorMaxLength);
        RuleFor(c => c.Country).Required();
        RuleFor(c => c.TimeZone).Required();
        RuleFor(c => c.Currency).Required();
        RuleFor(c => c.FiscalYearStart).Required().Between(1, 12);
        RuleFor(c => c.EmployeeCountBand).Known();
        RuleFor(c => c.CriticalityThreshold).Required().Between(OrganisationProfile.CriticalityThresholdMin, OrganisationProfile.CriticalityThresholdMax);
    }
}

public sealed class ChangeOrganisationHandler(IsmsDbContext db, PlatformDb platform, RequestScope scope) : ICommandHandler<ChangeOrganisation, Result>
{
    public async ValueTask<Result> Handle(ChangeOrganisation command, CancellationToken cancellationToken)
    {
        var organisation = await db.Organisations.SingleAsync(cancellationToken);
        if (organisation.Version != command.Version) { return Error.Stale; }
        var changed = organisation.Change(new OrganisationDetails(command.LegalName!, command.Country!, command.TimeZone!, organisation.Locale, command.Currency!,
            command.TradeName, command.RegistrationNo, command.Sector, command.FiscalYearStart!.Value, command.EmployeeCountBand, (command.WorkingDays ?? []).Where(d => Enum.IsDefined(d)).ToWorkingDays(), command.CriticalityThreshold!.Value));
        if (!changed.IsSuccess) { return changed; }
        var tenant = await platform.Tenants.SingleAsync(t => t.Id == scope.TenantId, cancellationToken);
        tenant.Mirror(organisation.LegalName, organisation.TimeZone, organisation.CriticalityThreshold);
        return Result.Success;
    }
}
