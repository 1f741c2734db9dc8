using System.Globalization;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared.Memory;

/// <summary>
/// Next readable codes of a kind and year. The counter's row is taken in the transaction of the record, so a refused command
/// leaves no gap and two commands never share a number.
/// </summary>
public sealed class CodeSequence(IsmsDbContext db, RequestScope scope, TimeProvider clock)
{
    public async Task<string> NextAsync(string prefix, CancellationToken cancellationToken)
        => (await NextAsync(prefix, 1, cancellationToken))[0];

    public async Task<IReadOnlyList<string>> NextAsync(string prefix, int count, CancellationToken cancellationToken)
    {
        var year = scope.Today(clock).Year;
        var last = await db.Database.SqlQuery<int>($"""
            insert into code_sequence as s (tenant_id, prefix, year, last) values ({scope.TenantId}, {prefix}, {year}, {count})
            on conflict (tenant_id, prefix, year) do update set last = s.last + {count}
            returning last as "Value"
            """).ToListAsync(cancellationToken);
        return [.. Enumerable.Range(last[0] - count + 1, count).Select(n => RecordCode.Format(prefix, year, n))];
    }
}
