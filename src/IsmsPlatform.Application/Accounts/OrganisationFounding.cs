using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;

namespace IsmsPlatform.Application.Accounts;

/// <summary>The first records of a tenant: its address, its profile, its first person and that person's account.</summary>
public static class OrganisationFounding
{
    public static Person Add(PlatformDb platform, IsmsDbContext isms, Guid tenantId, string slug, string name, string country, string timeZone, Account account, DateOnly today, DateTimeOffset now)
    {
        var profile = OrganisationProfile.Found(tenantId, name.Trim(), country, timeZone);
        var person = Person.Enter(Guid.CreateVersion7(now), new PersonDetails(account.Name, account.Email!, Kind: PersonKind.Employee), today).Value;
        person.Activate();
        platform.Tenants.Add(Tenant.Found(tenantId, slug, profile.Name, timeZone, now));
        platform.Memberships.Add(Membership.Admit(tenantId, account.Id, person.Id, account.Name, now));
        isms.Organisations.Add(profile);
        isms.People.Add(person);
        return person;
    }
}
