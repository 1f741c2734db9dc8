using IsmsPlatform.Infrastructure.Postgres;
using IsmsPlatform.IntegrationTests.Postgres;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace IsmsPlatform.IntegrationTests;

/// <summary>Runs the tests; or, for a test, only holds a private server until it is ended.</summary>
internal static class EntryPoint
{
    public const string Hold = "--hold-postgres";

    public static async Task<int> Main(string[] args)
    {
        if (args is [Hold, var folder])
        {
            await using var server = await PrivatePostgres.StartAsync(PostgresServer.TestOptions(folder));
            await Console.Out.WriteLineAsync(server.Started ? "started" : "joined");
            await Console.In.ReadLineAsync(); // closed by the test, or never
            return 0;
        }
        return args.Contains("--server", StringComparer.Ordinal) || args.Contains("--internal-msbuild-node", StringComparer.Ordinal)
            ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
            : await ConsoleRunner.Run(args);
    }
}
