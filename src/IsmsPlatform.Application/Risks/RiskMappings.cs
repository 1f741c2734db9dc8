using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Threats;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Risks;

internal sealed class RiskMapping : IEntityTypeConfiguration<Risk>
{
    /// <summary>Computed by the database: the gravest first.</summary>
    internal const string Gravity = "Gravity";

    /// <summary>Computed by the database: not closed.</summary>
    internal const string IsOpen = "IsOpen";

    /// <summary>Kept by the database, by its clock: when it was identified, or reopened last.</summary>
    internal const string OpenedAt = "OpenedAt";

    public void Configure(EntityTypeBuilder<Risk> builder)
    {
        builder.ToTable("risk");
        builder.Property<int>(Gravity).ValueGeneratedOnAddOrUpdate().Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Property<bool>(IsOpen).ValueGeneratedOnAddOrUpdate().Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Property<DateTimeOffset>(OpenedAt).ValueGeneratedOnAddOrUpdate().Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.SavedAfter<Risk, Threat>(nameof(Risk.ThreatId));
        builder.SavedAfter<Risk, Person>(nameof(Risk.OwnerId));
        builder.SavedAfter<Risk, RiskMethodology>(nameof(Risk.InherentMethodologyId));
        builder.SavedAfter<Risk, RiskMethodology>(nameof(Risk.CurrentMethodologyId));
        builder.SavedAfter<Risk, RiskMethodology>(nameof(Risk.TargetMethodologyId));
    }
}

internal sealed class RiskAssetMapping : IEntityTypeConfiguration<RiskAsset>
{
    public void Configure(EntityTypeBuilder<RiskAsset> builder)
    {
        builder.ToTable("risk_asset");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // on its risk, as the other links
        builder.SavedAfter<RiskAsset, Risk>(nameof(RiskAsset.RiskId));
        builder.SavedAfter<RiskAsset, Asset>(nameof(RiskAsset.AssetId));
    }
}

internal sealed class RiskVulnerabilityMapping : IEntityTypeConfiguration<RiskVulnerability>
{
    public void Configure(EntityTypeBuilder<RiskVulnerability> builder)
    {
        builder.ToTable("risk_vulnerability");
        builder.HasAnnotation(AuditTrail.ToldByNote, true);
        builder.SavedAfter<RiskVulnerability, Risk>(nameof(RiskVulnerability.RiskId));
        builder.SavedAfter<RiskVulnerability, Vulnerability>(nameof(RiskVulnerability.VulnerabilityId));
    }
}

internal sealed class RiskControlMapping : IEntityTypeConfiguration<RiskControl>
{
    public void Configure(EntityTypeBuilder<RiskControl> builder)
    {
        builder.ToTable("risk_control");
        builder.HasAnnotation(AuditTrail.ToldByNote, true);
        builder.SavedAfter<RiskControl, Risk>(nameof(RiskControl.RiskId));
        builder.SavedAfter<RiskControl, ControlImplementation>(nameof(RiskControl.ImplementationId));
    }
}

internal sealed class RiskEvaluationMapping : IEntityTypeConfiguration<RiskEvaluation>
{
    public void Configure(EntityTypeBuilder<RiskEvaluation> builder)
    {
        builder.ToTable("risk_evaluation");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // its risk tells what changed, with the reason
        builder.SavedAfter<RiskEvaluation, Risk>(nameof(RiskEvaluation.RiskId));
        builder.SavedAfter<RiskEvaluation, Person>(nameof(RiskEvaluation.EvaluatedBy));
        builder.SavedAfter<RiskEvaluation, RiskMethodology>(nameof(RiskEvaluation.MethodologyId));
        builder.SavedAfter<RiskEvaluation, RiskAssessment>(nameof(RiskEvaluation.AssessmentId));
        builder.SavedAfter<RiskEvaluation, RiskEvaluation>(nameof(RiskEvaluation.ConfirmsId));
    }
}
