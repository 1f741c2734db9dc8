using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using IsmsPlatform.Application.InterestedParties;
using IsmsPlatform.Application.LegalRequirements;
using IsmsPlatform.Application.Processes;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using IsmsPlatform.Web.Ui;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace IsmsPlatform.IntegrationTests.Context;

/// <summary>Slips that a register should notice: twice the same, days that nobody lives to see, secrets in addresses, ways round a decision.</summary>
public sealed class MistakesTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<TestTenant> TenantAsync() => await (await server.AppAsync()).TenantAsync();

    [Fact]
    public async Task A_party_is_not_closed_while_a_requirement_of_it_is_undecided()
    {
        var tenant = await TenantAsync();
        var party = (await tenant.Manager.SendAsync(ContextTests.Party(tenant, "Province"))).Ok();
        var requirement = (await tenant.Manager.SendAsync(ContextTests.Requirement(party))).Ok();
        var browser = await tenant.Manager.BrowserAsync();
        var page = $"/t/{tenant.Slug}/interested-parties/{party}/close";
        var refused = await browser.SubmitAsync(page, page, ("Reason", "Merged"), ("Version", "1"));
        refused.Text.ShouldContain("Nobody decided whether the ISMS addresses “Tell us”.");
        refused.Html.ShouldContain("Merged");
        (await tenant.Manager.SendAsync(new RemovePartyRequirement(party, requirement, 1))).Ok();
        (await tenant.Manager.SendAsync(new CloseParty(party, 1, "Merged"))).Ok();
    }

    [Fact]
    public async Task The_same_law_or_process_twice_is_refused_with_the_code_of_the_one_that_is_there()
    {
        var tenant = await TenantAsync();
        var m = tenant.Manager;
        var law = (await m.SendAsync(ContextTests.Law(tenant, "Archive act"))).Ok();
        (await m.SendAsync(ContextTests.Law(tenant, "ARCHIVE ACT"))).Error!.Fields[0].Arguments[0].ShouldBe((await m.SendAsync(new GetLegalRequirement(law))).Ok().Code);
        (await m.SendAsync(ContextTests.Law(tenant, "Archive act") with { Citation = "Art. 7" })).Error!.Code.ShouldBe("legal.twice", "one law is cited in many ways");
        (await m.SendAsync(ContextTests.Law(tenant, "Archive act") with { Jurisdiction = "NL" })).Ok();
        var article = (await m.SendAsync(ContextTests.Law(tenant, "Archive act, Art. 7"))).Ok();
        (await m.SendAsync(Changed(tenant, article, citation: "Art. 7"))).Error!.Code.ShouldBe("legal.twice");
        (await m.SendAsync(new RepealLegalRequirement(law, 1, "Withdrawn"))).Ok();
        (await m.SendAsync(Changed(tenant, article, citation: null))).Ok();
        (await m.SendAsync(new ReinstateLegalRequirement(law, 2))).Error!.Code.ShouldBe("legal.twice", "another one took its name");
        static CreateProcess Process(string name) => new() { Id = Guid.CreateVersion7(), Name = name };
        var process = (await m.SendAsync(Process("Backup_1"))).Ok();
        (await m.SendAsync(Process("backup_1"))).Error!.Code.ShouldBe("process.name-taken");
        var other = (await m.SendAsync(Process("Backup11"))).Ok(); // _ is no wildcard
        (await m.SendAsync(new ChangeProcess { Id = other, Version = 1, Name = "BACKUP_1" })).Error!.Code.ShouldBe("process.name-taken");
        (await m.SendAsync(new RetireProcess(process, 1, "Given up"))).Ok();
        (await m.SendAsync(new ChangeProcess { Id = other, Version = 1, Name = "BACKUP_1" })).Ok();
    }

    [Fact]
    public async Task Days_that_nobody_lives_to_see_and_secrets_in_addresses_are_refused_at_their_fields()
    {
        var tenant = await TenantAsync();
        var law = ContextTests.Law(tenant, "Archive act");
        foreach (var (wrong, field, sentence) in new[]
        {
            (law with { EffectiveFrom = new DateOnly(2199, 1, 1) }, nameof(law.EffectiveFrom), "Give a date between {0} and {1}."),
            (law with { NextReviewOn = TestApp.Today.AddYears(11) }, nameof(law.NextReviewOn), ReviewErrors.TooFar.Sentence),
            (law with { SourceUrl = "https://me:secret@law.example/act" }, nameof(law.SourceUrl), LegalErrors.NamesSomebody.Sentence),
        })
        {
            var refused = (await tenant.Manager.SendAsync(wrong)).Error!.Fields.Single();
            (refused.Field, refused.Sentence).ShouldBe((field, sentence));
        }
        // What takes effect later is looked at later.
        var later = TestApp.Today.AddYears(15);
        (await tenant.Manager.SendAsync(law with { EffectiveFrom = later })).Ok();
        (await tenant.Manager.SendAsync(new CreateProcess { Id = Guid.CreateVersion7(), Name = "Backup", NextReviewOn = later })).Error!.Code.ShouldBe(ReviewErrors.TooFar.Code);
    }

    [Fact]
    public async Task Other_systems_determine_climate_change_and_do_not_overwrite_what_they_did_not_read()
    {
        var tenant = await TenantAsync();
        using var client = await tenant.ApiAsync("context:write");
        var address = new Uri("/api/v1/climate-determination", UriKind.Relative);
        using var before = await client.GetAsync(address, Ct);
        async Task<HttpStatusCode> DetermineAsync(EntityTagHeaderValue? tag, string rationale)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(new { isRelevant = true, rationale, ownerId = tenant.Manager.PersonId }) };
            if (tag is not null) { request.Headers.IfMatch.Add(tag); }
            using var answer = await client.SendAsync(request, Ct);
            return answer.StatusCode;
        }
        (await DetermineAsync(null, "Floods")).ShouldBe(HttpStatusCode.PreconditionRequired);
        (await DetermineAsync(before.Headers.ETag, "")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await DetermineAsync(before.Headers.ETag, "Floods")).ShouldBe(HttpStatusCode.OK);
        (await DetermineAsync(before.Headers.ETag, "Heat")).ShouldBe(HttpStatusCode.PreconditionFailed);
        (await client.GetFromJsonAsync<JsonNode>(address, Ct))!["rationale"]!.GetValue<string>().ShouldBe("Floods");
    }

    [Fact]
    public async Task A_refused_order_is_called_as_the_request_calls_it()
    {
        var tenant = await TenantAsync();
        using var client = await tenant.ApiAsync("context:read");
        using var answer = await client.GetAsync(new Uri("/api/v1/interested-parties?sort=foo", UriKind.Relative), Ct);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!["errors"]![0]!["field"]!.GetValue<string>().ShouldBe("sort");
    }

    [Fact]
    public async Task Files_call_values_as_the_pages_do()
    {
        var tenant = await TenantAsync();
        await using var scope = tenant.App.Services.CreateAsyncScope();
        var words = scope.ServiceProvider.GetRequiredService<Words>();
        void Same<T>(Func<T, string> page)
            where T : struct, Enum
        {
            foreach (var value in Enum.GetValues<T>()) { SheetWords.Of(value).ShouldBe(page(value)); }
        }
        Same<IssueKind>(words.Of);
        Same<IssueCategory>(words.Of);
        Same<IssueEffect>(words.Of);
        Same<IssueStatus>(words.Of);
        Same<PartyKind>(words.Of);
        Same<PartyStatus>(words.Of);
        Same<RequirementKind>(words.Of);
        Same<Addressed>(words.Of);
        Same<LegalKind>(words.Of);
        Same<LegalStatus>(words.Of);
        Same<ComplianceStatus>(words.Of);
        Same<Domain.BusinessObjectives.ObjectiveStatus>(words.Of);
    }

    private static ChangeLegalRequirement Changed(TestTenant tenant, Guid id, string? citation)
        => new() { Id = id, Version = 1, Title = "Archive act", Kind = LegalKind.Law, Jurisdiction = "BE", Citation = citation, OwnerId = tenant.Manager.PersonId };
}
