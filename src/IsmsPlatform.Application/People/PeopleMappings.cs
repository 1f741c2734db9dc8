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
        builder.HasOne<OrganisationalUnit>().WithMany().HasForeignKey("TenantId", nameof(Person.UnitId)).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Location>().WithMany().HasForeignKey("TenantId", nameof(Person.LocationId)).OnDelete(DeleteBehavior.NoAction);
        builder.HasOne<Person>().WithMany().HasForeignKey("TenantId", nameof(Person.ManagerId)).OnDelete(DeleteBehavior.NoAction);
    }
}

internal sealed class RoleAssignmentMapping : IEntityTypeConfiguration<RoleAssignment>
{
    public void Configure(EntityTypeBuilder<RoleAssignment> builder)
    {
        builder.ToTable("role_assignment");
        builder.HasOne<Person>().WithMany().HasForeignKey("TenantId", nameof(RoleAssignment.PersonId)).OnDelete(DeleteBehavior.NoAction);
    }
}
