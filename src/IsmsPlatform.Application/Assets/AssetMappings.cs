using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Assets;

internal sealed class AssetMapping : IEntityTypeConfiguration<Asset>
{
    /// <summary>Columns of the database alone, without nulls, which keeps paging simple: the code or an empty text, the next review or infinity.</summary>
    internal const string CodeSort = "CodeSort";
    internal const string ReviewSort = "ReviewSort";

    public void Configure(EntityTypeBuilder<Asset> builder)
    {
        builder.ToTable("asset");
        builder.Ignore(a => a.Own).Ignore(a => a.Effective);
        builder.Property(a => a.Criticality).ValueGeneratedOnAddOrUpdate().Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Property<string>(CodeSort).IsRequired().ValueGeneratedOnAddOrUpdate().Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Property<DateOnly>(ReviewSort).ValueGeneratedOnAddOrUpdate().Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.SavedAfter<Asset, Person>(nameof(Asset.OwnerId));
        builder.SavedAfter<Asset, Person>(nameof(Asset.CustodianId));
        builder.SavedAfter<Asset, OrganisationalUnit>(nameof(Asset.UnitId));
        builder.SavedAfter<Asset, Location>(nameof(Asset.LocationId));
    }
}

internal sealed class AssetDependencyMapping : IEntityTypeConfiguration<AssetDependency>
{
    public void Configure(EntityTypeBuilder<AssetDependency> builder)
    {
        builder.ToTable("asset_dependency");
        builder.Ignore(d => d.Modes);
        builder.SavedAfter<AssetDependency, Asset>(nameof(AssetDependency.UpperId));
        builder.SavedAfter<AssetDependency, Asset>(nameof(AssetDependency.LowerId));
    }
}

internal sealed class AssetImportMappingEntityMapping : IEntityTypeConfiguration<Import.AssetImportMapping>
{
    public void Configure(EntityTypeBuilder<Import.AssetImportMapping> builder)
    {
        builder.ToTable("asset_import_mapping");
        builder.Property(m => m.Mapping).HasColumnType("jsonb");
    }
}
