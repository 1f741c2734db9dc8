using System.Collections.Concurrent;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using Npgsql;

namespace IsmsPlatform.Infrastructure.Persistence;

/// <summary>
/// Who comes, where they go and what they may do there: each question needs the answer of the one before, and PostgreSQL answers all of them as one
/// batch. It is one implicit transaction, so the setting that opens the organisation ends with it.
/// </summary>
internal sealed class Arrivals(NpgsqlDataSource source) : IArrivals
{
    private const int MostOrganisations = 1000;

    private const string AccountSql = """
        select a.name, a.email, a.language, a.time_zone, a.is_platform_operator, a.security_stamp,
            a.two_factor_enabled or exists (select from platform.account_passkey p where p.account_id = a.id),
            s.id, s.proved_at, s.started_at, s.last_seen_at, s.second_factor
        from platform.account a left join platform.session s on s.id = $2 and s.account_id = a.id and s.ended_at is null
        where a.id = $1
        """;

    // It opens the organisation that is asked for, $3. Without a membership there is no setting, and the question after it sees nothing.
    private const string EntrancesSql = """
        select t.id, t.slug, t.name, t.time_zone, t.criticality_threshold, m.person_id, t.requires_second_factor, t.idle_hours, t.session_hours,
            case when t.slug = $3 then set_config('app.tenant_id', t.id::text, true) || set_config('app.person_id', m.person_id::text, true) || set_config('transaction_read_only', 'on', true) end
        from platform.membership m join platform.tenant t on t.id = m.tenant_id
        where m.account_id = $1 and m.deactivated_at is null
        order by t.name, t.id limit $2
        """;

    // $1 day, $2 most of each figure, $3 list. The figures depend on no role: PostgreSQL counts once, however many there are.
    private const string StandingSql = """
        select r.role, c.permissions,
            (select count(*)::int from (select from app.work_task t where t.tenant_id = app.tenant_id() and t.assignee_id = nullif(current_setting('app.person_id', true), '')::uuid
                and t.status in ('Open', 'InProgress') and (t.snoozed_until is null or t.snoozed_until <= $1) limit $2) tasks),
            (select count(*)::int from (select from app.notification n where n.tenant_id = app.tenant_id() and n.person_id = nullif(current_setting('app.person_id', true), '')::uuid and n.read_at is null limit $2) unread),
            exists (select from app.saved_view v where v.tenant_id = app.tenant_id() and v.list = $3)
        from app.role_assignment r left join app.custom_role c on c.tenant_id = r.tenant_id and c.id = r.custom_role_id and c.retired_on is null
        where r.tenant_id = app.tenant_id() and r.person_id = nullif(current_setting('app.person_id', true), '')::uuid and r.status = 'Effective' and r."from" <= $1 and (r."to" is null or r."to" >= $1)
        """;

    // Roles hold by days, and each organisation has a day of its own. Its zone when it was last entered, by slug, is the guess that the answer
    // confirms; where it was wrong, all is asked anew.
    private readonly ConcurrentDictionary<string, TimeZoneInfo> _zones = new(StringComparer.Ordinal);

    public async Task<Arrival?> OfAsync(Guid account, Guid session, string? slug, string? list, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var guessed = CurrentTenant.DayIn(slug is not null && _zones.TryGetValue(slug, out var known) ? known : TimeZoneInfo.Utc, now);
        var arrival = await AskAsync(account, session, slug, list, guessed, cancellationToken);
        if (arrival?.Account.Organisations.FirstOrDefault(o => o.Tenant.Slug == slug)?.Tenant is not { } entered) { return arrival; }
        _zones[entered.Slug] = entered.Zone;
        return entered.DayAt(now) == guessed ? arrival : await AskAsync(account, session, slug, list, entered.DayAt(now), cancellationToken);
    }

    private async Task<Arrival?> AskAsync(Guid account, Guid session, string? slug, string? list, DateOnly day, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(AccountSql) { Parameters = { Of(account), Of(session) } });
        batch.BatchCommands.Add(new(EntrancesSql) { Parameters = { Of(account), Of(MostOrganisations), Of(slug ?? "") } });
        if (slug is not null) { batch.BatchCommands.Add(new(StandingSql) { Parameters = { Of(day), Of(ShellCounts.Most), Of(list ?? "") } }); }
        await using var answer = await batch.ExecuteReaderAsync(cancellationToken);
        if (!await answer.ReadAsync(cancellationToken)) { return null; }
        var profile = new Arrival.Profile(account, answer.GetString(0), answer.GetString(1), answer.GetString(2), answer.GetString(3), answer.GetBoolean(4), answer.IsDBNull(5) ? null : answer.GetString(5), answer.GetBoolean(6),
            answer.IsDBNull(7) ? null : new Arrival.SignIn(session, answer.IsDBNull(8) ? null : At(8), At(9), At(10), answer.GetBoolean(11)));
        List<Arrival.Entrance> entrances = [];
        await answer.NextResultAsync(cancellationToken);
        while (await answer.ReadAsync(cancellationToken))
        {
            entrances.Add(new(new CurrentTenant(answer.GetGuid(0), answer.GetString(1), answer.GetString(2), answer.GetString(3), answer.GetInt32(4)), answer.GetGuid(5), answer.GetBoolean(6), answer.GetInt32(7), answer.GetInt32(8)));
        }
        profile = profile with { Organisations = entrances };
        if (!entrances.Exists(e => e.Tenant.Slug == slug)) { return new(profile, null); }
        await answer.NextResultAsync(cancellationToken);
        return new(profile, await StandingAsync(answer, cancellationToken));

        DateTimeOffset At(int column) => answer.GetFieldValue<DateTimeOffset>(column);
    }

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private static async Task<Standing> StandingAsync(NpgsqlDataReader held, CancellationToken cancellationToken)
    {
        List<Role> roles = [];
        List<string> own = [];
        var (counts, hasViews) = ((ShellCounts?)null, true);
        while (await held.ReadAsync(cancellationToken))
        {
            roles.Add(Enum.Parse<Role>(held.GetString(0)));
            if (!held.IsDBNull(1)) { own.AddRange(held.GetFieldValue<string[]>(1)); }
            counts ??= new(held.GetInt32(2), held.GetInt32(3));
            hasViews = held.GetBoolean(4);
        }
        return new(Permissions.Of(roles, own), counts, hasViews);
    }
}
