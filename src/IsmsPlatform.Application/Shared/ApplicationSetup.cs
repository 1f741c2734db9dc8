using FluentValidation;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.InterestedParties;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People.Leaving;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Processes;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Risks.Import;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared.Files;
using IsmsPlatform.Application.Shared.Idempotency;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Mail;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Threats;
using IsmsPlatform.Application.Treatment;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.Application.Shared;

/// <summary>What handlers ask for beside contexts, scope and clock. A new use case adds nothing here.</summary>
public static class ApplicationSetup
{
    public static IServiceCollection AddApplication(this IServiceCollection services)
    {
        services.AddScoped<Texts>();
        services.AddScoped<AuditTrail>();
        services.AddScoped<CodeSequence>();
        services.AddScoped<Outbox>();
        services.AddScoped<HeldTransaction>();
        services.AddScoped<IdempotentAnswers>();
        services.AddScoped<AccountMails>();
        services.AddScoped<Invitations>();
        services.AddScoped<Notifier>();
        services.AddScoped<TaskMails>();
        services.AddScoped<ApprovalDesk>();
        services.AddScoped<RoleNews>();
        services.AddScoped<RoleGiving>();
        services.AddScoped<LeavingDesk>();
        services.AddScoped<IApprovalSubject, AppointmentOfManager>();
        services.AddScoped<IApprovalSubject, MethodologyApproval>();
        services.AddScoped<MethodologyStory>();
        services.AddScoped<SoaApproval>();
        services.AddScoped<IApprovalSubject>(s => s.GetRequiredService<SoaApproval>());
        services.AddScoped<SoaCheck>();
        services.AddScoped<SoaDesk>();
        services.AddScoped<SoaProposal>();
        services.AddScoped<SoaReader>();
        services.AddScoped<ControlUse>();
        services.AddScoped<ScopeApproval>();
        services.AddScoped<IApprovalSubject>(s => s.GetRequiredService<ScopeApproval>());
        services.AddScoped<ScopeInForce>();
        services.AddScoped<ScopeReader>();
        services.AddScoped<ProcessAccess>();
        services.AddScoped<StandardSet>();
        services.AddScoped<AssetTasks>();
        services.AddScoped<ReviewTasks>();
        services.AddScoped<ReviewDesk>();
        services.AddScoped<RequirementDesk>();
        services.AddSingleton<StarterCatalogue>();
        services.AddScoped<VulnerabilityThreats>();
        services.AddScoped<AnnexA>();
        services.AddScoped<ImplementationAccess>();
        services.AddScoped<TestDesk>();
        services.AddScoped<ControlTestTasks>();
        services.AddScoped<ControlFailure>();
        services.AddScoped<RiskAccess>();
        services.AddScoped<RiskLinks>();
        services.AddScoped<RiskRatings>();
        services.AddScoped<RiskImports>();
        services.AddScoped<RisksToReevaluate>();
        services.AddScoped<RisksInTreatment>();
        services.AddScoped<TreatmentDesk>();
        services.AddScoped<TreatmentTasks>();
        services.AddScoped<ActionLinks>();
        services.AddScoped<Consents>();
        services.AddScoped<TreatmentPlanApproval>();
        services.AddScoped<IApprovalSubject>(s => s.GetRequiredService<TreatmentPlanApproval>());
        services.AddScoped<FileIntake>();
        services.AddScoped<AssetAccess>();
        services.AddScoped<RecalculateProtection>();
        services.AddScoped<DependencyStory>();
        services.AddScoped<ImportFiles>();
        services.AddScoped<ImportPlanner>();
        services.AddScoped<ImportWriter>();
        services.AddValidatorsFromAssemblyContaining<IsmsDbContext>(ServiceLifetime.Singleton);
        ValidatorOptions.Global.DefaultRuleLevelCascadeMode = CascadeMode.Stop;
        return services;
    }
}
