using System.Diagnostics;
using System.Globalization;

namespace IsmsPlatform.Infrastructure.Postgres;

/// <summary>
/// Several processes share one private server: each holds a lease, and the watchdog of the last one stops the server. The
/// watchdog is a shell whose standard input is a pipe from us, so that it notices our end however we died, also by SIGKILL.
/// (Not PR_SET_PDEATHSIG: that fires when the forking thread ends, and threads of .NET come and go.)
/// </summary>
internal sealed class Lease : IAsyncDisposable
{
    // $1 lease, $2 folder of leases, $3 pg_ctl, $4 data, $5 file that says "a server is being stopped"
    private const string Script = """
        trap '' INT HUP TERM
        while read -r _; do :; done
        rm -f "$1"
        running() {
          if [ -r /proc/self/stat ]; then
            read -r stat 2>/dev/null < "/proc/$1/stat" || return 1
            born="$2"; set -- ${stat##*) }
            [ -z "$born" ] || [ "${20}" = "$born" ]
          else
            ps -p "$1" >/dev/null 2>&1
          fi
        }
        until (set -C; echo $$ > "$5") 2>/dev/null; do
          read -r other 2>/dev/null < "$5"; [ -z "$other" ] || running "$other" "" || rm -f "$5"
          sleep 0.05
        done
        for f in "$2"/*; do
          [ -e "$f" ] || continue
          name="${f##*/}"; born=""; read -r born 2>/dev/null < "$f"
          if running "${name%%-*}" "$born"; then rm -f "$5"; exit 0; fi
          rm -f "$f"
        done
        socket="$(sed -n 5p "$4/postmaster.pid" 2>/dev/null)"
        "$3" stop -s -m fast -D "$4" 2>/dev/null
        [ -z "$socket" ] || rm -rf "$socket"
        rm -f "$5"
        """;

    private readonly Process? _watchdog;

    private Lease(Process? watchdog) => _watchdog = watchdog;

    /// <summary>Lease first, server second: from here on no watchdog stops the server; one that is at it is waited for.</summary>
    public static async Task<Lease> TakeAsync(ServerFolders folders, TimeSpan timeout, CancellationToken ct)
    {
        // The same number may belong to another process after a restart of the machine: the moment of birth tells them apart.
        var lease = Path.Combine(folders.Leases, $"{Environment.ProcessId}-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(lease, Born("self") + "\n", ct);
        await OsUser.GiveAsync(lease);
        var taken = new Lease(OperatingSystem.IsWindows() ? null : Watch(folders, lease));
        var waited = Stopwatch.StartNew();
        while (StopperAlive(folders.Stopping))
        {
            if (waited.Elapsed > timeout)
            {
                await taken.DisposeAsync();
                throw new TimeoutException($"Another process has been stopping the PostgreSQL of {folders.State} for too long.");
            }
            await Task.Delay(20, ct);
        }
        return taken;
    }

    private static Process Watch(ServerFolders folders, string lease)
    {
        // The pipe is O_CLOEXEC: no other child of ours holds it open.
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, UseShellExecute = false, WorkingDirectory = "/" };
        if (OsUser.RunAs is { } user) { start.UserName = user; }
        string[] arguments = ["-c", Script, "isms-postgres-watchdog", lease, folders.Leases, folders.Program("pg_ctl"), folders.Data, folders.Stopping];
        foreach (var argument in arguments) { start.ArgumentList.Add(argument); }
        return Process.Start(start) ?? throw new InvalidOperationException("The watchdog of the private PostgreSQL did not start.");
    }

    private static bool StopperAlive(string stopping)
    {
        try
        {
            var text = File.ReadAllText(stopping).Trim();
            if (text.Length == 0) { return true; } // about to be written
            using var process = Process.GetProcessById(int.Parse(text, CultureInfo.InvariantCulture));
            return true;
        }
        catch (FileNotFoundException) { return false; }
        catch (ArgumentException) // nobody has that number: the stopper was killed
        {
            File.Delete(stopping);
            return false;
        }
    }

    /// <summary>The 22nd field of /proc/…/stat: ticks from boot to birth. Empty where there is no /proc.</summary>
    private static string Born(string process)
    {
        var stat = $"/proc/{process}/stat";
        if (!File.Exists(stat)) { return ""; }
        var text = File.ReadAllText(stat);
        return text[(text.LastIndexOf(')') + 2)..].Split(' ')[19];
    }

    public async ValueTask DisposeAsync()
    {
        if (_watchdog is null) { return; }
        _watchdog.StandardInput.Close();
        await _watchdog.WaitForExitAsync();
        _watchdog.Dispose();
    }
}
