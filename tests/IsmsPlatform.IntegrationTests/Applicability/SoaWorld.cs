using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Methodologies;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using IsmsPlatform.IntegrationTests.Scope;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Applicability;

/// <summary>An organisation with a scope in force, Annex A, and a risk that A.8.13 treats.</summary>
internal sealed record SoaWorld(ScopeWorld Scope, Guid Risk, Guid Backup)
{
    internal const string NotHere = "Nothing of this kind is done here, nor planned.";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal TestMember Manager => Scope.Tenant.Manager;

    internal TestTenant Tenant => Scope.Tenant;

    internal static async Task<SoaWorld> OfAsync(PostgresServer server)
    {
        var scope = await ScopeWorld.OfAsync(server);
        var m = scope.Tenant.Manager;
        (await m.SendAsync(new AddAnnexA())).Ok();
        await scope.InForceAsync();
        var w = new SoaWorld(scope, Guid.Empty, Guid.Empty);
        var backup = await w.ImplementAsync(await w.ControlAsync("A.8.13"), "Nightly backup");
        var risk = (await m.SendAsync(new IdentifyRisk { Id = Guid.CreateVersion7(), Title = "Ransomware", Scenario = "Everything is encrypted.", Kind = RiskKind.Information, Affects = [SecurityProperty.Availability], OwnerId = m.PersonId, ImplementationIds = [backup] })).Ok();
        return w with { Risk = risk, Backup = backup };
    }

    internal Task<Guid> ControlAsync(string code) => Tenant.ReadAsync(db => db.Controls.Where(c => c.Code == code).Select(c => c.Id).SingleAsync(Ct));

    internal async Task<Guid> ImplementAsync(Guid control, string title) => (await Manager.SendAsync(new ImplementControl { Id = Guid.CreateVersion7(), ControlId = control, Title = title, Description = "Every night.", OwnerId = Manager.PersonId, Status = ImplementationStatus.Operated })).Ok();

    internal async Task<Guid> OwnControlAsync(string title) => (await Manager.SendAsync(new DefineControl { Id = Guid.CreateVersion7(), Title = title, Purpose = "Ours.", Theme = ControlTheme.People, Nature = ControlNature.Administrative, Types = [ControlType.Preventive], Properties = [SecurityProperty.Integrity] })).Ok();

    internal async Task<Guid> DraftAsync() => (await Manager.SendAsync(new DraftSoa(Guid.CreateVersion7()))).Ok();

    internal async Task<SoaView> ReadAsync(Guid? id = null) => (await Manager.SendAsync(new GetSoa(id))).Ok();

    internal async Task<SoaEntryView> RowAsync(Guid id, string code) => (await ReadAsync(id)).Entries.Single(e => e.Code == code);

    internal static DecideSoaEntry Form(Guid id, SoaEntryView e) => new()
    {
        SoaId = id,
        Id = e.Id,
        Version = e.Version,
        Applicable = e.Applicable,
        Reasons = e.Reasons,
        Justification = e.Justification,
        RiskIds = e.IdsOf(SoaLinkKind.Risk),
        LegalRequirementIds = e.IdsOf(SoaLinkKind.LegalRequirement),
        RequirementIds = e.IdsOf(SoaLinkKind.Requirement),
    };

    internal async Task<Result> DecideAsync(Guid id, string code, Func<DecideSoaEntry, DecideSoaEntry> how) => await Manager.SendAsync(how(Form(id, await RowAsync(id, code))));

    /// <summary>Confirms what is proposed, and decides about everything that is undecided, but for the rows that are named.</summary>
    internal async Task CompleteAsync(Guid id, params IReadOnlyList<string> but)
    {
        SoaEntryAt[] open = [.. (await ReadAsync(id)).Entries.Where(e => e.Applicable is null && !but.Contains(e.Code)).Select(e => new SoaEntryAt(e.Id, e.Version))];
        (await Manager.SendAsync(new IncludeAsBaseline(id, open))).Ok().ShouldBe(open.Length);
        await ConfirmAsync(id);
    }

    internal async Task ConfirmAsync(Guid id) => (await Manager.SendAsync(new ConfirmSoaProposals(id, (await ReadAsync(id)).Version))).Ok();

    internal async Task<Result> SubmitAsync(Guid id) => await Manager.SendAsync(new SubmitSoa(id, (await ReadAsync(id)).Version));

    internal Task<Guid> RequestOfAsync(Guid id) => Tenant.ReadAsync(db => db.Approvals.Where(a => a.SubjectId == id && a.Decision == ApprovalDecision.Open).Select(a => a.Id).SingleAsync(Ct));

    /// <summary>A plan that brings in a control for the risk, agreed by its owner and approved by top management.</summary>
    internal async Task<Guid> PlanAsync(string control)
    {
        var (plan, m) = (Guid.CreateVersion7(), Manager);
        (await m.SendAsync(new DraftTreatmentPlan { Id = plan, Name = $"Bring in {control}", PeriodFrom = Tenant.Today, PeriodTo = Tenant.Today.AddDays(90), OwnerId = m.PersonId })).Ok();
        (await m.SendAsync(new AddTreatmentAction { Id = Guid.CreateVersion7(), PlanId = plan, Title = $"Put {control} into practice", OwnerId = m.PersonId, StartOn = Tenant.Today, DueOn = Tenant.Today.AddDays(30), RiskIds = [Risk], ControlIds = [await ControlAsync(control)] })).Ok();
        await RateAsync();
        (await m.SendAsync(new SubmitTreatmentPlan(plan, await PlanVersionAsync(plan)))).Ok();
        (await Scope.Top.SendAsync(new Approve(await RequestOfAsync(plan), null))).Ok();
        return plan;
    }

    // A plan is agreed to with what is left of its risks, by the methodology in force.
    private async Task RateAsync()
    {
        var method = Guid.CreateVersion7();
        (await Manager.SendAsync(new DraftMethodology(method, MethodologyStart.FiveByFive))).Ok();
        (await Manager.SendAsync(new SubmitMethodology(method, 1))).Ok();
        (await Scope.Top.SendAsync(new Approve(await RequestOfAsync(method), null))).Ok();
        foreach (var stage in (EvaluationStage[])[EvaluationStage.Inherent, EvaluationStage.Current, EvaluationStage.Target])
        {
            (await Manager.SendAsync(new EvaluateRisk { Id = Risk, Version = (await Manager.SendAsync(new GetRisk(Risk))).Ok().Version, Stage = stage, Likelihood = 3, Impacts = [3], Rationale = "As we see it." })).Ok();
        }
    }

    private async Task<long> PlanVersionAsync(Guid plan) => (await Manager.SendAsync(new GetTreatmentPlan(plan))).Ok().Version;

    /// <summary>A version in force with A.8.30 excluded.</summary>
    internal async Task<Guid> InForceAsync()
    {
        var id = await DraftAsync();
        if ((await RowAsync(id, "A.8.30")).Applicable is null) { (await DecideAsync(id, "A.8.30", f => f with { Applicable = false, Justification = NotHere })).Ok(); }
        if ((await ReadAsync(id)).Entries.Any(e => e.Applicable is null)) { await CompleteAsync(id); }
        await ConfirmAsync(id);
        (await SubmitAsync(id)).Ok();
        (await Scope.Top.SendAsync(new Approve(await RequestOfAsync(id), null))).Ok();
        return id;
    }
}
