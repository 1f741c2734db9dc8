using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Acceptance;

internal sealed class RiskAcceptanceMapping : IEntityTypeConfiguration<RiskAcceptance>
{
    public void Configure(EntityTypeBuilder<RiskAcceptance> builder)
    {
        builder.ToTable("risk_acceptance");
        builder.SavedAfter<RiskAcceptance, Risk>(nameof(RiskAcceptance.RiskId));
        builder.SavedAfter<RiskAcceptance, RiskEvaluation>(nameof(RiskAcceptance.EvaluationId));
        builder.SavedAfter<RiskAcceptance, RiskMethodology>(nameof(RiskAcceptance.MethodologyId));
        builder.SavedAfter<RiskAcceptance, Person>(nameof(RiskAcceptance.RequestedBy));
        builder.SavedAfter<RiskAcceptance, Person>(nameof(RiskAcceptance.EndedBy));
    }
}

internal sealed class RiskAcceptanceGrantMapping : IEntityTypeConfiguration<RiskAcceptanceGrant>
{
    public void Configure(EntityTypeBuilder<RiskAcceptanceGrant> builder)
    {
        builder.ToTable("risk_acceptance_grant");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // on its acceptance
        builder.SavedAfter<RiskAcceptanceGrant, RiskAcceptance>(nameof(RiskAcceptanceGrant.AcceptanceId));
        builder.SavedAfter<RiskAcceptanceGrant, Person>(nameof(RiskAcceptanceGrant.PersonId));
    }
}
