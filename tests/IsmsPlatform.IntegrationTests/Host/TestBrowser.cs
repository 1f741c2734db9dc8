using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.TestHost;

namespace IsmsPlatform.IntegrationTests.Host;

/// <summary>What a browser without JavaScript does: cookies, pages, forms with their token.</summary>
public sealed partial class TestBrowser(TestServer server)
{
    public List<string> Cookies { get; } = [];

    /// <summary>The bare client, for the API.</summary>
    public HttpClient Raw { get; } = server.CreateClient();

    public async Task<Page> GetAsync(string url, params (string Name, string Value)[] headers)
        => await SendAsync(HttpMethod.Get, url, null, headers);

    /// <summary>Opens the page with the form first, for its token and hidden fields, then posts the given fields.</summary>
    public async Task<Page> SubmitAsync(string formUrl, string action, params (string Name, string? Value)[] fields)
    {
        var form = await GetAsync(formUrl);
        return await PostAsync(action, form.Csrf, fields);
    }

    public async Task<Page> PostAsync(string url, string? csrf, params (string Name, string? Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value ?? "")));
        return await SendAsync(HttpMethod.Post, url, content, csrf is null ? [] : [("X-CSRF", csrf)]);
    }

    public async Task<Page> UploadAsync(string url, string? csrf, string field, string fileName, byte[] bytes, params (string Name, string Value)[] fields)
    {
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in fields) { content.Add(new StringContent(value), name); }
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        content.Add(file, field, fileName);
        return await SendAsync(HttpMethod.Post, url, content, csrf is null ? [] : [("X-CSRF", csrf)]);
    }

    private async Task<Page> SendAsync(HttpMethod method, string url, HttpContent? content, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, url) { Content = content };
        if (Cookies.Count > 0) { request.Headers.Add("Cookie", string.Join("; ", Cookies)); }
        foreach (var (name, value) in headers) { request.Headers.Add(name, value); }
        using var answer = await Raw.SendAsync(request);
        foreach (var cookie in answer.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0];
            Cookies.RemoveAll(c => c.StartsWith(pair.Split('=')[0] + "=", StringComparison.Ordinal));
            if (!cookie.Contains("expires=Thu, 01 Jan 1970", StringComparison.OrdinalIgnoreCase)) { Cookies.Add(pair); }
        }
        return new Page(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.Location?.ToString(), answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>An answer, read completely.</summary>
    public sealed partial record Page(HttpStatusCode Status, string Html, string? Location, IReadOnlyDictionary<string, string> Headers)
    {
        /// <summary>The token that a change needs.</summary>
        public string? Csrf => CsrfMeta().Match(Html) is { Success: true } m ? WebUtility.HtmlDecode(m.Groups[1].Value) : null;

        /// <summary>The page as a reader sees it: no tags, entities resolved, blanks folded.</summary>
        public string Text => Blanks().Replace(WebUtility.HtmlDecode(Tags().Replace(Html, " ")), " ").Trim();

        /// <summary>The value of a hidden or visible input.</summary>
        public string? Field(string name) => Regex.Match(Html, $"name=\"{Regex.Escape(name)}\"[^>]*?value=\"([^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(2)) is { Success: true } m ? WebUtility.HtmlDecode(m.Groups[1].Value) : null;

        [GeneratedRegex("<meta name=\"csrf\" content=\"([^\"]+)\"", RegexOptions.None, 2000)]
        private static partial Regex CsrfMeta();

        [GeneratedRegex("<[^>]*>", RegexOptions.None, 2000)]
        private static partial Regex Tags();

        [GeneratedRegex(@"\s+", RegexOptions.None, 2000)]
        private static partial Regex Blanks();
    }
}
