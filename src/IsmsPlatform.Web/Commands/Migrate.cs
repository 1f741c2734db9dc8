namespace IsmsPlatform.Web.Commands;

/// <summary><c>./isms migrate</c></summary>
internal static class Migrate
{
    internal static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args, ["--data"], ["--embedded"]);
        var builder = Up.BuilderFor(options);
        await using var database = await Database.OpenAsync(builder.Configuration, builder.Environment, options.Has("--embedded"));
        if (database.Migrator.Length == 0) { throw new UsageException("Set ConnectionStrings__IsmsMigrator: only the migrator's role may change the schema."); }
        var applied = await database.MigrateAsync();
        Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"Applied {string.Join(", ", applied)}.");
        return 0;
    }
}
