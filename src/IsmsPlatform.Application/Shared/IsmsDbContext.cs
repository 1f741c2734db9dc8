using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Risks.Assess;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Comments;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.Domain.Threats;
using IsmsPlatform.Domain.Treatment;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.ValueGeneration;

namespace IsmsPlatform.Application.Shared;

/// <summary>
/// Everything of a tenant. The model names no schema: the search path that travels with each command decides between the
/// present (app) and the past (as_of). Instances are pooled: <see cref="Request"/> is set at every rent.
/// </summary>
public sealed class IsmsDbContext(DbContextOptions<IsmsDbContext> options) : DbContext(options)
{
    public const string TenantFilter = "tenant";

    /// <summary>The shadow property that every entity has; the domain does not know it.</summary>
    private const string Tenant = "TenantId";

    /// <summary>Whose lease this is; read when a command runs, so it is never the tenant of an earlier lease.</summary>
    public RequestScope? Request { get; set; }

    public Guid TenantId => (Request ?? throw new NoTenantException()).TenantId;

    public DbSet<OrganisationProfile> Organisations => Set<OrganisationProfile>();

    public DbSet<SignInPolicy> SignInPolicies => Set<SignInPolicy>();

    public DbSet<OrganisationalUnit> Units => Set<OrganisationalUnit>();

    public DbSet<Location> Locations => Set<Location>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<RoleAssignment> RoleAssignments => Set<RoleAssignment>();

    public DbSet<CustomRole> CustomRoles => Set<CustomRole>();

    public DbSet<RaciSubject> RaciSubjects => Set<RaciSubject>();

    public DbSet<RaciEntry> RaciEntries => Set<RaciEntry>();

    public DbSet<IsmsProcess> Processes => Set<IsmsProcess>();

    public DbSet<ScopeStatement> ScopeStatements => Set<ScopeStatement>();

    public DbSet<ScopeItem> ScopeItems => Set<ScopeItem>();

    public DbSet<ScopeInterface> ScopeInterfaces => Set<ScopeInterface>();

    public DbSet<ScopeCitation> ScopeCitations => Set<ScopeCitation>();

    public DbSet<Asset> Assets => Set<Asset>();

    public DbSet<AssetDependency> AssetDependencies => Set<AssetDependency>();

    public DbSet<RiskMethodology> RiskMethodologies => Set<RiskMethodology>();

    public DbSet<Threat> Threats => Set<Threat>();

    public DbSet<Vulnerability> Vulnerabilities => Set<Vulnerability>();

    public DbSet<VulnerabilityThreat> VulnerabilityThreats => Set<VulnerabilityThreat>();

    public DbSet<Control> Controls => Set<Control>();

    public DbSet<ControlImplementation> ControlImplementations => Set<ControlImplementation>();

    public DbSet<ControlTest> ControlTests => Set<ControlTest>();

    public DbSet<Risk> Risks => Set<Risk>();

    public DbSet<RiskAsset> RiskAssets => Set<RiskAsset>();

    public DbSet<RiskVulnerability> RiskVulnerabilities => Set<RiskVulnerability>();

    public DbSet<RiskControl> RiskControls => Set<RiskControl>();

    public DbSet<RiskEvaluation> RiskEvaluations => Set<RiskEvaluation>();

    public DbSet<RiskAcceptance> RiskAcceptances => Set<RiskAcceptance>();

    public DbSet<RiskAcceptanceGrant> RiskAcceptanceGrants => Set<RiskAcceptanceGrant>();
    public DbSet<RiskAssessment> RiskAssessments => Set<RiskAssessment>();

    public DbSet<AssessmentScopeRecord> AssessmentScopes => Set<AssessmentScopeRecord>();

    public DbSet<AssessmentParticipant> AssessmentParticipants => Set<AssessmentParticipant>();

    public DbSet<AssessmentItem> AssessmentItems => Set<AssessmentItem>();

    public DbSet<AssessmentProgress> AssessmentProgress => Set<AssessmentProgress>();

    public DbSet<AssessmentResult> AssessmentResults => Set<AssessmentResult>();

    public DbSet<TreatmentPlan> TreatmentPlans => Set<TreatmentPlan>();

    public DbSet<TreatmentAction> TreatmentActions => Set<TreatmentAction>();

    public DbSet<TreatmentActionRisk> TreatmentActionRisks => Set<TreatmentActionRisk>();

    public DbSet<TreatmentActionControl> TreatmentActionControls => Set<TreatmentActionControl>();

    public DbSet<TreatmentConsent> TreatmentConsents => Set<TreatmentConsent>();

    public DbSet<TreatmentPostponement> TreatmentPostponements => Set<TreatmentPostponement>();

