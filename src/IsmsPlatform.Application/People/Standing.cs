using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Domain.People;
using Npgsql;

namespace IsmsPlatform.Application.People;

/// <summary>What a person may do today and what waits for them; asked with each request (<see cref="Accounts.Arrival"/>).</summary>
/// <param name="Counts">Null for somebody without any role.</param>
/// <param name="HasViews">Whether anybody keeps views of the list that was asked for.</param>
public sealed record Standing(IReadOnlySet<string> Permissions, ShellCounts? Counts, bool HasViews)
{
    // $1 account, $2 day, $3 most of each figure, $4 list. The figures depend on no role: PostgreSQL counts once, however many there are.
    internal const string Sql = """
        with me as materialized (select person_id from platform.membership where tenant_id = app.tenant_id() and account_id = $1 and deactivated_at is null)
        select r.role, c.permissions,
            (select count(*)::int from (select from app.work_task t where t.tenant_id = app.tenant_id() and t.assignee_id = (select person_id from me)
                and t.status in ('Open', 'InProgress') and (t.snoozed_until is null or t.snoozed_until <= $2) limit $3) tasks),
            (select count(*)::int from (select from app.notification n where n.tenant_id = app.tenant_id() and n.person_id = (select person_id from me) and n.read_at is null limit $3) unread),
            exists (select from app.saved_view v where v.tenant_id = app.tenant_id() and v.list = $4)
        from app.role_assignment r left join app.custom_role c on c.tenant_id = r.tenant_id and c.id = r.custom_role_id and c.retired_on is null
        where r.tenant_id = app.tenant_id() and r.person_id = (select person_id from me) and r.status = 'Effective' and r."from" <= $2 and (r."to" is null or r."to" >= $2)
        """;

    internal static async Task<Standing> ReadAsync(NpgsqlDataReader held, CancellationToken cancellationToken)
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
        return new(Shared.Tenancy.Permissions.Of(roles, own), counts, hasViews);
    }
}
