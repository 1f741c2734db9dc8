using System.Text.RegularExpressions;

namespace IsmsPlatform.Benchmarks;

/// <summary>Fills the form of a page as a browser without script does.</summary>
internal sealed partial class Form(Stage stage, string form, Resident? of = null)
{
    private readonly Target _page = stage.Page("form", form, of);
    private string? _cookie, _token;

    /// <summary>Sends it and returns where it leads.</summary>
    internal async Task<string> SendAsync(string path, Dictionary<string, string> fields, (string Name, string FileName, HttpContent Content)? file = null)
    {
        if (_token is null) { await OpenAsync(); }
        using var content = new MultipartFormDataContent { { new StringContent(_token!), "__RequestVerificationToken" }, { new StringContent(Guid.CreateVersion7().ToString()), "id" } };
        foreach (var (name, value) in fields) { content.Add(new StringContent(value), name); }
        if (file is { } f) { content.Add(f.Content, f.Name, f.FileName); }
        var target = stage.Page(path, path, of);
        target = target with { Cookie = $"{target.Cookie}; {_cookie}" };
        using var answer = await stage.Load.SendAsync(new HttpRequestMessage(HttpMethod.Post, target.Url) { Content = content }, target);
        return answer.Headers.Location?.ToString() ?? throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
    }

    private async Task OpenAsync()
    {
        using var answer = await stage.Load.SendAsync(new HttpRequestMessage(HttpMethod.Get, _page.Url), _page);
        if (!answer.IsSuccessStatusCode) { throw new InvalidOperationException($"{_page.Url}: {(int)answer.StatusCode}"); }
        _cookie = string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        _token = Token().Match(await answer.Content.ReadAsStringAsync()).Value;
    }

    [GeneratedRegex("(?<=name=\"__RequestVerificationToken\" type=\"hidden\" value=\")[^\"]+", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