    public DbSet<SoaVersion> SoaVersions => Set<SoaVersion>();

    public DbSet<SoaEntry> SoaEntries => Set<SoaEntry>();

    public DbSet<SoaLink> SoaLinks => Set<SoaLink>();

    public DbSet<LossEstimate> LossEstimates => Set<LossEstimate>();

    public DbSet<LossTolerance> LossTolerances => Set<LossTolerance>();

    public DbSet<LossRun> LossRuns => Set<LossRun>();

    public DbSet<ImportFile> ImportFiles => Set<ImportFile>();

    public DbSet<RiskDraft> RiskDrafts => Set<RiskDraft>();

    public DbSet<AssetImportMapping> AssetImportMappings => Set<AssetImportMapping>();

    public DbSet<Approval> Approvals => Set<Approval>();

    public DbSet<ApprovalWaiver> ApprovalWaivers => Set<ApprovalWaiver>();

    public DbSet<ReviewCycle> ReviewCycles => Set<ReviewCycle>();

    public DbSet<WorkTask> WorkTasks => Set<WorkTask>();

    public DbSet<TaskReminder> TaskReminders => Set<TaskReminder>();

    public DbSet<Notification> Notifications => Set<Notification>();

    public DbSet<Comment> Comments => Set<Comment>();

    public DbSet<EvidenceItem> Evidence => Set<EvidenceItem>();

    public DbSet<EvidenceLink> EvidenceLinks => Set<EvidenceLink>();

    public DbSet<SavedView> SavedViews => Set<SavedView>();

    public DbSet<DefaultView> DefaultViews => Set<DefaultView>();

    public DbSet<ContextIssue> ContextIssues => Set<ContextIssue>();

    public DbSet<ClimateDetermination> ClimateDeterminations => Set<ClimateDetermination>();

    public DbSet<InterestedParty> InterestedParties => Set<InterestedParty>();

    public DbSet<PartyRequirement> PartyRequirements => Set<PartyRequirement>();

    public DbSet<RequirementBasis> RequirementBases => Set<RequirementBasis>();

    public DbSet<LegalRequirement> LegalRequirements => Set<LegalRequirement>();

    public DbSet<BusinessObjective> BusinessObjectives => Set<BusinessObjective>();

    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    /// <summary>Serialises commands that decide over a set of records (a tree, a graph) until the transaction ends.</summary>
    public Task LockAsync(string what, CancellationToken cancellationToken)
        => Database.ExecuteSqlAsync($"select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended({TenantId.ToString() + what}, 0))", cancellationToken);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>();
        configurationBuilder.Properties<LossRunResult>().HaveConversion<LossResultText, LossResultComparer>();
        configurationBuilder.Properties<RiskScales>().HaveConversion<RiskScalesText, RiskScalesComparer>();
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // First the keys, then the mappings whose foreign keys rest on them.
        foreach (var type in modelBuilder.Model.GetEntityTypes().ToList()) { MakeTenantOwned(modelBuilder, type); }
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(IsmsDbContext).Assembly);
    }

    // Wall 2 of four: tenant in every key, filter on every entity, put there by this one loop.
    private void MakeTenantOwned(ModelBuilder modelBuilder, IMutableEntityType type)
    {
        var entity = modelBuilder.Entity(type.ClrType);
        entity.Property<Guid>(Tenant).ValueGeneratedOnAdd().HasValueGenerator<TenantOfContext>();
        entity.HasKey(Tenant, "Id");
        entity.Property("Id").ValueGeneratedNever();
        if (type.FindProperty(nameof(Entity.Version)) is { } version)
        {
            version.IsConcurrencyToken = true;
            version.ValueGenerated = ValueGenerated.OnAddOrUpdate;
        }
        var row = System.Linq.Expressions.Expression.Parameter(type.ClrType, "row");
        var tenantOfRow = System.Linq.Expressions.Expression.Call(typeof(EF), nameof(EF.Property), [typeof(Guid)], row, System.Linq.Expressions.Expression.Constant(Tenant));
        var tenantOfRequest = System.Linq.Expressions.Expression.Property(System.Linq.Expressions.Expression.Constant(this), nameof(TenantId));
        type.SetQueryFilter(TenantFilter, System.Linq.Expressions.Expression.Lambda(System.Linq.Expressions.Expression.Equal(tenantOfRow, tenantOfRequest), row));
    }

    private sealed class TenantOfContext : ValueGenerator<Guid>
    {
        public override bool GeneratesTemporaryValues => false;

        public override Guid Next(EntityEntry entry) => ((IsmsDbContext)entry.Context).TenantId;
    }
}
