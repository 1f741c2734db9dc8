using System.Net;
using IsmsPlatform.Application.Onboarding;
using IsmsPlatform.Application.Processes;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;

namespace IsmsPlatform.IntegrationTests.Onboarding;

/// <summary>The list on the dashboard that says what comes next, computed from what there is.</summary>
public sealed class FirstStepsTests(PostgresServer server)
{
    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    private static async Task<OnboardingState> StateAsync(TestMember by) => (await by.SendAsync(new GetOnboarding())).Ok();

    [Fact]
    public async Task A_step_is_done_when_its_records_are_there()
    {
        var tenant = await TenantAsync();
        bool Done(OnboardingState state, OnboardingStep step) => state.Steps.Single(s => s.Step == step).IsDone;
        var before = await StateAsync(tenant.Manager);
        (Done(before, OnboardingStep.Units), Done(before, OnboardingStep.Assets), Done(before, OnboardingStep.Locations)).ShouldBe((false, false, false));
        await tenant.LikeKestrelAsync();
        await tenant.Manager.AddAsync("Mail", 2, 2, 2);
        var after = await StateAsync(tenant.Manager);
        (Done(after, OnboardingStep.Units), Done(after, OnboardingStep.Locations), Done(after, OnboardingStep.Assets), Done(after, OnboardingStep.People)).ShouldBe((true, true, true, true));
        Done(after, OnboardingStep.Acceptance).ShouldBeFalse("the asset is a draft");
        after.Done.ShouldBeGreaterThan(before.Done);
    }

    [Fact]
    public async Task The_steps_stand_in_the_order_of_the_clauses_and_each_once()
    {
        var steps = (await StateAsync((await TenantAsync()).Manager)).Steps;
        steps.Select(s => Version.Parse(s.Clause)).ShouldBeInOrder();
        steps.Select(s => s.Step).ShouldBe(Enum.GetValues<OnboardingStep>(), ignoreOrder: true);
    }

    [Fact]
    public async Task Each_step_leads_to_a_page()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        foreach (var step in (await StateAsync(tenant.Manager)).Steps) { (await browser.GetAsync($"/t/{tenant.Slug}/{step.Path}")).Status.ShouldBe(HttpStatusCode.OK, step.Path); }
    }

    [Fact]
    public async Task Processes_without_an_owner_are_counted_and_listed()
    {
        var tenant = await TenantAsync();
        async Task<OnboardingProgress> ProcessesAsync() => (await StateAsync(tenant.Manager)).Steps.Single(s => s.Step == OnboardingStep.Processes);
        var none = await ProcessesAsync();
        foreach (var name in (string[])["Backup", "Change control"]) { (await tenant.Manager.SendAsync(new CreateProcess { Id = Guid.CreateVersion7(), Name = name })).Ok(); }
        var two = await ProcessesAsync();
        (two.Left - none.Left, two.Path, two.IsDone).ShouldBe((2, "processes?owner=none", false));
        (await (await tenant.Manager.BrowserAsync()).GetAsync($"/t/{tenant.Slug}")).Text.ShouldContain($"{two.Left} processes have no owner");
    }

    [Fact]
    public async Task An_organisation_hides_its_first_steps_and_brings_them_back()
    {
        var tenant = await TenantAsync();
        await tenant.Manager.AddAsync("Mail", 2, 2, 2);
        var browser = await tenant.Manager.BrowserAsync();
        var page = await browser.GetAsync($"/t/{tenant.Slug}");
        page.Text.ShouldContain("in the order of the standard");
        (await browser.PostAsync($"/t/{tenant.Slug}/first-steps", page.Csrf, ("shown", "false"))).Status.ShouldBe(HttpStatusCode.Found);
        var auditor = await (await tenant.MemberAsync(Role.InternalAuditor)).BrowserAsync();
        (await auditor.GetAsync($"/t/{tenant.Slug}")).Text.ShouldNotContain("in the order of the standard");
        var hidden = await browser.GetAsync($"/t/{tenant.Slug}");
        hidden.Text.ShouldContain("Show the first steps");
        await browser.PostAsync($"/t/{tenant.Slug}/first-steps", hidden.Csrf, ("shown", "true"));
        (await auditor.GetAsync($"/t/{tenant.Slug}")).Text.ShouldContain("in the order of the standard");
    }
}
