using System.Net;
using System.Net.Http.Headers;
using System.Text;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.BusinessObjectives;
using IsmsPlatform.Application.Comments;
using IsmsPlatform.Application.Context;
using IsmsPlatform.Application.InterestedParties;
using IsmsPlatform.Application.Processes;
using IsmsPlatform.Application.Responsibilities;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Responsibilities;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using IsmsPlatform.IntegrationTests.Scope;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace IsmsPlatform.IntegrationTests.Context;

/// <summary>What was made by mistake goes; what is evidence, or is referred to, stays, and the sentence says why and what to do instead.</summary>
public sealed class DeletionTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    [Fact]
    public async Task What_was_added_by_mistake_is_deleted_on_its_page_and_through_the_api()
    {
        var tenant = await TenantAsync();
        var m = tenant.Manager;
        var browser = await m.BrowserAsync();
        var party = (await m.SendAsync(ContextTests.Party(tenant, "Provinz"))).Ok();
        var process = (await m.SendAsync(new CreateProcess { Id = Guid.CreateVersion7(), Name = "Handling of incidenst" })).Ok();
        foreach (var (list, id) in new[] { ("interested-parties", party), ("processes", process) })
        {
            var page = $"/t/{tenant.Slug}/{list}/{id}";
            (await browser.SubmitAsync(page, $"{page}/delete", ("version", "1"))).Location.ShouldBe($"/t/{tenant.Slug}/{list}");
            (await browser.GetAsync(page)).Status.ShouldBe(HttpStatusCode.NotFound);
        }
        using var client = await tenant.ApiAsync("context:write");
        var objective = (await m.SendAsync(Objective(tenant))).Ok();
        var draft = (await m.SendAsync(Issue(tenant))).Ok();
        var asked = (await m.SendAsync(ContextTests.Party(tenant, "Province"))).Ok();
        var requirement = (await m.SendAsync(ContextTests.Requirement(asked))).Ok();
        foreach (var path in new[] { $"business-objectives/{objective}", $"context-issues/{draft}", $"interested-parties/{asked}/requirements/{requirement}", $"interested-parties/{asked}" })
        {
            async Task<HttpStatusCode> DeleteAsync(string? tag)
            {
                using var request = new HttpRequestMessage(HttpMethod.Delete, "/api/v1/" + path);
                if (tag is not null) { request.Headers.IfMatch.Add(new EntityTagHeaderValue(tag)); }
                using var answer = await client.SendAsync(request, Ct);
                return answer.StatusCode;
            }
            (await DeleteAsync(null)).ShouldBe(HttpStatusCode.PreconditionRequired, path);
            (await DeleteAsync("\"7\"")).ShouldBe(HttpStatusCode.PreconditionFailed, path);
            (await DeleteAsync("\"1\"")).ShouldBe(HttpStatusCode.NoContent, path);
            (await DeleteAsync("\"1\"")).ShouldBe(HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task What_somebody_reviewed_or_closed_is_evidence()
    {
        var tenant = await TenantAsync();
        var m = tenant.Manager;
        var party = (await m.SendAsync(ContextTests.Party(tenant, "Province"))).Ok();
        (await m.SendAsync(new ReviewParty(party, 1))).Ok();
        (await m.SendAsync(new DeleteParty(party, 2))).Error.ShouldBe(PartyErrors.CannotBeDeleted);
        var objective = (await m.SendAsync(Objective(tenant))).Ok();
        (await m.SendAsync(new CloseObjective(objective, 1, "Reached"))).Ok();
        (await m.SendAsync(new DeleteObjective(objective, 2))).Error.ShouldBe(ReviewErrors.EndedStays);
        var process = (await m.SendAsync(new CreateProcess { Id = Guid.CreateVersion7(), Name = "Backup" })).Ok();
        (await m.SendAsync(new ConfirmProcessReview(process, 1))).Ok();
        (await m.SendAsync(new ConfirmProcessReview(process, 1))).Error!.Code.ShouldBe("review.reviewed-already");
        (await m.SendAsync(new DeleteProcess(process, 2))).Error.ShouldBe(ProcessErrors.CannotBeDeleted);
        var issue = (await m.SendAsync(Issue(tenant))).Ok();
        (await m.SendAsync(new ActivateIssue(issue, 1))).Ok();
        (await m.SendAsync(new DeleteIssue(issue, 2))).Error.ShouldBe(ContextErrors.CannotBeDeleted);
        var (browser, page) = (await m.BrowserAsync(), $"/t/{tenant.Slug}/processes/{process}");
        var refused = await browser.SubmitAsync(page, $"{page}/delete", ("version", "2"));
        refused.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        refused.Text.ShouldContain(ProcessErrors.CannotBeDeleted.Sentence);
        refused.Html.ShouldContain($"action=\"{page}/review\"", customMessage: "the sentence stands on the record's page");
    }

    [Fact]
    public async Task What_refers_to_a_record_keeps_it_and_is_named()
    {
        var tenant = await TenantAsync();
        var m = tenant.Manager;
        var party = (await m.SendAsync(ContextTests.Party(tenant, "Province"))).Ok();
        (await m.SendAsync(ContextTests.Requirement(party))).Ok();
        (await m.SendAsync(new DeleteParty(party, 1))).Error!.Arguments[0].ShouldBe("requirement “Tell us”");
        var objective = (await m.SendAsync(Objective(tenant))).Ok();
        (await m.SendAsync(new CreateTask(Guid.CreateVersion7(), "Ask the board", m.PersonId, TestApp.Today.AddDays(3), nameof(BusinessObjective), objective))).Ok();
        (await m.SendAsync(new DeleteObjective(objective, 1))).Error!.Arguments[0].ShouldBe("task “Ask the board”");
        var issue = (await m.SendAsync(Issue(tenant))).Ok();
        var comment = (await m.SendAsync(new WriteComment(Guid.CreateVersion7(), nameof(ContextIssue), issue, "Really?"))).Ok();
        (await m.SendAsync(new DeleteIssue(issue, 1))).Error!.Arguments[0].ShouldBeOfType<string>().ShouldStartWith("a comment by ");
        (await m.SendAsync(new WithdrawComment(comment, 1))).Ok();
        (await m.SendAsync(new DeleteIssue(issue, 1))).Ok();
        var asset = await m.AddAsync("Lighthouse");
        (await m.SendAsync(new CreateTask(Guid.CreateVersion7(), "Ask the keeper", m.PersonId, TestApp.Today.AddDays(3), nameof(Asset), asset))).Ok();
        (await m.SendAsync(new DeleteAsset(asset, 1))).Error!.Arguments[0].ShouldBe("task “Ask the keeper”");
        var harbour = await m.AddAsync("Harbour");
        (await m.SendAsync(new IdentifyRisk { Id = Guid.CreateVersion7(), Title = "Flood", Kind = RiskKind.Information, Affects = [SecurityProperty.Availability], AssetIds = [harbour], OwnerId = m.PersonId })).Ok();
        (await m.SendAsync(new DeleteAsset(harbour, 1))).Error!.Arguments[0].ShouldBe("risk “Flood”");
        var subject = (await m.SendAsync(new AddRaciSubject(Guid.CreateVersion7(), "Backups", null))).Ok();
        (await m.SendAsync(new WriteComment(Guid.CreateVersion7(), nameof(RaciSubject), subject, "Who else?"))).Ok();
        (await m.SendAsync(new RemoveRaciSubject(subject))).Error!.Arguments[0].ShouldBeOfType<string>().ShouldStartWith("a comment by ");
    }

    [Fact]
    public async Task A_version_of_the_scope_keeps_what_it_names()
    {
        var world = await ScopeWorld.OfAsync(server);
        var m = world.Tenant.Manager;
        await world.RequireAsync("Tell us of incidents");
        var (party, requirement) = await world.Tenant.ReadAsync(db => db.PartyRequirements.Select(r => new ValueTuple<Guid, Guid>(r.PartyId, r.Id)).SingleAsync(Ct));
        var issue = await world.Tenant.ReadAsync(db => db.ContextIssues.Select(i => i.Id).SingleAsync(Ct));
        var process = (await m.SendAsync(new CreateProcess { Id = Guid.CreateVersion7(), Name = "Backup" })).Ok();
        await world.SaveAsync((await world.FormAsync(await world.DraftAsync(), new ScopeItemInput(ScopeItemKind.Process, process, true))) with { Issues = [issue], Requirements = [requirement] });
        foreach (var refused in new[] { await m.SendAsync(new DeleteObjective(world.Objective, 1)), await m.SendAsync(new DeleteIssue(issue, 1)), await m.SendAsync(new RemovePartyRequirement(party, requirement, 1)), await m.SendAsync(new DeleteProcess(process, 1)) })
        {
            refused.Error!.Arguments[0].ShouldBe("Scope, version 1", refused.Error.Code);
        }
    }

    [Fact]
    public async Task Other_systems_review_retire_and_reinstate_a_process_and_an_order_that_the_list_does_not_have_is_refused()
    {
        var tenant = await TenantAsync();
        var id = (await tenant.Manager.SendAsync(new CreateProcess { Id = Guid.CreateVersion7(), Name = "Backup" })).Ok();
        using var client = await tenant.ApiAsync("processes:write");
        async Task<HttpStatusCode> ActAsync(string act, long version, string body = "{}")
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/processes/{id}/{act}") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            using var answer = await client.SendAsync(request, Ct);
            return answer.StatusCode;
        }
        (await ActAsync("review", 1)).ShouldBe(HttpStatusCode.OK);
        (await ActAsync("review", 1)).ShouldBe(HttpStatusCode.PreconditionFailed);
        (await ActAsync("retire", 2, """{"reason": ""}""")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await ActAsync("retire", 2, """{"reason": "Given up"}""")).ShouldBe(HttpStatusCode.OK);
        (await ActAsync("reinstate", 3)).ShouldBe(HttpStatusCode.OK);
        (await client.GetAsync(new Uri("/api/v1/processes?sort=foo", UriKind.Relative), Ct)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await client.GetAsync(new Uri("/api/v1/processes?sort=-code", UriKind.Relative), Ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static AddObjective Objective(TestTenant tenant) => new() { Id = Guid.CreateVersion7(), Title = "Grow", Horizon = "2040", OwnerId = tenant.Manager.PersonId };

    private static CreateIssue Issue(TestTenant tenant) => new() { Id = Guid.CreateVersion7(), Kind = IssueKind.External, Category = IssueCategory.Legal, Title = "New act", Effect = IssueEffect.Both, Significance = 2, OwnerId = tenant.Manager.PersonId };
}
