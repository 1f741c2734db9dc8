using System.Runtime.Versioning;

namespace IsmsPlatform.Infrastructure.Postgres;

/// <summary>PostgreSQL refuses to run as root: then its programs run as another account of this machine.</summary>
internal static class OsUser
{
    public const UnixFileMode EverybodyEnters = OwnerOnly | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    [UnsupportedOSPlatformGuard("windows")]
    public static bool IsRoot { get; } = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    /// <summary>The account to run PostgreSQL as; null: our own.</summary>
    public static string? RunAs => IsRoot ? Unprivileged : null;

    public static string Unprivileged => field ??= FirstExisting("isms", "postgres", "nobody");

    /// <summary>May that account reach the folder? Judged by the rights of everybody along the path.</summary>
    [UnsupportedOSPlatform("windows")]
    public static bool CanEnter(string folder)
    {
        for (var p = new DirectoryInfo(folder); p is not null; p = p.Parent)
        {
            if (p.Exists && !p.UnixFileMode.HasFlag(UnixFileMode.OtherExecute)) { return false; }
        }
        return true;
    }

    public static Task GiveAsync(params string[] paths) => ChownAsync("-h", paths);

    public static Task GiveAllAsync(string folder) => ChownAsync("-hR", folder);

    private static Task ChownAsync(string options, params string[] paths)
        => RunAs is null ? Task.CompletedTask : ServerProgram.RunAsync("chown", null, TimeSpan.FromSeconds(60), [options, RunAs, .. paths]);

    private static string FirstExisting(params string[] names)
    {
        var known = File.ReadLines("/etc/passwd").Select(l => l.Split(':')[0]).ToHashSet(StringComparer.Ordinal);
        return names.FirstOrDefault(known.Contains)
            ?? throw new DatabaseRefusedException($"PostgreSQL does not run as root, and none of the accounts {string.Join(", ", names)} exists: add one, or set ConnectionStrings__Isms.");
    }
}
