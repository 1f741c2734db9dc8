using System.Globalization;
using System.Text.Json;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Activity;

/// <summary>What happened to a record, newest first; ids in changed fields are answered as names.</summary>
[RequirePermission(Permissions.AssetsView, Permissions.OrganisationView, Permissions.ScopeView, Permissions.ProcessesView, Permissions.PeopleView, Permissions.RolesView, Permissions.EvidenceView, Permissions.ApprovalsView, Permissions.ContextView, Permissions.LegalView, Permissions.MethodologyView, Permissions.SoaView, Permissions.RisksView, Permissions.ControlsView)]
public sealed record GetActivity(string SubjectType, Guid SubjectId, int Size = 30) : IQuery<Result<IReadOnlyList<ActivityEntry>>>, IForOwnersToo
{
    Guid? IForOwnersToo.SubjectId => SubjectId;
}

public sealed record ActivityEntry(Guid Id, DateTimeOffset At, ActorKind ActorKind, string ActorName, string UseCase, string SubjectType, Guid SubjectId, string SubjectLabel, string? Reason, IReadOnlyList<ActivityChange> Changes);

/// <summary>A changed field with its values in words.</summary>
public sealed record ActivityChange(string Field, string? Before, string? After);

public sealed class GetActivityHandler(IsmsDbContext db, PlatformDb platform, RequestScope scope) : IQueryHandler<GetActivity, Result<IReadOnlyList<ActivityEntry>>>
{
    private static readonly Compiled<Func<IsmsDbContext, string, Guid, int, IAsyncEnumerable<AuditEvent>>> NewestOfOne = new(() => EF.CompileAsyncQuery((IsmsDbContext db, string type, Guid id, int size) =>
        db.AuditEvents.AsNoTracking().Where(e => e.SubjectType == type && e.SubjectId == id).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(size)));

    public async ValueTask<Result<IReadOnlyList<ActivityEntry>>> Handle(GetActivity query, CancellationToken cancellationToken)
    {
        var events = await NewestAsync(query.SubjectType, [query.SubjectId], query.Size, cancellationToken);
        if (query.SubjectType == nameof(Person))
        {
            foreach (var (type, ids) in await RelatedToPersonAsync(query.SubjectId, cancellationToken)) { events.AddRange(await NewestAsync(type, ids, query.Size, cancellationToken)); }
        }
        return Result<IReadOnlyList<ActivityEntry>>.Of(await ActivityWords.AboutAsync(db, [.. events.OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(query.Size)], cancellationToken));
    }

    // One kind at a time: with an OR between them, PostgreSQL would walk through all events from the newest on.
    private async Task<List<AuditEvent>> NewestAsync(string type, List<Guid> ids, int size, CancellationToken cancellationToken)
    {
        if (ids.Count == 0) { return []; }
        return ids is [var one] ? await NewestOfOne.For(db)(db, type, one, size).ToListAsync(cancellationToken)
            : await db.AuditEvents.AsNoTracking().Where(e => e.SubjectType == type && ids.Contains(e.SubjectId)).OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Take(size).ToListAsync(cancellationToken);
    }

    // What one may and when one was let in or locked out belongs to the person's story.
    private async Task<IReadOnlyList<(string Type, List<Guid> Ids)>> RelatedToPersonAsync(Guid person, CancellationToken cancellationToken) =>
    [
        (nameof(RoleAssignment), await db.RoleAssignments.Where(r => r.PersonId == person).Select(r => r.Id).ToListAsync(cancellationToken)),
        (nameof(Membership), await platform.Memberships.Where(m => m.TenantId == scope.TenantId && m.PersonId == person).Select(m => m.Id).ToListAsync(cancellationToken)),
        (nameof(Invitation), await platform.Invitations.Where(i => i.TenantId == scope.TenantId && i.PersonId == person).Select(i => i.Id).ToListAsync(cancellationToken)),
    ];
}

/// <summary>Reads the stored changes back and puts names in the place of ids, one query per kind of record.</summary>
internal static class ActivityWords
{
    private const string Methodology = "MethodologyId";

    private static readonly string[] Stages = Enum.GetNames<EvaluationStage>();

    private sealed record Named(Guid Id, string Name);

