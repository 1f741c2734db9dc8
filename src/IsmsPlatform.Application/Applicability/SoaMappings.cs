using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Applicability;

internal sealed class SoaVersionMapping : IEntityTypeConfiguration<SoaVersion>
{
    public void Configure(EntityTypeBuilder<SoaVersion> builder)
    {
        builder.ToTable("soa_version");
        builder.Ignore(s => s.IsOpen);
        builder.Ignore(s => s.Label);
        builder.SavedAfter<SoaVersion, ScopeStatement>(nameof(SoaVersion.ScopeId));
        builder.SavedAfter<SoaVersion, TreatmentPlan>(nameof(SoaVersion.PlanId));
        builder.SavedAfter<SoaVersion, Person>(nameof(SoaVersion.AuthorId));
    }
}

internal sealed class SoaEntryMapping : IEntityTypeConfiguration<SoaEntry>
{
    public void Configure(EntityTypeBuilder<SoaEntry> builder)
    {
        builder.ToTable("soa_entry");
        builder.Ignore(e => e.IsOwn);
        builder.Ignore(e => e.IsProposed);
        builder.Ignore(e => e.Name);
        builder.Ignore(e => e.Because);
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // on its version, which has a page
        builder.SavedAfter<SoaEntry, SoaVersion>(nameof(SoaEntry.SoaId));
        builder.SavedAfter<SoaEntry, Control>(nameof(SoaEntry.ControlId));
        builder.SavedAfter<SoaEntry, Person>(nameof(SoaEntry.ReviewedBy));
    }
}

internal sealed class SoaLinkMapping : IEntityTypeConfiguration<SoaLink>
{
    public void Configure(EntityTypeBuilder<SoaLink> builder)
    {
        builder.ToTable("soa_link");
        builder.Ignore(l => l.Kind);
        builder.Ignore(l => l.RecordId);
        builder.HasAnnotation(AuditTrail.ToldByNote, true);
        builder.SavedAfter<SoaLink, SoaEntry>(nameof(SoaLink.EntryId));
        builder.SavedAfter<SoaLink, Risk>(nameof(SoaLink.RiskId));
        builder.SavedAfter<SoaLink, LegalRequirement>(nameof(SoaLink.LegalRequirementId));
        builder.SavedAfter<SoaLink, PartyRequirement>(nameof(SoaLink.RequirementId));
    }
}
