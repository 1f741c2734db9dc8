using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Html;

namespace IsmsPlatform.Web.Ui;

/// <summary>Addresses of the built client files: names carry a hash of the content, so they may be cached for ever.</summary>
public sealed class AssetManifest(IWebHostEnvironment environment)
{
    private const string Folder = "dist";

    private readonly Lazy<Entries> _entries = new(() => Read(environment));
    private readonly ConcurrentDictionary<(string Name, string? Css), HtmlString> _icons = new();

    /// <summary>The address of <c>style.css</c>, <c>app.ts</c>, <c>icons.svg</c> or <c>inter.woff2</c>.</summary>
    public string Url(string file) => $"/{Folder}/{_entries.Value.Files[file]}";

    /// <summary>An icon of the sprite, which the build cuts from the names that views and <see cref="Icons"/> mention.</summary>
    public HtmlString Icon(string name, string? css = null) => _icons.GetOrAdd((name, css), Draw);

    private HtmlString Draw((string Name, string? Css) icon)
    {
        if (!_entries.Value.Icons.Contains(icon.Name)) { throw new InvalidOperationException($"The icon '{icon.Name}' is not in the sprite: name it in a view or in Icons."); }
        return new HtmlString($"<svg class=\"{(icon.Css is null ? "i" : $"i {icon.Css}")}\" width=\"18\" height=\"18\" aria-hidden=\"true\"><use href=\"{Url("icons.svg")}#{icon.Name}\"/></svg>");
    }

    private static Entries Read(IWebHostEnvironment environment)
    {
        var file = environment.WebRootFileProvider.GetFileInfo($"{Folder}/manifest.json");
        if (!file.Exists) { throw new InvalidOperationException("The client is not built: run `npm ci` and `npm run build` in src/IsmsPlatform.Web/client."); }
        using var stream = file.CreateReadStream();
        return JsonSerializer.Deserialize<Entries>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Entries(Dictionary<string, string> Files, HashSet<string> Icons);
}
