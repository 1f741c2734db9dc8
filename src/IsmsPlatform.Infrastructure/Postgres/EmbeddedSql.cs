namespace IsmsPlatform.Infrastructure.Postgres;

/// <summary>The SQL files of the folder Sql/, which travel inside the assembly.</summary>
internal static class EmbeddedSql
{
    /// <summary>The migrations, <c>NNNN_name.sql</c>, in their order.</summary>
    public static IReadOnlyList<string> Migrations { get; } =
        [.. typeof(EmbeddedSql).Assembly.GetManifestResourceNames().Where(IsMigration).Order(StringComparer.Ordinal)];

    public static bool IsMigration(string name)
        => name.Length > 9 && name[..4].All(char.IsAsciiDigit) && name[4] == '_' && name.EndsWith(".sql", StringComparison.Ordinal);

    public static string Read(string name)
    {
        using var stream = typeof(EmbeddedSql).Assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"There is no script {name}.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