    private static readonly Compiled<Func<IsmsDbContext, List<Guid>, IAsyncEnumerable<Named>>> NamesOf = new(() => EF.CompileAsyncQuery((IsmsDbContext db, List<Guid> ids) =>
        db.People.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name })
            .Concat(db.Units.Where(u => ids.Contains(u.Id)).Select(u => new { u.Id, u.Name }))
            .Concat(db.Locations.Where(l => ids.Contains(l.Id)).Select(l => new { l.Id, l.Name }))
            .Concat(db.CustomRoles.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Name }))
            .Concat(db.Assets.Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Name }))
            .Concat(db.Threats.Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Name }))
            .Concat(db.TreatmentPlans.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, Name = p.Code }))
            .Concat(db.ScopeStatements.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, Name = "Scope, version " + s.VersionNo }))
            .Select(x => new Named(x.Id, x.Name))));

    internal static async Task<IReadOnlyList<ActivityEntry>> AboutAsync(IsmsDbContext db, IReadOnlyList<AuditEvent> events, CancellationToken cancellationToken)
    {
        var changes = events.ToDictionary(e => e.Id, e => JsonSerializer.Deserialize<List<FieldChange>>(e.Changes) ?? []);
        var names = await NamesAsync(db, changes.Values.SelectMany(c => c), cancellationToken);
        var methods = await MethodsAsync(db, changes.Values.SelectMany(c => c), cancellationToken);
        return [.. events.Select(e => new ActivityEntry(e.Id, e.At, e.ActorKind, e.ActorName, e.UseCase, e.SubjectType, e.SubjectId, e.SubjectLabel, e.Reason,
            [.. changes[e.Id].Select(c => Worded(c, names, methods, e.At))]))];
    }

    /// <summary>The same for changes that no event tells.</summary>
    internal static async Task<IReadOnlyList<ActivityChange>> OfChangesAsync(IsmsDbContext db, IReadOnlyList<FieldChange> changes, CancellationToken cancellationToken)
    {
        // By way of JSON, so that dates and enumerations read as they do in events.
        var stored = JsonSerializer.Deserialize<List<FieldChange>>(AuditTrail.Stored(changes))!;
        var names = await NamesAsync(db, stored, cancellationToken);
        var methods = await MethodsAsync(db, stored, cancellationToken);
        return [.. stored.Select(c => Worded(c, names, methods, DateTimeOffset.MaxValue))];
    }

    private static async Task<Dictionary<Guid, string>> NamesAsync(IsmsDbContext db, IEnumerable<FieldChange> changes, CancellationToken cancellationToken)
    {
        var ids = changes.Where(c => c.Field.EndsWith("Id", StringComparison.Ordinal) || c.Field is "AssignedBy" or "EndedBy")
            .SelectMany(c => new[] { c.Before, c.After }).Select(v => Guid.TryParse(v?.ToString(), out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty).Distinct().ToList();
        return ids.Count == 0 ? [] : (await NamesOf.For(db)(db, ids).ToListAsync(cancellationToken)).ToDictionary(x => x.Id, x => x.Name);
    }

    // Ratings are stored as numbers of the scale by which they were made: the version that was in force then names them.
    private static async Task<List<RiskMethodology>> MethodsAsync(IsmsDbContext db, IEnumerable<FieldChange> changes, CancellationToken cancellationToken)
        => changes.Any(c => IsRating(c.Field) || c.Field.EndsWith(Methodology, StringComparison.Ordinal))
            ? await db.RiskMethodologies.AsNoTracking().Where(m => m.ApprovedOn != null).OrderByDescending(m => m.ApprovedOn).ThenByDescending(m => m.VersionNo).ToListAsync(cancellationToken)
            : [];

    private static ActivityChange Worded(FieldChange c, Dictionary<Guid, string> names, List<RiskMethodology> methods, DateTimeOffset at)
        => IsRating(c.Field) ? new(c.Field, Rated(c.Field, c.Before, methods, at), Rated(c.Field, c.After, methods, at))
            : c.Field.EndsWith(Methodology, StringComparison.Ordinal) ? new(c.Field, VersionOf(c.Before, methods), VersionOf(c.After, methods))
            : new(c.Field, Word(c.Before, names), Word(c.After, names));

    private static bool IsRating(string field) => Array.Exists(Stages, s => field.StartsWith(s, StringComparison.Ordinal) && field[s.Length..] is (nameof(Rating.Likelihood) or nameof(Rating.Impact) or nameof(Rating.Level)));

    // Null before it was rated.
    private static string? Rated(string field, object? value, List<RiskMethodology> methods, DateTimeOffset at)
    {
        if (!int.TryParse(value?.ToString(), CultureInfo.InvariantCulture, out var number) || number == 0) { return null; }
        var day = at < DateTimeOffset.MaxValue ? DateOnly.FromDateTime(at.UtcDateTime.AddDays(1)) : DateOnly.MaxValue;
        var scales = (methods.Find(m => m.ApprovedOn <= day) ?? methods.LastOrDefault())?.Scales;
        IEnumerable<string> words = scales is null ? [] : field.EndsWith(nameof(Rating.Likelihood), StringComparison.Ordinal) ? scales.Likelihood.Select(l => l.Name)
            : field.EndsWith(nameof(Rating.Impact), StringComparison.Ordinal) ? scales.Impact.Select(l => l.Name) : scales.Levels.Select(l => l.Name);
        var shown = number.ToString(CultureInfo.InvariantCulture);
        return words.ElementAtOrDefault(number - 1) is { } name ? $"{shown} · {name}" : shown;
    }

    private static string? VersionOf(object? value, List<RiskMethodology> methods)
        => value?.ToString() is { } text ? methods.Find(m => m.Id.ToString() == text)?.VersionNo.ToString(CultureInfo.InvariantCulture) ?? text : null;

    private static string? Word(object? value, Dictionary<Guid, string> names)
        => value?.ToString() is { } text ? Guid.TryParse(text, out var id) ? names.GetValueOrDefault(id, text) : text : null;
}
