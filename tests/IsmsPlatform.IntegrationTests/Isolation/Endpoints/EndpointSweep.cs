using System.Net;
using System.Text;
using System.Text.Json;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.IntegrationTests.Host;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Isolation.Endpoints;

/// <summary>
/// Every endpoint, replayed as nobody, as a stranger, with every id slot swapped, and as each role. What is new and has no recipe
/// is red.
/// </summary>
public sealed class EndpointSweep(Twins twins) : IClassFixture<Twins>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<string> Keys => [.. Recipes.All.Select(r => r.Key)];

    public static TheoryData<string> TenantKeys => [.. Recipes.All.Where(r => r.Area == Area.Tenant).Select(r => r.Key)];

    public static TheoryData<string> ApiKeys => [.. Recipes.All.Where(r => r.Area == Area.Api).Select(r => r.Key)];

    [Fact]
    public void Every_endpoint_has_a_recipe_and_every_recipe_an_endpoint()
    {
        var endpoints = Endpoints();
        WithoutRecipe(endpoints, Recipes.All).ShouldBeEmpty("write a recipe: area, permissions, id slots");
        Recipes.All.Select(r => r.Key).Except(endpoints).ShouldBeEmpty("there is no such endpoint (any more)");
    }

    [Fact]
    public void A_new_endpoint_would_be_seen()
        => WithoutRecipe(["GET t/{tenant}/new-page", .. Recipes.All.Select(r => r.Key)], Recipes.All).ShouldBe(["GET t/{tenant}/new-page"]);

    [Fact]
    public void Every_id_in_an_address_has_a_kind()
        => Recipes.All.SelectMany(r => Recipe.Slot().Matches(r.Template).Select(m => m.Groups[1].Value).Where(s => s is not ("tenant" or "status" or "token" or "documentName" or "type" or "kind" or "basis" or "step") && !r.Slots.ContainsKey(s)).Select(s => $"{r.Key}: {s}")).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Nobody_is_sent_to_the_sign_in(string key)
    {
        var recipe = Recipes.Of(key);
        if (recipe.Area == Area.Api)
        {
            var (status, body) = await ApiAsync(twins.App.Browser().Raw, recipe, twins.KestrelIds);
            status.ShouldBe(HttpStatusCode.Unauthorized);
            JsonDocument.Parse(body).RootElement.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
            return;
        }
        var answer = await SendAsync(twins.App.Browser(), recipe, twins.KestrelIds, "kestrel");
        switch (recipe.Area)
        {
            case Area.Public:
                ((int)answer.Status).ShouldBeLessThan(500);
                break;
            default:
                answer.Status.ShouldBe(HttpStatusCode.Redirect);
                answer.Location!.ShouldContain("/sign-in");
                break;
        }
        Betrays(answer.Html).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(TenantKeys))]
    public async Task A_member_of_another_organisation_finds_nothing(string key)
    {
        var stranger = await twins.Kestrel.Manager.BrowserAsync();
        var answer = await SendAsync(stranger, Recipes.Of(key), twins.OtterIds, "otter");
        answer.Status.ShouldBe(HttpStatusCode.NotFound);
        Betrays(answer.Html).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(TenantKeys))]
    public async Task An_id_of_another_organisation_finds_nothing_and_changes_nothing(string key)
    {
        var recipe = Recipes.Of(key);
        if (recipe.Slots.Count == 0 && recipe.References.Count == 0) { return; }
        var before = await twins.OtterDigestAsync();
        var manager = await twins.Kestrel.Manager.BrowserAsync();
        foreach (var swapped in recipe.Slots.Keys.Concat(recipe.References.Keys))
        {
            var answer = await SendAsync(manager, recipe, twins.KestrelIds, "kestrel", swapped);
            if (recipe.Slots.ContainsKey(swapped)) { answer.Status.ShouldBe(HttpStatusCode.NotFound, $"{key}, {swapped}: {Short(answer)}"); }
            else { ((int)answer.Status).ShouldBeOneOf([404, 409, 422], $"{key}, {swapped}: {Short(answer)}"); }
            Betrays(answer.Html).ShouldBeEmpty($"{key}, {swapped}");
        }
        (await twins.OtterDigestAsync()).ShouldBe(before, key);
    }

    [Theory]
    [MemberData(nameof(TenantKeys))]
    public async Task Each_role_enters_where_the_matrix_lets_it_and_nowhere_else(string key)
    {
        var recipe = Recipes.Of(key);
        foreach (var role in RoleKey.BuiltIn)
        {
            var may = recipe.Permissions.Length == 0 || Permissions.Of([role]).Overlaps(recipe.Permissions);
            if (may && !recipe.IsRead) { continue; } // what the permitted can do is for the tests of the subject
            var member = await twins.MemberAsync(role);
            var answer = await SendAsync(await member.BrowserAsync(), recipe, twins.KestrelIds, "kestrel");
            if (may) { answer.Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.NotFound], $"{role} {key}: {Short(answer)}"); }
            if (may && answer.Status == HttpStatusCode.NotFound) { recipe.Slots.Values.ShouldContain(k => k == Kind.Import || k == Kind.PeopleImport || k == Kind.RiskImport || k == Kind.RiskDraft || k == Kind.Comment || k == Kind.SavedView, $"{role} may open {key}"); }
            if (!may) { answer.Status.ShouldBe(HttpStatusCode.NotFound, $"{role} {key}: {Short(answer)}"); }
            answer.Html.ShouldNotContain("/t//", customMessage: $"{role} {key}: an address was made before the organisation was known");
            Betrays(answer.Html).ShouldBeEmpty($"{role} {key}");
        }
    }

    [Theory]
    [MemberData(nameof(TenantKeys))]
    public async Task Whoever_owns_records_comes_to_these_and_to_their_reviews_and_to_nothing_else(string key)
    {
        var recipe = Recipes.Of(key);
        if (recipe.Permissions.Length == 0 || Permissions.Of([Role.Employee]).Overlaps(recipe.Permissions)) { return; }
        var browser = await (await twins.OwnerAsync()).BrowserAsync();
        // Without the version that was seen: nothing changes.
        var unseen = recipe with { Fields = recipe.Fields.Where(f => f.Key != "Version").ToDictionary() };
        var own = await SendAsync(browser, recipe.OwnersToo ? unseen : recipe, twins.KestrelIds, "kestrel");
        if (recipe.OwnersToo && recipe.IsRead) { own.Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.Redirect], $"{key}: {Short(own)}"); }
        else if (recipe.OwnersToo) { own.Status.ShouldBe(HttpStatusCode.Conflict, $"{key}: {Short(own)}"); }
        else { own.Status.ShouldBe(HttpStatusCode.NotFound, $"{key}: {Short(own)}"); }
        if (recipe is not { OwnersToo: true, Slots.Count: > 0 }) { return; }
        (await SendAsync(browser, recipe, await twins.OthersAsync(), "kestrel")).Status.ShouldBe(HttpStatusCode.NotFound, $"{key}, of somebody else");
        if (recipe.IsRead) { (await browser.GetAsync(Address(recipe, twins.KestrelIds, "kestrel", null) + "?as_of=" + TimeProvider.System.GetUtcNow().AddMinutes(-1).ToString("yyyy-MM-ddTHH:mm:ssZ"))).Status.ShouldBe(HttpStatusCode.NotFound, $"{key}, in the past"); }
    }

    [Theory]
    [MemberData(nameof(TenantKeys))]
    public async Task A_page_stands_for_whoever_may_see_it_and_nothing_else(string key)
    {
        var recipe = Recipes.Of(key);
        if (!recipe.IsRead) { return; }
        foreach (var permission in recipe.Permissions.Where(p => Permissions.All.Contains(p) && !Permissions.Reserved.ContainsKey(p)))
        {
            var answer = await SendAsync(await (await twins.HolderAsync(permission)).BrowserAsync(), recipe, twins.KestrelIds, "kestrel");
            answer.Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.NotFound], $"{permission} {key}: {Short(answer)}");
            Betrays(answer.Html).ShouldBeEmpty($"{permission} {key}");
        }
    }

    [Theory]
    [MemberData(nameof(TenantKeys))]
    public async Task An_operator_who_was_let_in_reads_what_auditors_read_and_changes_nothing(string key)
    {
        var recipe = Recipes.Of(key);
        if (key == "POST t/{tenant}/operator/leave") { return; } // it would end the sweep
        var browser = await twins.OperatorAsync();
        var url = Address(recipe, twins.KestrelIds, "kestrel", null);
        if (!recipe.IsRead)
        {
            var csrf = (await browser.GetAsync("/profile")).Csrf;
            (await browser.PostAsync(url, csrf, [.. Members(recipe, twins.KestrelIds, null).Select(m => (m.Key, (string?)m.Value))])).Status.ShouldBe(HttpStatusCode.NotFound, key);
            return;
        }
        var answer = await browser.GetAsync(url);
        if (recipe.Permissions.Length == 0) { answer.Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.NotFound], $"{key}: {Short(answer)}"); }
        else if (Permissions.Of([Role.InternalAuditor]).Overlaps(recipe.Permissions)) { answer.Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.Redirect], $"{key}: {Short(answer)}"); }
        else { answer.Status.ShouldBe(HttpStatusCode.NotFound, key); }
        Betrays(answer.Html).ShouldBeEmpty(key);
    }

    [Theory]
    [MemberData(nameof(ApiKeys))]
    public async Task A_key_reads_only_its_own_organisation_and_only_within_its_scopes(string key)
    {
        var recipe = Recipes.Of(key);
        var before = await twins.OtterDigestAsync();
        using var all = await twins.Kestrel.ApiAsync([.. ApiScopes.All]);
        foreach (var swapped in recipe.Slots.Keys.Concat(recipe.References.Keys))
        {
            var (status, body) = await ApiAsync(all, recipe, twins.KestrelIds, swapped);
            if (recipe.Slots.ContainsKey(swapped)) { status.ShouldBe(HttpStatusCode.NotFound, $"{key}: {body}"); }
            else { ((int)status).ShouldBeOneOf([404, 409, 422], $"{key}, {swapped}: {body}"); }
            Betrays(body).ShouldBeEmpty();
        }
        if (recipe.IsRead)
        {
            var (status, body) = await ApiAsync(all, recipe, twins.KestrelIds);
            status.ShouldBe(HttpStatusCode.OK, body);
            Betrays(body).ShouldBeEmpty();
        }
        foreach (var scope in ApiScopes.All.Where(s => !ApiScopes.PermissionsOf([s]).Overlaps(recipe.Permissions)))
        {
            using var other = await twins.Kestrel.ApiAsync(scope);
            (await ApiAsync(other, recipe, twins.KestrelIds)).Status.ShouldBe(HttpStatusCode.Forbidden, $"{key} with {scope}");
        }
        (await twins.OtterDigestAsync()).ShouldBe(before, key);
    }

    [Theory]
    [MemberData(nameof(TenantKeys))]
    [MemberData(nameof(ApiKeys))]
    public async Task Before_the_organisation_existed_nothing_is_seen_and_nothing_fails(string key)
    {
        var recipe = Recipes.Of(key);
        if (!recipe.IsRead) { return; }
        var url = Address(recipe, twins.KestrelIds, "kestrel", null) + "?as_of=1990-05-01";
        using var api = await twins.Kestrel.ApiAsync([.. ApiScopes.All]);
        if (recipe.Area == Area.Api)
        {
            using var answer = await api.GetAsync(new Uri(url, UriKind.Relative), Ct);
            answer.StatusCode.ShouldBe(recipe.Slots.Count == 0 ? HttpStatusCode.OK : HttpStatusCode.NotFound, key);
            return;
        }
        var page = await (await twins.Kestrel.Manager.BrowserAsync()).GetAsync(url);
        page.Status.ShouldBeOneOf([HttpStatusCode.OK, HttpStatusCode.Redirect, HttpStatusCode.NotFound], $"{key}: {Short(page)}");
        if (recipe.Slots.Count > 0) { page.Status.ShouldBe(HttpStatusCode.NotFound, key); }
    }

    private List<string> Endpoints() => [.. twins.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .SelectMany(e => (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(m => $"{m} {e.RoutePattern.RawText?.TrimStart('/')}")).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> WithoutRecipe(IEnumerable<string> endpoints, IEnumerable<Recipe> recipes) => endpoints.Except(recipes.Select(r => r.Key));

    private IEnumerable<string> Betrays(string body)
    {
        var text = WebUtility.HtmlDecode(body);
        return twins.OtterWords.Where(w => text.Contains(w, StringComparison.Ordinal));
    }

    private async Task<TestBrowser.Page> SendAsync(TestBrowser browser, Recipe recipe, IReadOnlyDictionary<Kind, Guid> ids, string tenant, string? swapped = null)
    {
        var url = Address(recipe, ids, tenant, swapped);
        if (recipe.IsRead) { return await browser.GetAsync(url); }
        var csrf = browser.Cookies.Count == 0 ? null : (await browser.GetAsync("/t/kestrel/my")).Csrf;
        return await browser.PostAsync(url, csrf, [.. Members(recipe, ids, swapped).Select(m => (m.Key, (string?)m.Value))]);
    }

    private async Task<(HttpStatusCode Status, string Body)> ApiAsync(HttpClient client, Recipe recipe, IReadOnlyDictionary<Kind, Guid> ids, string? swapped = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(recipe.Method), Address(recipe, ids, "kestrel", swapped));
        if (!recipe.IsRead)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(Members(recipe, ids, swapped)), Encoding.UTF8, "application/json");
            request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        }
        using var answer = await client.SendAsync(request, Ct);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    private string Address(Recipe recipe, IReadOnlyDictionary<Kind, Guid> ids, string tenant, string? swapped)
        => recipe.AddressOf(tenant, slot => (slot == swapped ? twins.OtterIds : ids)[recipe.Slots[slot]]);

    private Dictionary<string, string> Members(Recipe recipe, IReadOnlyDictionary<Kind, Guid> ids, string? swapped)
    {
        var members = new Dictionary<string, string>(recipe.Fields, StringComparer.Ordinal);
        foreach (var (name, value) in recipe.Fields.Where(f => f.Value == "{new}")) { members[name] = Guid.CreateVersion7().ToString(); }
        // Within the plans of both organisations.
        foreach (var (name, _) in recipe.Fields.Where(f => f.Value == "{day}")) { members[name] = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(60).ToString("yyyy-MM-dd"); }
        // Who answers for a record has to be named, whatever else is wrong.
        foreach (var (name, _) in recipe.Fields.Where(f => f.Value == "{person}")) { members[name] = ids[Kind.Person].ToString(); }
        foreach (var (member, kind) in recipe.References.Where(r => swapped is null || r.Key == swapped)) { members[member] = (member == swapped ? twins.OtterIds : ids)[kind].ToString(); }
        return members;
    }

    private static string Short(TestBrowser.Page page) => $"{(int)page.Status} {page.Location} {page.Text[..Math.Min(300, page.Text.Length)]}";
}
