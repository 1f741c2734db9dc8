using IsmsPlatform.Infrastructure.Postgres;
using Npgsql;

namespace IsmsPlatform.Web.Commands;

/// <summary>The words after <c>./isms</c>.</summary>
internal static class Verbs
{
    internal static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return args switch
            {
                ["migrate", .. var rest] => await Migrate.RunAsync(rest),
                ["api-key", .. var rest] => await IssueApiKey.RunAsync(rest),
                ["admin", .. var rest] => await Admin.RunAsync(rest),
                ["help" or "--help" or "-h", ..] => Help(),
                ["up", .. var rest] => await Up.RunAsync(rest),
                // A container or a test host starts the program without a verb.
                _ => await Up.RunAsync(args),
            };
        }
        catch (Exception e) when (e is UsageException or DatabaseRefusedException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 2;
        }
        catch (NpgsqlException e)
        {
            await Console.Error.WriteLineAsync($"The database refuses or does not answer: {e.Message}");
            return 1;
        }
    }

    private static int Help()
    {
        Console.WriteLine("""
            ./isms up [--port N] [--data DIR] [--no-demo] [--role web|worker|all] [--embedded]
                starts the application on http://localhost:5080
            ./isms test
                runs every test and ends with "N passed, N failed"
            ./isms migrate
                brings the configured database up to date (ConnectionStrings__IsmsMigrator)
            ./isms api-key --tenant SLUG --scopes "assets:read assets:write …" [--for ADDRESS] [--name NAME] [--days N]
                prints a new API key, once; --for names who answers for it
            ./isms admin operator --email ADDRESS [--name NAME]
                makes a platform operator and prints a link that sets the password
            ./isms admin reset-second-factor --email ADDRESS
                lets someone who lost their device sign in with the password alone, once more
            ./isms admin sign-up on|off
                whether anyone may sign an organisation up
            ./isms help
            """);
        return 0;
    }
}

/// <summary>Wrong words on the command line: one sentence, exit code 2.</summary>
internal sealed class UsageException(string sentence) : Exception(sentence);
