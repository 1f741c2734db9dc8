using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using IsmsPlatform.Application.BusinessObjectives;
using IsmsPlatform.Application.LegalRequirements;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using IsmsPlatform.IntegrationTests.Scope;
using IsmsPlatform.IntegrationTests.Tasks;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace IsmsPlatform.IntegrationTests.Context;

/// <summary>The legal register: what it refuses, who is asked to look at it again, how other systems keep it.</summary>
public sealed class LegalRegisterTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://law.example/act")]
    public async Task A_source_is_an_https_address(string url)
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var form = $"/t/{tenant.Slug}/legal-requirements/new";
        var refused = await browser.SubmitAsync(form, form, ("Id", Guid.CreateVersion7().ToString()), ("Title", "Archive act"), ("Kind", "Law"), ("Jurisdiction", "BE"), ("OwnerId", tenant.Manager.PersonId.ToString()), ("SourceUrl", url));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain("beginning with https://.");
        refused.Field("Title").ShouldBe("Archive act");
    }

    [Fact]
    public async Task What_is_wrong_is_named_as_the_form_names_it()
    {
        var tenant = await TenantAsync();
        var browser = await tenant.Manager.BrowserAsync();
        var form = $"/t/{tenant.Slug}/legal-requirements/new";
        var refused = await browser.SubmitAsync(form, form, ("Id", Guid.CreateVersion7().ToString()), ("Title", "Archive act"), ("Kind", "Law"), ("Jurisdiction", "BE"), ("OwnerId", tenant.Manager.PersonId.ToString()), ("EffectiveFrom", "1492-01-01"));
        refused.Text.ShouldContain("Effective from: Give a date between 1900 and 2100.");
    }

    [Fact]
    public async Task What_something_cites_is_not_deleted_and_the_sentence_names_it()
    {
        var tenant = await TenantAsync();
        var party = (await tenant.Manager.SendAsync(ContextTests.Party(tenant, "Province"))).Ok();
        var (cited, free) = ((await tenant.Manager.SendAsync(ContextTests.Law(tenant, "Archive act"))).Ok(), (await tenant.Manager.SendAsync(ContextTests.Law(tenant, "Another act"))).Ok());
        (await tenant.Manager.SendAsync(ContextTests.Requirement(party) with { LegalRequirementIds = [cited] })).Ok();
        var browser = await tenant.Manager.BrowserAsync();
        var url = $"/t/{tenant.Slug}/legal-requirements/{cited}";
        var refused = await browser.SubmitAsync(url, $"{url}/delete", ("version", "1"));
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text.ShouldContain("It cannot be deleted while something cites it: IPT-");
        refused.Text.ShouldContain("Province.");
        (await tenant.Manager.SendAsync(new DeleteLegalRequirement(free, 1))).Ok();
        var assessed = (await tenant.Manager.SendAsync(ContextTests.Law(tenant, "Third act"))).Ok();
        (await tenant.Manager.SendAsync(new AssessCompliance(assessed, 1, ComplianceStatus.Compliant, null))).Ok();
        (await tenant.Manager.SendAsync(new DeleteLegalRequirement(assessed, 2))).Error.ShouldBe(LegalErrors.CannotBeDeleted);
    }

    [Fact]
    public async Task A_version_of_the_scope_that_cites_it_keeps_it_and_is_named()
    {
        var world = await ScopeWorld.OfAsync(server);
        var law = await world.Tenant.ReadAsync(db => db.LegalRequirements.Select(l => l.Id).SingleAsync(Ct));
        await world.SaveAsync((await world.FormAsync(await world.DraftAsync())) with { LegalRequirements = [law] });
        var refused = (await world.Tenant.Manager.SendAsync(new DeleteLegalRequirement(law, 1))).Error!;
        (refused.Code, refused.Arguments[0]).ShouldBe(("legal.cited", "Scope, version 1"));
    }

    [Fact]
    public async Task Compliance_is_assessed_by_counsel_and_read_by_auditors()
    {
        var tenant = await TenantAsync();
        var id = (await tenant.Manager.SendAsync(ContextTests.Law(tenant, "Archive act"))).Ok();
        var (counsel, auditor) = (await tenant.MemberAsync(Role.LegalCounsel), await tenant.MemberAsync(Role.ExternalAuditor));
        var url = $"/t/{tenant.Slug}/legal-requirements/{id}";
        var browser = await counsel.BrowserAsync();
        (await browser.SubmitAsync($"{url}/assess", $"{url}/assess", ("ComplianceStatus", "Partly"), ("Note", ""), ("Version", "1"))).Text.ShouldContain("Say what is missing");
        (await browser.SubmitAsync($"{url}/assess", $"{url}/assess", ("ComplianceStatus", "Partly"), ("Note", "The index is old"), ("Version", "1"))).Location.ShouldBe(url);
        var seen = await (await auditor.BrowserAsync()).GetAsync(url);
        seen.Text.ShouldContain("The index is old");
        seen.Html.ShouldNotContain("/assess\"");
        (await browser.GetAsync($"/t/{tenant.Slug}/legal-requirements?compliance=Partly&jurisdiction=BE&kind=Law&owner={tenant.Manager.PersonId}")).Text.ShouldContain("Archive act");
        (await browser.GetAsync($"/t/{tenant.Slug}/legal-requirements?compliance=Compliant")).Text.ShouldNotContain("Archive act");
        (await browser.GetAsync($"/t/{tenant.Slug}/legal-requirements?jurisdiction=XX")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_overdue_review_is_a_task_of_the_owner_in_the_inbox_and_the_mail_until_the_review_is_confirmed()
    {
        var tenant = await TenantAsync();
        var (owner, other) = (await tenant.MemberAsync(Role.RiskOwner), await tenant.MemberAsync(Role.RiskOwner));
        var id = (await tenant.Manager.SendAsync(ContextTests.Law(tenant, "Archive act") with { OwnerId = owner.PersonId })).Ok();
        var planned = TaskTests.Today.AddDays(-6);
        await using (var late = tenant.App.Database.Superuser.CreateCommand($"update app.legal_requirement set next_review_on = '{planned:yyyy-MM-dd}' where id = '{id}'")) { (await late.ExecuteNonQueryAsync(Ct)).ShouldBe(1); }
        await tenant.KeepTasksAsync();
        await tenant.KeepTasksAsync();
        await TaskTests.RemindAsync(tenant.App, tenant, TaskTests.Morning(TaskTests.Today));
        var task = await tenant.ReadAsync(db => db.WorkTasks.SingleAsync(Ct));
        (task.Kind, task.SubjectType, task.SubjectId, task.AssigneeId, task.DueOn).ShouldBe((WorkTaskKind.Review, nameof(LegalRequirement), id, owner.PersonId, planned));
        var browser = await owner.BrowserAsync();
        (await browser.GetAsync($"/t/{tenant.Slug}/tasks")).Text.ShouldContain("Review: Archive act");
        await using (var mail = tenant.App.Database.Superuser.CreateCommand("select string_agg(body, ' ') from platform.outbox_mail where recipient = $1"))
        {
            mail.Parameters.Add(new Npgsql.NpgsqlParameter { Value = owner.Account.Email });
            ((string?)await mail.ExecuteScalarAsync(Ct)).ShouldNotBeNull().ShouldContain("Archive act");
        }

        var version = (await owner.SendAsync(new GetLegalRequirement(id))).Ok().Version;
        (await other.SendAsync(new ReviewLegalRequirement(id, version))).Error.ShouldBe(Error.Forbidden);
        (await other.SendAsync(new GetLegalRequirement(id))).Ok().MayReview.ShouldBeFalse();
        var url = $"/t/{tenant.Slug}/legal-requirements/{id}";
        (await browser.SubmitAsync(url, $"{url}/review", ("version", version.ToString()))).Location.ShouldBe(url);
        (await tenant.ReadAsync(db => db.WorkTasks.Select(t => t.Status).SingleAsync(Ct))).ShouldBe(WorkTaskStatus.Done);
        var reviewed = (await owner.SendAsync(new GetLegalRequirement(id))).Ok();
        (reviewed.ReviewedOn, reviewed.NextReviewOn).ShouldBe((TaskTests.Today, planned.AddMonths(12)));
        (await owner.SendAsync(new ReviewObjective(Guid.CreateVersion7(), 1))).Error.ShouldBe(Error.Forbidden);
    }

    [Fact]
    public async Task Other_systems_register_change_assess_and_repeal()
    {
        var tenant = await TenantAsync();
        using var client = await tenant.ApiAsync("legal:write");
        const string Url = "/api/v1/legal-requirements";
        async Task<(HttpStatusCode Status, JsonNode Body, string? Tag)> SendAsync(HttpMethod method, string path, string? body = null, string? ifMatch = null)
        {
            using var request = new HttpRequestMessage(method, Url + path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
            if (ifMatch is not null) { request.Headers.TryAddWithoutValidation("If-Match", ifMatch); }
            using var answer = await client.SendAsync(request, Ct);
            return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!, answer.Headers.ETag?.Tag);
        }
        var id = Guid.CreateVersion7();
        var law = $$"""{"id": "{{id}}", "title": "Archive act", "kind": "Law", "jurisdiction": "BE", "ownerId": "{{tenant.Manager.PersonId}}"}""";
        (await SendAsync(HttpMethod.Post, "", law)).Status.ShouldBe(HttpStatusCode.Created);
        (await SendAsync(HttpMethod.Post, "", law)).Status.ShouldBe(HttpStatusCode.OK);
        (await SendAsync(HttpMethod.Post, "", law.Replace("\"BE\"", "\"XX\"", StringComparison.Ordinal).Replace(id.ToString(), Guid.CreateVersion7().ToString(), StringComparison.Ordinal))).Body["errors"]![0]!["field"]!.GetValue<string>().ShouldBe("jurisdiction");
        ((int)(await SendAsync(HttpMethod.Patch, $"/{id}", """{"colour": "red"}""", "\"1\"")).Status).ShouldBeOneOf([400, 422]);
        (await SendAsync(HttpMethod.Patch, $"/{id}", """{"citation": "Art. 7"}""")).Status.ShouldBe(HttpStatusCode.PreconditionRequired);
        var patched = await SendAsync(HttpMethod.Patch, $"/{id}", """{"citation": "Art. 7"}""", "\"1\"");
        (patched.Status, (string?)patched.Body["title"], (string?)patched.Body["citation"]).ShouldBe((HttpStatusCode.OK, "Archive act", "Art. 7"));
        (await SendAsync(HttpMethod.Post, $"/{id}/assess", """{"complianceStatus": "NotAssessed"}""", patched.Tag)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var assessed = await SendAsync(HttpMethod.Post, $"/{id}/assess", """{"complianceStatus": "NotCompliant", "note": "No archive"}""", patched.Tag);
        (assessed.Status, (string?)assessed.Body["complianceStatus"]).ShouldBe((HttpStatusCode.OK, "NotCompliant"));
        (await SendAsync(HttpMethod.Post, $"/{id}/repeal", """{"reason": "Withdrawn"}""", patched.Tag)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        var repealed = await SendAsync(HttpMethod.Post, $"/{id}/repeal", """{"reason": "Withdrawn"}""", assessed.Tag);
        ((string?)repealed.Body["status"]).ShouldBe("Repealed");
        (await SendAsync(HttpMethod.Get, "?kind=Law")).Body["items"]!.AsArray().Count.ShouldBe(0);
        (await SendAsync(HttpMethod.Get, "?status=Repealed")).Body["items"]!.AsArray().Count.ShouldBe(1);
    }
}
