namespace IsmsPlatform.Web.Setup;

/// <summary>Where the program keeps files of its own: the private database, mails without a server, later evidence.</summary>
internal static class DataFolder
{
    internal const string Setting = "Data";

    internal static string Of(IConfiguration configuration)
        => Path.GetFullPath(configuration[Setting] is { Length: > 0 } folder ? folder : Path.Combine(RepositoryRoot() ?? AppContext.BaseDirectory, ".local"));

    /// <summary>The checkout that the program runs from; null for an installed one.</summary>
    internal static string? RepositoryRoot()
    {
        for (var d = new DirectoryInfo(AppContext.BaseDirectory); d is not null; d = d.Parent)
        {
            if (File.Exists(Path.Combine(d.FullName, "IsmsPlatform.sln"))) { return d.FullName; }
        }
        return null;
    }
}
