using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IsmsPlatform.Infrastructure.Postgres;

/// <summary>The folders and files of one private server.</summary>
internal sealed class ServerFolders
{
    // sun_path holds 107 bytes, of which ".s.PGSQL.5432" and a slash take 14.
    private const int LongestSocketFolder = 92;

    private ServerFolders(string state, string binaries) => (State, Binaries) = (state, binaries);

    public string State { get; }
    public string Binaries { get; private set; }
    public string Data => Path.Combine(State, "data");
    public string Leases => Path.Combine(State, "leases");
    public string Log => Path.Combine(State, "server.log");
    public string Password => Path.Combine(State, "password");
    public string Gate => Path.Combine(State, "start.lock");
    public string Stopping => Path.Combine(State, "stopping");
    public string Initialised => Path.Combine(State, "initialised");
    public string PostmasterFile => Path.Combine(Data, "postmaster.pid");

    /// <summary>Inside the state folder, which is the server's alone; under a deep checkout in the folder for temporary files.</summary>
    public string Socket
    {
        get
        {
            var near = Path.Combine(State, "socket");
            return Encoding.UTF8.GetByteCount(near) <= LongestSocketFolder ? near
                : Path.Combine(Path.GetTempPath(), "isms-pg-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(State)))[..12]);
        }
    }

    public string Program(string name) => Path.Combine(Binaries, "bin", name);

    public static async Task<ServerFolders> PrepareAsync(PrivatePostgresOptions options)
    {
        var folders = new ServerFolders(Path.GetFullPath(options.State), Path.GetFullPath(options.Binaries));
        if (!Directory.Exists(Path.Combine(folders.Binaries, "bin")))
        {
            throw new DatabaseRefusedException($"No PostgreSQL in {folders.Binaries}: run 'npm ci' in tools/postgres, or set PostgresBinaries.");
        }
        try
        {
            Directory.CreateDirectory(folders.Leases);
            if (!OperatingSystem.IsWindows())
            {
                await OsUser.GiveAsync(folders.State, folders.Leases);
                File.SetUnixFileMode(folders.State, OsUser.OwnerOnly);
            }
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DatabaseRefusedException($"The folder {folders.State} belongs to another account of this machine: choose another one with --data DIR.", e);
        }
        return folders;
    }

    /// <summary>Links and rights that npm does not unpack; a copy where the server's account cannot read the original.</summary>
    public async Task CompleteBinariesAsync()
    {
        if (OperatingSystem.IsWindows()) { return; }
        Link(Binaries);
        if (!OsUser.IsRoot || (OsUser.CanEnter(Path.Combine(Binaries, "bin")) && File.GetUnixFileMode(Program("postgres")).HasFlag(UnixFileMode.OtherRead))) { return; }
        var (original, copy) = (Binaries, Path.Combine(State, "native"));
        Binaries = copy;
        if (File.Exists(Program("postgres")) && new FileInfo(Program("postgres")).Length == new FileInfo(Path.Combine(original, "bin", "postgres")).Length) { return; }
        if (Directory.Exists(copy)) { Directory.Delete(copy, recursive: true); }
        await ServerProgram.RunAsync("cp", null, TimeSpan.FromMinutes(2), "-R", original, copy);
        await OsUser.GiveAllAsync(copy);
    }

    private static void Link(string native)
    {
        var map = Path.Combine(native, "pg-symlinks.json");
        if (OperatingSystem.IsWindows() || !File.Exists(map)) { return; }
        using var links = JsonDocument.Parse(File.ReadAllText(map));
        foreach (var link in links.RootElement.EnumerateArray())
        {
            var source = Path.GetFileName(link.GetProperty("source").GetString()!);
            var target = Path.Combine(native, "..", link.GetProperty("target").GetString()!);
            if (File.Exists(target)) { continue; }
            try { File.CreateSymbolicLink(target, source); }
            catch (IOException) when (File.Exists(target)) { } // another process was faster
        }
        const UnixFileMode Execute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        foreach (var program in Directory.EnumerateFiles(Path.Combine(native, "bin")))
        {
            var mode = File.GetUnixFileMode(program);
            if ((mode & Execute) != Execute) { File.SetUnixFileMode(program, mode | Execute); }
        }
    }
}
