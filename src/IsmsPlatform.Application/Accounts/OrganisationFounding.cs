using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Accounts;

/// <summary>The first records of a tenant: its address, its profile, its first person with account and both roles.</summary>
public static class OrganisationFounding
{
    public static Result<Person> Add(PlatformDb platform, IsmsDbContext isms, Guid tenantId, string slug, OrganisationDetails details, Account account, DateOnly today, DateTimeOffset now)
    {
        var profile = OrganisationProfile.Found(tenantId, details);
        if (profile.Error is { } error) { return error; }
        var person = Person.Record(Guid.CreateVersion7(now), new PersonDetails(account.Name, account.Email!));
        if (person.Error is { } refused) { return refused; }
        platform.Tenants.Add(Tenant.Found(tenantId, slug, profile.Value.LegalName, details.TimeZone, now));
        platform.Memberships.Add(Membership.Admit(tenantId, account.Id, person.Value.Id, account.Name, now));
        isms.Organisations.Add(profile.Value);
        isms.SignInPolicies.Add(SignInPolicy.Default(tenantId));
        isms.People.Add(person.Value);
        isms.RaciSubjects.AddRange(RaciStarter.All());
        foreach (var role in (Role[])[Role.TenantAdmin, Role.IsmsManager])
        {
            var assignment = RoleAssignment.Assign(Guid.CreateVersion7(now), person.Value.Id, role, today, null, assignedBy: null).Value;
            assignment.Accept(today);
            isms.RoleAssignments.Add(assignment);
        }
        return person;
    }
}
