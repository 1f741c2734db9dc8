using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.RiskAssessments;

/// <summary>An organisation with a methodology of five by five levels, an owner of risks, and ways to act as people do.</summary>
internal sealed record AssessmentWorld(TestTenant Tenant, TestMember Owner, TestMember Top)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestMember Manager => Tenant.Manager;

    public static async Task<AssessmentWorld> BeginAsync(PostgresServer server)
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var world = new AssessmentWorld(tenant, await tenant.MemberAsync(Role.RiskOwner), await tenant.MemberAsync(Role.TopManagement));
        await world.ApproveMethodAsync();
        return world;
    }

    /// <summary>A next version of the methodology, in force from now on.</summary>
    public async Task ApproveMethodAsync()
    {
        var id = Guid.CreateVersion7();
        (await Manager.SendAsync(new DraftMethodology(id, MethodologyStart.FiveByFive))).Error.ShouldBeNull();
        (await Manager.SendAsync(new SubmitMethodology(id, 1))).Error.ShouldBeNull();
        (await Top.SendAsync(new Approve(await Tenant.ReadAsync(db => db.Approvals.Where(a => a.SubjectId == id && a.Decision == ApprovalDecision.Open).Select(a => a.Id).SingleAsync(Ct)), null))).Error.ShouldBeNull();
    }

    public async Task<Guid> RiskAsync(string title, TestMember? owner = null, TreatmentOption? treatment = TreatmentOption.Accept, Guid[]? assets = null) => (await Manager.SendAsync(new IdentifyRisk
    {
        Id = Guid.CreateVersion7(),
        Title = title,
        Kind = RiskKind.Information,
        Affects = [SecurityProperty.Availability],
        OwnerId = (owner ?? Owner).PersonId,
        Treatment = treatment,
        AssetIds = assets ?? [],
    })).Ok();

    public async Task<RiskView> RiskAsync(Guid id) => (await Manager.SendAsync(new GetRisk(id))).Ok();

    public async Task<Result> RateAsync(Guid risk, EvaluationStage stage, int likelihood, int impact, Guid? assessment = null, TestMember? by = null)
        => await (by ?? Manager).SendAsync(new EvaluateRisk { Id = risk, Version = (await RiskAsync(risk)).Version, Stage = stage, Likelihood = likelihood, Impacts = [impact], Rationale = "As we see it.", Deviation = "It was seen otherwise before.", AssessmentId = assessment });

    /// <summary>At both stages the same: no control has to work.</summary>
    public async Task RatedAsync(Guid risk, int likelihood, int impact, Guid? assessment = null, TestMember? by = null)
    {
        (await RateAsync(risk, EvaluationStage.Inherent, likelihood, impact, assessment, by)).Error.ShouldBeNull();
        (await RateAsync(risk, EvaluationStage.Current, likelihood, impact, assessment, by)).Error.ShouldBeNull();
    }

    public PlanRiskAssessment Form(string name = "Yearly assessment") => new() { Id = Guid.CreateVersion7(), Name = name, Trigger = AssessmentTrigger.Planned, StartOn = Tenant.Today, DueOn = Tenant.Today.AddDays(14), LeadId = Manager.PersonId };

    public async Task<Guid> StartedAsync(PlanRiskAssessment? form = null)
    {
        var id = (await Manager.SendAsync(form ?? Form())).Ok();
        (await Manager.SendAsync(new StartRiskAssessment(id, 1))).Error.ShouldBeNull();
        return id;
    }

    public async Task<RiskAssessmentView> ReadAsync(Guid id, TestMember? by = null) => (await (by ?? Manager).SendAsync(new GetRiskAssessment(id))).Ok();

    public async Task<Result> CompleteAsync(Guid id, TestMember? by = null) => await (by ?? Manager).SendAsync(new CompleteRiskAssessment(id, (await ReadAsync(id)).Version));

    public async Task ReviewedAsync(Guid id) => (await Manager.SendAsync(new ReviewRiskAssessment(id, (await ReadAsync(id)).Version))).Error.ShouldBeNull();

    public async Task<Guid> CompletedAsync(PlanRiskAssessment? form, params (Guid Risk, int Likelihood, int Impact)[] ratings)
    {
        var id = await StartedAsync(form);
        foreach (var (risk, likelihood, impact) in ratings) { await RatedAsync(risk, likelihood, impact, id); }
        await ReviewedAsync(id);
        (await CompleteAsync(id)).Error.ShouldBeNull();
        return id;
    }

    public async Task<IReadOnlyList<AssessedRisk>> ItemsAsync(Guid id, AssessedFilter? filter = null) => (await Manager.SendAsync(new ListAssessedRisks(id, filter ?? new AssessedFilter(), new()))).Ok().Items;

    public async Task<IReadOnlyList<KeptRisk>> KeptAsync(Guid id) => (await Manager.SendAsync(new ListAssessmentResults(id, null, new()))).Ok().Items;
}
