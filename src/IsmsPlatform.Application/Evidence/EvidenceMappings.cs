using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Evidence;

internal sealed class EvidenceItemMapping : IEntityTypeConfiguration<EvidenceItem>
{
    public void Configure(EntityTypeBuilder<EvidenceItem> builder)
    {
        builder.ToTable("evidence_item");
        builder.SavedAfter<EvidenceItem, Person>(nameof(EvidenceItem.CollectedById));
        builder.SavedAfter<EvidenceItem, EvidenceItem>(nameof(EvidenceItem.SupersedesId));
    }
}

internal sealed class EvidenceLinkMapping : IEntityTypeConfiguration<EvidenceLink>
{
    public void Configure(EntityTypeBuilder<EvidenceLink> builder)
    {
        builder.ToTable("evidence_link");
        builder.SavedAfter<EvidenceLink, EvidenceItem>(nameof(EvidenceLink.EvidenceId));
        // An act on the record for which it speaks: the handlers note it there.
        builder.HasAnnotation(AuditTrail.ToldByNote, true);
    }
}
