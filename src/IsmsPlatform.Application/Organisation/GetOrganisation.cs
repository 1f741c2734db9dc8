using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

[RequirePermission(Permissions.OrganisationView)]
public sealed record GetOrganisation : IQuery<Result<OrganisationView>>;

public sealed record OrganisationView(Guid Id, string LegalName, string? TradeName, string? RegistrationNo, string? Sector, string Country, string TimeZone, string Locale, string Currency,
    int FiscalYearStart, EmployeeCountBand EmployeeCountBand, WorkingDays WorkingDays, int CriticalityThreshold, OrganisationStatus Status, long Version);

public sealed class GetOrganisationHandler(IsmsDbContext db) : IQueryHandler<GetOrganisation, Result<OrganisationView>>
{
    public async ValueTask<Result<OrganisationView>> Handle(GetOrganisation query, CancellationToken cancellationToken)
        => await db.Organisations.AsNoTracking().Select(o => new OrganisationView(o.Id, o.LegalName, o.TradeName, o.RegistrationNo, o.Sector, o.Country, o.TimeZone, o.Locale, o.Currency,
            o.FiscalYearStart, o.EmployeeCountBand, o.WorkingDays, o.CriticalityThreshold, o.Status, o.Version)).SingleOrDefaultAsync(cancellationToken)
            is { } profile ? profile : Error.NotFound; // looking back to before it was founded
}
