using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.LegalRequirements;

internal sealed class LegalRequirementMapping : IEntityTypeConfiguration<LegalRequirement>
{
    public void Configure(EntityTypeBuilder<LegalRequirement> builder)
    {
        builder.ToTable("legal_requirement");
        builder.SavedAfter<LegalRequirement, Person>(nameof(LegalRequirement.OwnerId));
    }
}
