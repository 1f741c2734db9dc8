using System.Text.RegularExpressions;

namespace IsmsPlatform.IntegrationTests.Host;

/// <summary>Mails as they wait in the outbox.</summary>
internal static partial class Mailbox
{
    /// <summary>Path and query of the link in the newest mail to an address; null when there is none.</summary>
    internal static async Task<string?> LinkAsync(this TestApp app, string recipient)
    {
        await using var command = app.Database.Superuser.CreateCommand("select body from platform.outbox_mail where recipient = $1 order by created_at desc, id desc limit 1");
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = recipient });
        return await command.ExecuteScalarAsync() is string body && Link().Match(body) is { Success: true } m ? new Uri(m.Value).PathAndQuery : null;
    }

    [GeneratedRegex(@"https?://\S+", RegexOptions.None, 1000)]
    private static partial Regex Link();
}
