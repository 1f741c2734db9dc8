using System.Security.Cryptography;
using System.Text;

namespace IsmsPlatform.Infrastructure.Postgres;

/// <summary>The folder for everything that a local start keeps: the private PostgreSQL, mails, files.</summary>
/// <param name="Path">Absolute; exists.</param>
/// <param name="Note">A sentence for the console when the folder is not where one would look for it.</param>
public sealed record DataFolder(string Path, string? Note = null)
{
    /// <summary>Where the private server keeps its state.</summary>
    internal const string Postgres = "postgres";

    /// <param name="configured">The setting Data (<c>--data DIR</c>); null: <c>.local</c> of the checkout.</param>
    /// <param name="mustExist">Refuses a folder in which no private server was begun yet.</param>
    public static DataFolder Resolve(string? configured, bool mustExist = false)
    {
        var checkout = Checkout.Root ?? Environment.CurrentDirectory;
        var path = System.IO.Path.GetFullPath(configured ?? System.IO.Path.Combine(checkout, ".local"));
        if (!OsUser.IsRoot || OsUser.CanEnter(path)) { return Made(path, null, mustExist); }
        if (configured is not null)
        {
            throw new DatabaseRefusedException(
                $"PostgreSQL does not run as root, and the account '{OsUser.Unprivileged}' cannot enter {path}: choose a folder below a path that everybody may enter, such as /var/lib.");
        }
        // One folder per checkout: two of them may be at different versions of the schema.
        var fallback = System.IO.Path.Combine("/var/lib/isms-platform", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(checkout)))[..8]);
        return Made(fallback, $"PostgreSQL runs as '{OsUser.Unprivileged}', who cannot enter {checkout}; the data lie in {fallback}.", mustExist);
    }

    private static DataFolder Made(string path, string? note, bool mustExist)
    {
        if (mustExist && !Directory.Exists(System.IO.Path.Combine(path, Postgres)))
        {
            throw new DatabaseRefusedException($"There is no database in {path}. Correct --data, or begin one there with “./isms up”.");
        }
        var missing = new Stack<string>();
        for (var p = path; p is not null && !Directory.Exists(p); p = System.IO.Path.GetDirectoryName(p)) { missing.Push(p); }
        foreach (var p in missing)
        {
            Directory.CreateDirectory(p);
            // A strict umask would shut the server's account out of its own state folder.
            if (OsUser.IsRoot) { File.SetUnixFileMode(p, OsUser.EverybodyEnters); }
        }
        return new DataFolder(path, note);
    }
}
