using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.People;

internal sealed class PersonMapping : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("person");
        builder.SavedAfter<Person, OrganisationalUnit>(nameof(Person.UnitId));
        builder.SavedAfter<Person, Location>(nameof(Person.LocationId));
        builder.SavedAfter<Person, Person>(nameof(Person.ManagerId));
    }
}

internal sealed class RoleAssignmentMapping : IEntityTypeConfiguration<RoleAssignment>
{
    public void Configure(EntityTypeBuilder<RoleAssignment> builder)
    {
        builder.ToTable("role_assignment");
        builder.SavedAfter<RoleAssignment, Person>(nameof(RoleAssignment.PersonId));
        builder.SavedAfter<RoleAssignment, OrganisationalUnit>(nameof(RoleAssignment.UnitId));
        builder.SavedAfter<RoleAssignment, CustomRole>(nameof(RoleAssignment.CustomRoleId));
    }
}

internal sealed class CustomRoleMapping : IEntityTypeConfiguration<CustomRole>
{
    public void Configure(EntityTypeBuilder<CustomRole> builder) => builder.ToTable("custom_role");
}
