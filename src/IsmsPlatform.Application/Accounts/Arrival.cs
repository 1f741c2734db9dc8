using System.Collections.Concurrent;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared.Tenancy;
using Npgsql;

namespace IsmsPlatform.Application.Accounts;

/// <summary>
/// What each request of a browser asks before its page: who comes, whether the session lasts, which organisations they may enter, and what
/// they may do in the one that the address names. Kept nowhere, so whatever is revoked is gone with the next request, on every node.
/// Each question needs the answer of the one before; PostgreSQL answers all of them as one batch, in one round trip.
/// </summary>
/// <param name="Standing">In the organisation that was asked for; null where the account is none of its members.</param>
public sealed record Arrival(Arrival.Profile Account, Standing? Standing)
{
    private const int MostOrganisations = 1000;

    // Roles hold by days, and each organisation has a day of its own. Its zone when it was last entered, by slug, is the guess that the answer
    // confirms; where it was wrong, all is asked anew.
    private static readonly ConcurrentDictionary<string, TimeZoneInfo> Zones = new(StringComparer.Ordinal);

    private const string AccountSql = """
        select a.name, a.email, a.language, a.time_zone, a.is_platform_operator, a.security_stamp,
            a.two_factor_enabled or exists (select from platform.account_passkey p where p.account_id = a.id),
            s.id, s.proved_at, s.started_at, s.last_seen_at, s.second_factor
        from platform.account a left join platform.session s on s.id = $2 and s.account_id = a.id and s.ended_at is null
        where a.id = $1
        """;

    private const string EntrancesSql = """
        select t.id, t.slug, t.name, t.time_zone, t.criticality_threshold, m.person_id, t.requires_second_factor, t.idle_hours, t.session_hours
        from platform.membership m join platform.tenant t on t.id = m.tenant_id
        where m.account_id = $1 and m.deactivated_at is null
        order by t.name, t.id limit $2
        """;

    // Without a membership there is no row and no setting, and the question after it sees nothing.
    private const string EnterSql = """
        select set_config('app.tenant_id', m.tenant_id::text, true), set_config('transaction_read_only', 'on', true)
        from platform.tenant t join platform.membership m on m.tenant_id = t.id
        where t.slug = $2 and m.account_id = $1 and m.deactivated_at is null
        """;

    /// <summary>The account, as far as each page needs it.</summary>
    public sealed record Profile(Guid Id, string Name, string Email, string Language, string TimeZone, bool IsPlatformOperator, string? Stamp, bool HasSecondFactor, SignIn? Session)
    {
        public IReadOnlyList<Entrance> Organisations { get; init; } = [];
    }

    /// <summary>The session of this browser.</summary>
    public sealed record SignIn(Guid Id, DateTimeOffset? ProvedAt, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, bool SecondFactor);

    /// <summary>An organisation that the account may enter, who it is there, and what is asked of its sign-in.</summary>
    /// <param name="PersonId">Null for a platform operator who was let in for a time.</param>
    /// <param name="OperatorUntil">Until when; null for members.</param>
    public sealed record Entrance(CurrentTenant Tenant, Guid? PersonId, bool RequiresSecondFactor, int IdleHours, int SessionHours, DateTimeOffset? OperatorUntil = null);

    /// <param name="source">Of connections.</param>
    /// <param name="account">That the cookie names.</param>
    /// <param name="session">That the cookie names.</param>
    /// <param name="slug">Of the organisation that the address leads into; null beside all of them.</param>
    /// <param name="list">The key of the list that is asked for; null for other pages.</param>
    /// <param name="now">The instant of the request.</param>
    /// <param name="cancellationToken">Of the request.</param>
    public static async Task<Arrival?> OfAsync(NpgsqlDataSource source, Guid account, Guid session, string? slug, string? list, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var guessed = CurrentTenant.DayIn(slug is not null && Zones.TryGetValue(slug, out var known) ? known : TimeZoneInfo.Utc, now);
        var arrival = await AskAsync(source, account, session, slug, list, guessed, cancellationToken);
        if (arrival?.Account.Organisations.FirstOrDefault(o => o.Tenant.Slug == slug)?.Tenant is not { } entered) { return arrival; }
        Zones[entered.Slug] = entered.Zone;
        return entered.DayAt(now) == guessed ? arrival : await AskAsync(source, account, session, slug, list, entered.DayAt(now), cancellationToken);
    }

    private static async Task<Arrival?> AskAsync(NpgsqlDataSource source, Guid account, Guid session, string? slug, string? list, DateOnly day, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(AccountSql) { Parameters = { Of(account), Of(session) } });
        batch.BatchCommands.Add(new(EntrancesSql) { Parameters = { Of(account), Of(MostOrganisations) } });
        if (slug is not null)
        {
            batch.BatchCommands.Add(new(EnterSql) { Parameters = { Of(account), Of(slug) } });
            batch.BatchCommands.Add(new(Standing.Sql) { Parameters = { Of(account), Of(day), Of(CountForShellHandler.Most), Of(list ?? "") } });
        }
        await using var answer = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await answer.ReadAsync(cancellationToken)) { return null; }
        var profile = new Profile(account, answer.GetString(0), answer.GetString(1), answer.GetString(2), answer.GetString(3), answer.GetBoolean(4), answer.IsDBNull(5) ? null : answer.GetString(5), answer.GetBoolean(6),
            answer.IsDBNull(7) ? null : new SignIn(session, answer.IsDBNull(8) ? null : At(8), At(9), At(10), answer.GetBoolean(11)));
        List<Entrance> entrances = [];
        await answer.NextResultAsync(cancellationToken);
        while (await answer.ReadAsync(cancellationToken))
        {
            entrances.Add(new(new CurrentTenant(answer.GetGuid(0), answer.GetString(1), answer.GetString(2), answer.GetString(3), answer.GetInt32(4)), answer.GetGuid(5), answer.GetBoolean(6), answer.GetInt32(7), answer.GetInt32(8)));
        }
        profile = profile with { Organisations = entrances };
        if (slug is null || !await answer.NextResultAsync(cancellationToken) || !await answer.ReadAsync(cancellationToken)) { return new(profile, null); }
        await answer.NextResultAsync(cancellationToken);
        return new(profile, await Standing.ReadAsync(answer, cancellationToken));

        DateTimeOffset At(int column) => answer.GetFieldValue<DateTimeOffset>(column);
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };
}
