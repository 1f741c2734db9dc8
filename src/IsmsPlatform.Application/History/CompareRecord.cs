using System.Text.Json;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.History;

/// <summary>What is different in a record between two instants, field by field; of any kind that <see cref="SubjectKinds"/> names.</summary>
/// <param name="From">A day or an instant, as in <c>as_of</c>; the end of the day a week ago when empty.</param>
/// <param name="To">The later one; now when empty.</param>
[RequirePermission(Permissions.AssetsView, Permissions.OrganisationView, Permissions.ScopeView, Permissions.ProcessesView, Permissions.PeopleView, Permissions.ContextView, Permissions.LegalView, Permissions.MethodologyView, Permissions.SoaView, Permissions.RisksView, Permissions.ControlsView)]
public sealed record CompareRecord(string Type, Guid Id, string? From, string? To) : IQuery<Result<RecordComparison>>;

/// <param name="Name">The record as it is called at the later instant at which it exists.</param>
/// <param name="ExistedThen">False: it came after <paramref name="From"/>.</param>
/// <param name="ExistsAfter">False: it was gone at <paramref name="To"/>.</param>
public sealed record RecordComparison(SubjectName Name, SubjectKind Kind, DateTimeOffset From, DateTimeOffset To, bool ExistedThen, bool ExistsAfter, IReadOnlyList<ActivityChange> Changes);

public sealed class CompareRecordHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<CompareRecord, Result<RecordComparison>>
{
    private const int Days = 7;

    public async ValueTask<Result<RecordComparison>> Handle(CompareRecord query, CancellationToken cancellationToken)
    {
        if (SubjectKinds.Of(query.Type) is not { } kind || !kind.IsVisibleTo(scope.Actor)) { return Error.NotFound; }
        var now = scope.AsOf ?? clock.GetUtcNow();
        var from = Instant(query.From, PastInstant.EndOf(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, scope.Zone).DateTime).AddDays(-Days), scope.Zone), now);
        if (from.Error is { } early) { return early.At(nameof(query.From)); }
        var to = Instant(query.To, now, now);
        if (to.Error is { } late) { return late.At(nameof(query.To)); }
        if (from.Value > to.Value) { return Reversed; }

        var (before, nameBefore) = await scope.AtAsync(from.Value, () => ReadAsync(kind, query.Id, cancellationToken));
        var (after, nameAfter) = await scope.AtAsync(to.Value, () => ReadAsync(kind, query.Id, cancellationToken));
        if ((nameAfter ?? nameBefore) is not { } name)
        {
            // In neither of the two: known at all, it came and went between or comes later.
            if (await db.FindAsync(kind.Type, query.Id, scope.Actor, cancellationToken) is not { } present) { return Error.NotFound; }
            name = present;
        }
        var changes = before.Keys.Union(after.Keys, StringComparer.Ordinal).Select(f => new FieldChange(f, before.GetValueOrDefault(f), after.GetValueOrDefault(f))).Where(c => !Equals(c.Before, c.After)).ToList();
        return new RecordComparison(name, kind, from.Value, to.Value, nameBefore is not null, nameAfter is not null, await ActivityWords.OfChangesAsync(db, changes, cancellationToken));
    }

    private static Error Reversed { get; } = new Error("history.reversed", "The second day lies before the first. Exchange them.").At(nameof(CompareRecord.To));

    private Result<DateTimeOffset> Instant(string? text, DateTimeOffset otherwise, DateTimeOffset now)
        => Text.OrNull(text) is { } given ? PastInstant.Parse(given, scope.Zone, now) : otherwise;

    private async Task<(IReadOnlyDictionary<string, object?> Values, SubjectName? Name)> ReadAsync(SubjectKind kind, Guid id, CancellationToken cancellationToken)
    {
        var type = db.Model.GetEntityTypes().Single(t => t.ClrType.Name == kind.Type);
        var name = await db.FindAsync(kind.Type, id, scope.Actor, cancellationToken);
        if (name is null || await db.FindAsync(type.ClrType, [scope.TenantId, id], cancellationToken) is not { } record) { return (new Dictionary<string, object?>(StringComparer.Ordinal), null); }
        var entry = db.Entry(record);
        var values = AuditTrail.ToldOf(type).ToDictionary(p => p.Name, p => entry.Property(p).CurrentValue, StringComparer.Ordinal);
        if (kind.Parts is not null)
        {
            foreach (var (field, value) in await kind.Parts(db, id, cancellationToken)) { values[field] = value; }
        }
        entry.State = EntityState.Detached; // the other instant is read anew
        return (values, name);
    }
}
