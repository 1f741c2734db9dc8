using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Organisation;

internal sealed class OrganisationProfileMapping : IEntityTypeConfiguration<OrganisationProfile>
{
    public void Configure(EntityTypeBuilder<OrganisationProfile> builder) => builder.ToTable("organisation");
}

internal sealed class SignInPolicyMapping : IEntityTypeConfiguration<SignInPolicy>
{
    public void Configure(EntityTypeBuilder<SignInPolicy> builder) => builder.ToTable("sign_in_policy");
}

internal sealed class OrganisationalUnitMapping : IEntityTypeConfiguration<OrganisationalUnit>
{
    public void Configure(EntityTypeBuilder<OrganisationalUnit> builder)
    {
        builder.ToTable("organisational_unit");
        // valid_from and valid_to are the columns of every history table.
        builder.Property(u => u.ValidFrom).HasColumnName("exists_from");
        builder.Property(u => u.ValidTo).HasColumnName("exists_to");
        builder.SavedAfter<OrganisationalUnit, OrganisationalUnit>(nameof(OrganisationalUnit.ParentId));
        // The manager's reference stands in the database alone: unit and person refer to each other, and people are entered first.
    }
}

internal sealed class LocationMapping : IEntityTypeConfiguration<Location>
{
    public void Configure(EntityTypeBuilder<Location> builder) => builder.ToTable("location");
}
