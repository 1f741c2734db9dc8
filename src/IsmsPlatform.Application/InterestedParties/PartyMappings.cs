using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.InterestedParties;

internal sealed class InterestedPartyMapping : IEntityTypeConfiguration<InterestedParty>
{
    public void Configure(EntityTypeBuilder<InterestedParty> builder)
    {
        builder.ToTable("interested_party");
        builder.SavedAfter<InterestedParty, Person>(nameof(InterestedParty.OwnerId));
    }
}

internal sealed class PartyRequirementMapping : IEntityTypeConfiguration<PartyRequirement>
{
    public void Configure(EntityTypeBuilder<PartyRequirement> builder)
    {
        builder.ToTable("party_requirement");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // on its party, which has a name and a page
        builder.SavedAfter<PartyRequirement, InterestedParty>(nameof(PartyRequirement.PartyId));
    }
}

internal sealed class RequirementBasisMapping : IEntityTypeConfiguration<RequirementBasis>
{
    public void Configure(EntityTypeBuilder<RequirementBasis> builder)
    {
        builder.ToTable("party_requirement_basis");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // with its requirement
        builder.SavedAfter<RequirementBasis, PartyRequirement>(nameof(RequirementBasis.RequirementId));
        builder.SavedAfter<RequirementBasis, LegalRequirement>(nameof(RequirementBasis.LegalRequirementId));
    }
}
