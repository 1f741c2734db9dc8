using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.RiskAssessments;

internal sealed class RiskAssessmentMapping : IEntityTypeConfiguration<RiskAssessment>
{
    /// <summary>When risks were taken in last, by the clock of the database.</summary>
    internal const string TakenInAt = "TakenInAt";

    public void Configure(EntityTypeBuilder<RiskAssessment> builder)
    {
        builder.ToTable("risk_assessment");
        builder.Ignore(a => a.IsRunning);
        builder.Ignore(a => a.IsOver);
        builder.Property<DateTimeOffset?>(TakenInAt);
        builder.SavedAfter<RiskAssessment, Person>(nameof(RiskAssessment.LeadId));
        builder.SavedAfter<RiskAssessment, Person>(nameof(RiskAssessment.CompletedById));
        builder.SavedAfter<RiskAssessment, RiskMethodology>(nameof(RiskAssessment.MethodologyId));
    }
}

internal sealed class AssessmentScopeMapping : IEntityTypeConfiguration<AssessmentScopeRecord>
{
    public void Configure(EntityTypeBuilder<AssessmentScopeRecord> builder)
    {
        builder.ToTable("risk_assessment_scope");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // on its assessment, as the other parts
        builder.SavedAfter<AssessmentScopeRecord, RiskAssessment>(nameof(AssessmentScopeRecord.AssessmentId));
        builder.SavedAfter<AssessmentScopeRecord, OrganisationalUnit>(nameof(AssessmentScopeRecord.UnitId));
        builder.SavedAfter<AssessmentScopeRecord, Location>(nameof(AssessmentScopeRecord.LocationId));
        builder.SavedAfter<AssessmentScopeRecord, Asset>(nameof(AssessmentScopeRecord.AssetId));
        builder.SavedAfter<AssessmentScopeRecord, Person>(nameof(AssessmentScopeRecord.OwnerId));
    }
}

internal sealed class AssessmentParticipantMapping : IEntityTypeConfiguration<AssessmentParticipant>
{
    public void Configure(EntityTypeBuilder<AssessmentParticipant> builder)
    {
        builder.ToTable("risk_assessment_participant");
        builder.HasAnnotation(AuditTrail.ToldByNote, true);
        builder.SavedAfter<AssessmentParticipant, RiskAssessment>(nameof(AssessmentParticipant.AssessmentId));
        builder.SavedAfter<AssessmentParticipant, Person>(nameof(AssessmentParticipant.PersonId));
    }
}

internal sealed class AssessmentItemMapping : IEntityTypeConfiguration<AssessmentItem>
{
    public void Configure(EntityTypeBuilder<AssessmentItem> builder)
    {
        builder.ToTable("risk_assessment_item");
        builder.HasAnnotation(AuditTrail.ToldByNote, true);
        builder.Ignore(i => i.AsksForTarget);
        builder.Ignore(i => i.NextStage);
        builder.Property(i => i.State).ValueGeneratedOnAddOrUpdate().Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Property(i => i.Moved).ValueGeneratedOnAddOrUpdate().Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.SavedAfter<AssessmentItem, RiskAssessment>(nameof(AssessmentItem.AssessmentId));
        builder.SavedAfter<AssessmentItem, Risk>(nameof(AssessmentItem.RiskId));
        builder.SavedAfter<AssessmentItem, Person>(nameof(AssessmentItem.OwnerId));
        builder.SavedAfter<AssessmentItem, RiskMethodology>(nameof(AssessmentItem.BeforeMethodologyId));
        builder.SavedAfter<AssessmentItem, RiskMethodology>(nameof(AssessmentItem.NowMethodologyId));
    }
}

internal sealed class AssessmentProgressMapping : IEntityTypeConfiguration<AssessmentProgress>
{
    public void Configure(EntityTypeBuilder<AssessmentProgress> builder)
    {
        builder.ToTable("risk_assessment_progress");
        builder.HasAnnotation(AuditTrail.ToldByNote, true);
        builder.SavedAfter<AssessmentProgress, RiskAssessment>(nameof(AssessmentProgress.AssessmentId));
        builder.SavedAfter<AssessmentProgress, Person>(nameof(AssessmentProgress.PersonId));
    }
}

internal sealed class AssessmentResultMapping : IEntityTypeConfiguration<AssessmentResult>
{
    public void Configure(EntityTypeBuilder<AssessmentResult> builder)
    {
        builder.ToTable("risk_assessment_result");
        builder.HasAnnotation(AuditTrail.ToldByNote, true);
        builder.Property(r => r.Moved).ValueGeneratedOnAddOrUpdate().Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.SavedAfter<AssessmentResult, RiskAssessment>(nameof(AssessmentResult.AssessmentId));
        builder.SavedAfter<AssessmentResult, Risk>(nameof(AssessmentResult.RiskId));
        builder.SavedAfter<AssessmentResult, RiskMethodology>(nameof(AssessmentResult.BeforeMethodologyId));
        builder.SavedAfter<AssessmentResult, RiskMethodology>(nameof(AssessmentResult.InherentMethodologyId));
        builder.SavedAfter<AssessmentResult, RiskMethodology>(nameof(AssessmentResult.CurrentMethodologyId));
        builder.SavedAfter<AssessmentResult, RiskMethodology>(nameof(AssessmentResult.TargetMethodologyId));
    }
}
