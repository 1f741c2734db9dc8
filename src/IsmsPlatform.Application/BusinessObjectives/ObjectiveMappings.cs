using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.BusinessObjectives;

internal sealed class BusinessObjectiveMapping : IEntityTypeConfiguration<BusinessObjective>
{
    public void Configure(EntityTypeBuilder<BusinessObjective> builder)
    {
        builder.ToTable("business_objective");
        builder.SavedAfter<BusinessObjective, Person>(nameof(BusinessObjective.OwnerId));
    }
}
