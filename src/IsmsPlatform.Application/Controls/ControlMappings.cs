using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Controls;

internal sealed class ControlMapping : IEntityTypeConfiguration<Control>
{
    public void Configure(EntityTypeBuilder<Control> builder) => builder.ToTable("control");
}

internal sealed class ControlImplementationMapping : IEntityTypeConfiguration<ControlImplementation>
{
    public void Configure(EntityTypeBuilder<ControlImplementation> builder)
    {
        builder.ToTable("control_implementation");
        builder.SavedAfter<ControlImplementation, Control>(nameof(ControlImplementation.ControlId));
        builder.SavedAfter<ControlImplementation, OrganisationalUnit>(nameof(ControlImplementation.UnitId));
        builder.SavedAfter<ControlImplementation, Location>(nameof(ControlImplementation.LocationId));
        builder.SavedAfter<ControlImplementation, Asset>(nameof(ControlImplementation.AssetId));
        builder.SavedAfter<ControlImplementation, Person>(nameof(ControlImplementation.OwnerId));
        builder.SavedAfter<ControlImplementation, Person>(nameof(ControlImplementation.OperatorId));
        builder.SavedAfter<ControlImplementation, Person>(nameof(ControlImplementation.TesterId));
        builder.Ignore(i => i.Plan);
    }
}

internal sealed class ControlTestMapping : IEntityTypeConfiguration<ControlTest>
{
    public void Configure(EntityTypeBuilder<ControlTest> builder)
    {
        builder.ToTable("control_test");
        builder.SavedAfter<ControlTest, ControlImplementation>(nameof(ControlTest.ImplementationId));
        builder.SavedAfter<ControlTest, Person>(nameof(ControlTest.TesterId));
        builder.SavedAfter<ControlTest, ControlTest>(nameof(ControlTest.RepeatsId));
        builder.SavedAfter<ControlTest, Person>(nameof(ControlTest.PerformedById));
        builder.SavedAfter<ControlTest, Person>(nameof(ControlTest.DecidedById));
    }
}
