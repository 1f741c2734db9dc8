using System.Text.RegularExpressions;

namespace IsmsPlatform.UnitTests.Architecture;

/// <summary>The checkout's files, for rules that read the source as people do.</summary>
internal static class Sources
{
    internal static string Root { get; } = FindRoot();

    /// <summary>Path below src/ and text of every file with one of these endings.</summary>
    internal static IEnumerable<(string Path, string Text)> Of(params string[] endings)
        => Directory.EnumerateFiles(Path.Combine(Root, "src"), "*", SearchOption.AllDirectories)
            .Where(f => endings.Any(e => f.EndsWith(e, StringComparison.Ordinal)) && !Regex.IsMatch(f, @"[/\\](obj|bin|node_modules|dist)[/\\]", RegexOptions.None, TimeSpan.FromSeconds(1)))
            .Select(f => (Path.GetRelativePath(Path.Combine(Root, "src"), f).Replace('\\', '/'), File.ReadAllText(f)));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IsmsPlatform.sln"))) { folder = folder.Parent; }
        return folder?.FullName ?? throw new InvalidOperationException("The tests run in a checkout.");
    }
}
