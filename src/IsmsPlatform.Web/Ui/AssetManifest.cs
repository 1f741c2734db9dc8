using System.Text.Json;

namespace IsmsPlatform.Web.Ui;

/// <summary>Addresses of the built client files: names carry a hash of the content, so they may be cached for ever.</summary>
public sealed class AssetManifest(IWebHostEnvironment environment)
{
    private const string Folder = "dist";

    private readonly Lazy<Entries> _entries = new(() => Read(environment));

    /// <summary>The address of <c>style.css</c>, <c>app.ts</c>, <c>icons.svg</c> or <c>inter.woff2</c>.</summary>
    public string Url(string file) => $"/{Folder}/{_entries.Value.Files[file]}";

    /// <summary>True when the sprite holds the icon; the build cuts it from the names that views and <see cref="Icons"/> mention.</summary>
    public bool HasIcon(string name) => _entries.Value.Icons.Contains(name);

    private static Entries Read(IWebHostEnvironment environment)
    {
        var file = environment.WebRootFileProvider.GetFileInfo($"{Folder}/manifest.json");
        if (!file.Exists) { throw new InvalidOperationException("The client is not built: run `npm ci` and `npm run build` in src/IsmsPlatform.Web/client."); }
        using var stream = file.CreateReadStream();
        return JsonSerializer.Deserialize<Entries>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Entries(Dictionary<string, string> Files, HashSet<string> Icons);
}
