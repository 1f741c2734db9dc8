using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Setup;

namespace IsmsPlatform.Web.Commands;

/// <summary>Runs one use case against the database without starting the web program.</summary>
internal static class ServerConsole
{
    /// <summary>Prints the answer, or the refusal on standard error; 0 or 1.</summary>
    internal static async Task<int> WithServicesAsync(Options options, Func<IServiceProvider, Task<Result<string>>> use)
    {
        var builder = Up.BuilderFor(options);
        builder.Logging.ClearProviders();
        await using var database = await Database.OpenAsync(builder.Configuration, builder.Environment, options.Has("--embedded"), mustExist: true);
        await database.MigrateAsync();
        await using var app = IsmsHost.Build(builder, database.App, role: "web");
        await using var scope = app.Services.CreateAsyncScope();
        var result = await use(scope.ServiceProvider);
        if (result.Error is { } error)
        {
            await Console.Error.WriteLineAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, error.Sentence, [.. error.Arguments]));
            return 1;
        }
        Console.WriteLine(result.Value);
        return 0;
    }
}
