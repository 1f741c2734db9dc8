using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Treatment;

internal sealed class TreatmentPlanMapping : IEntityTypeConfiguration<TreatmentPlan>
{
    public void Configure(EntityTypeBuilder<TreatmentPlan> builder)
    {
        builder.ToTable("treatment_plan");
        builder.SavedAfter<TreatmentPlan, Person>(nameof(TreatmentPlan.OwnerId));
        builder.SavedAfter<TreatmentPlan, Person>(nameof(TreatmentPlan.AuthorId));
        builder.SavedAfter<TreatmentPlan, Person>(nameof(TreatmentPlan.SubmittedById));
        builder.SavedAfter<TreatmentPlan, TreatmentPlan>(nameof(TreatmentPlan.SucceedsId));
    }
}

internal sealed class TreatmentActionMapping : IEntityTypeConfiguration<TreatmentAction>
{
    public void Configure(EntityTypeBuilder<TreatmentAction> builder)
    {
        builder.ToTable("treatment_action");
        builder.SavedAfter<TreatmentAction, TreatmentPlan>(nameof(TreatmentAction.PlanId));
        builder.SavedAfter<TreatmentAction, Person>(nameof(TreatmentAction.OwnerId));
        builder.SavedAfter<TreatmentAction, Person>(nameof(TreatmentAction.DoneById));
        builder.SavedAfter<TreatmentAction, Person>(nameof(TreatmentAction.VerifiedById));
    }
}

internal sealed class TreatmentActionRiskMapping : IEntityTypeConfiguration<TreatmentActionRisk>
{
    public void Configure(EntityTypeBuilder<TreatmentActionRisk> builder)
    {
        builder.ToTable("treatment_action_risk");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // on its action, as the controls
        builder.SavedAfter<TreatmentActionRisk, TreatmentAction>(nameof(TreatmentActionRisk.ActionId));
        builder.SavedAfter<TreatmentActionRisk, Risk>(nameof(TreatmentActionRisk.RiskId));
    }
}

internal sealed class TreatmentActionControlMapping : IEntityTypeConfiguration<TreatmentActionControl>
{
    public void Configure(EntityTypeBuilder<TreatmentActionControl> builder)
    {
        builder.ToTable("treatment_action_control");
        builder.HasAnnotation(AuditTrail.ToldByNote, true);
        builder.SavedAfter<TreatmentActionControl, TreatmentAction>(nameof(TreatmentActionControl.ActionId));
        builder.SavedAfter<TreatmentActionControl, Control>(nameof(TreatmentActionControl.ControlId));
    }
}

internal sealed class TreatmentConsentMapping : IEntityTypeConfiguration<TreatmentConsent>
{
    public void Configure(EntityTypeBuilder<TreatmentConsent> builder)
    {
        builder.ToTable("treatment_consent");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // on its plan
        builder.SavedAfter<TreatmentConsent, TreatmentPlan>(nameof(TreatmentConsent.PlanId));
        builder.SavedAfter<TreatmentConsent, Person>(nameof(TreatmentConsent.PersonId));
    }
}

internal sealed class TreatmentPostponementMapping : IEntityTypeConfiguration<TreatmentPostponement>
{
    public void Configure(EntityTypeBuilder<TreatmentPostponement> builder)
    {
        builder.ToTable("treatment_postponement");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // the day changes on its action
        builder.SavedAfter<TreatmentPostponement, TreatmentAction>(nameof(TreatmentPostponement.ActionId));
        builder.SavedAfter<TreatmentPostponement, Person>(nameof(TreatmentPostponement.ApprovedBy));
    }
}
