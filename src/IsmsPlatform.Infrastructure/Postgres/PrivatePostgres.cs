using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace IsmsPlatform.Infrastructure.Postgres;

/// <summary>
/// A private PostgreSQL 18: started by the first process that needs it, shared by leases, stopped when the last holder is
/// gone, however it ended. Reached by a unix socket only, with a random password that lies in its state folder.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly Lease _lease;
    private readonly string _password;

    private PrivatePostgres(Lease lease, string password, string connectionString, bool started)
        => (_lease, _password, AdminConnectionString, Started) = (lease, password, connectionString, started);

    /// <summary>The superuser "postgres" of this server: for <see cref="DatabaseSetup"/>, never for the program's own work.</summary>
    public string AdminConnectionString { get; }

    /// <summary>false: another process had started the server already.</summary>
    public bool Started { get; }

    /// <summary>The password of a role of this server: every process that shares the server comes to the same one.</summary>
    public string PasswordOf(string role)
        => Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_password), Encoding.UTF8.GetBytes(role)));

    public static async Task<PrivatePostgres> StartAsync(PrivatePostgresOptions options, CancellationToken ct = default)
    {
        var folders = await ServerFolders.PrepareAsync(options);
        // One process at a time; the operating system frees the lock when its holder dies.
        await using var gate = await LockAsync(folders.Gate, options.StartTimeout, ct);
        await folders.CompleteBinariesAsync();
        var password = await InitialiseAsync(folders, options.StartTimeout, ct);
        var lease = await Lease.TakeAsync(folders, options.StartTimeout, ct);
        try
        {
            var postmaster = new Postmaster(folders, options, password);
            var running = await postmaster.AnsweringAsync(ct);
            return new PrivatePostgres(lease, password, running ?? await postmaster.StartAsync(ct), started: running is null);
        }
        catch
        {
            await lease.DisposeAsync();
            throw;
        }
    }

    private static async Task<string> InitialiseAsync(ServerFolders folders, TimeSpan timeout, CancellationToken ct)
    {
        if (!File.Exists(folders.Initialised))
        {
            if (Directory.Exists(folders.Data)) { Directory.Delete(folders.Data, recursive: true); } // initdb was killed half-way
            await WriteSecretAsync(folders.Password, Convert.ToHexString(RandomNumberGenerator.GetBytes(24)), ct);
            await OsUser.GiveAsync(folders.Password);
            // The built-in locale sorts alike on every operating system; what people sort names its ICU collation.
            await ServerProgram.RunAsync(folders.Program("initdb"), OsUser.RunAs, timeout,
                "-D", folders.Data, "-U", "postgres", "-E", "UTF8", "--locale-provider=builtin", "--locale=C.UTF-8",
                "-A", "scram-sha-256", "--pwfile", folders.Password, "--no-instructions", "--no-sync");
            await File.WriteAllTextAsync(folders.Initialised, "", ct);
        }
        return (await File.ReadAllTextAsync(folders.Password, ct)).Trim();
    }

    private static async Task WriteSecretAsync(string path, string secret, CancellationToken ct)
    {
        var create = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) { create.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite; }
        await using var file = new FileStream(path, create);
        await file.WriteAsync(Encoding.UTF8.GetBytes(secret), ct);
    }

    private static async Task<FileStream> LockAsync(string path, TimeSpan timeout, CancellationToken ct)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try { return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
            catch (IOException) when (waited.Elapsed < timeout) { await Task.Delay(25, ct); }
        }
    }

    /// <summary>Gives the lease back; the last holder's end stops the server.</summary>
    public ValueTask DisposeAsync() => _lease.DisposeAsync();
}
