using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Threats;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Threats;

internal sealed class ThreatMapping : IEntityTypeConfiguration<Threat>
{
    public void Configure(EntityTypeBuilder<Threat> builder) => builder.ToTable("threat");
}

internal sealed class VulnerabilityMapping : IEntityTypeConfiguration<Vulnerability>
{
    public void Configure(EntityTypeBuilder<Vulnerability> builder) => builder.ToTable("vulnerability");
}

internal sealed class VulnerabilityThreatMapping : IEntityTypeConfiguration<VulnerabilityThreat>
{
    public void Configure(EntityTypeBuilder<VulnerabilityThreat> builder)
    {
        builder.ToTable("vulnerability_threat");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // on its vulnerability
        builder.SavedAfter<VulnerabilityThreat, Vulnerability>(nameof(VulnerabilityThreat.VulnerabilityId));
        builder.SavedAfter<VulnerabilityThreat, Threat>(nameof(VulnerabilityThreat.ThreatId));
    }
}
