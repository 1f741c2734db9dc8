using System.Net;
using System.Text;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;

namespace IsmsPlatform.IntegrationTests.Accounts;

/// <summary>What no browser sends: never a 500.</summary>
public sealed class UnreadableFormTests(PostgresServer server)
{
    [Theory]
    [InlineData("Email=a%00b@example.com&Password=%00", HttpStatusCode.UnprocessableEntity)]
    [InlineData("Email=%ED%A0%80&Password=x", HttpStatusCode.UnprocessableEntity)]
    [InlineData("Email=%zz%&Password=x", HttpStatusCode.UnprocessableEntity)]
    [InlineData("%00=x", HttpStatusCode.UnprocessableEntity)]
    [InlineData("many", HttpStatusCode.BadRequest)]
    public async Task A_form_that_cannot_be_read_is_refused(string body, HttpStatusCode expected)
    {
        if (body == "many") { body = string.Join('&', Enumerable.Range(0, 3000).Select(i => $"f{i}=x")); }
        var browser = (await server.AppAsync()).Browser();
        var csrf = (await browser.GetAsync("/sign-in")).Csrf;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new StringContent(body, Encoding.ASCII, "application/x-www-form-urlencoded") };
        request.Headers.Add("Cookie", string.Join("; ", browser.Cookies));
        request.Headers.Add("X-CSRF", csrf);
        using var answer = await browser.Raw.SendAsync(request);
        answer.StatusCode.ShouldBe(expected);
    }

    [Theory]
    [InlineData("/error/5", HttpStatusCode.NotFound)]
    [InlineData("/error/99999", HttpStatusCode.NotFound)]
    [InlineData("/error/503", HttpStatusCode.NotFound)]
    public async Task An_error_page_that_nobody_caused_is_not_there(string address, HttpStatusCode expected)
        => (await (await server.AppAsync()).Browser().GetAsync(address)).Status.ShouldBe(expected);
}
