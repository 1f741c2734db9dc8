using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace IsmsPlatform.Application.Shared.Memory;

/// <summary>
/// Turns what a command changed into events: one per record, with the fields before and after. Handlers write none; one that
/// acts by SQL says what it did through <see cref="Note"/>.
/// </summary>
public sealed class AuditTrail(IsmsDbContext isms, PlatformDb platform, RequestScope scope, TimeProvider clock)
{
    /// <summary>Annotation of entities whose acts are acts on another record: the handler tells them there by <see cref="Note"/>.</summary>
    internal const string ToldByNote = "Isms:ToldByNote";

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() } };

    private static readonly HashSet<string> Derived = new(StringComparer.Ordinal)
    {
        "Id", nameof(Entity.Version), "EffectiveConfidentiality", "EffectiveIntegrity", "EffectiveAvailability", "Criticality",
        "Content", "ContentHash", "MethodologyId", "NaturalKey", "NextTestOn", "LastTestedOn", "RecordedAt",
    };

    /// <summary>The kind of subject of the one event that tells an import.</summary>
    public const string Import = "Import";

    private const int LabelMaxLength = 200;

    private readonly List<Act> _notes = [];
    private Act? _whole;

    /// <summary>An act that the change trackers do not see.</summary>
    public void Note(string subjectType, Guid subjectId, string label, params IReadOnlyList<FieldChange> changes)
        => _notes.Add(new Act(subjectType, subjectId, label, changes));

    /// <summary>
    /// This command does so much that it is told once: the events of its records, which stay on their own pages, are parts of this one. One that saves
    /// in portions says so before the first.
    /// </summary>
    public void Summarise(string subjectType, string label, params IReadOnlyList<FieldChange> changes)
        => _whole = new Act(subjectType, Guid.CreateVersion7(clock.GetUtcNow()), label, changes);

    /// <summary>Adds the events of this command to the context; called by the pipeline before it saves.</summary>
    /// <param name="goesOn">More of the same command follows: what tells the whole comes with the last of it.</param>
    internal async Task RecordAsync(string useCase, string? reason, bool goesOn, CancellationToken cancellationToken)
    {
        isms.ChangeTracker.DetectChanges();
        platform.ChangeTracker.DetectChanges();
        var (ownRoles, ends) = (await OwnRolesAsync(cancellationToken), await EndsAsync(cancellationToken));
        var acts = isms.ChangeTracker.Entries<Entity>().Where(e => Changed(e) && !e.Metadata.ClrType.IsDefined(typeof(NotInEventsAttribute), false) && e.Metadata.FindAnnotation(ToldByNote) is null)
            .Select(e => new Act(e.Metadata.ClrType.Name, e.Entity.Id, LabelOf(e, ownRoles, ends), ChangesOf(e)))
            .Concat(platform.ChangeTracker.Entries<IBelongsToTenant>().Where(e => Changed(e) && e.Entity.TenantId == scope.TenantId)
                .Select(e => new Act(e.Metadata.ClrType.Name, e.Entity.Id, e.Entity.Label, ChangesOf(e))))
            .Concat(_notes)
            // What the trackers saw of a record and what its handler says of it are one act.
            .GroupBy(act => (act.Type, act.Id), (_, same) => same.Aggregate((a, b) => a with { Label = a.Label.Length > 0 ? a.Label : b.Label, Changes = [.. a.Changes, .. b.Changes] }))
            .ToList();
        isms.AddRange(acts.Select(act => EventOf(Guid.CreateVersion7(clock.GetUtcNow()), act, useCase, reason, _whole?.Id)));
        _notes.Clear();
        if (goesOn) { return; }
        if (_whole is not null) { isms.Add(EventOf(_whole.Id, _whole, useCase, reason, partOf: null)); }
        _whole = null;
    }

    /// <summary>What a refused command said is not told by the next one.</summary>
    internal void Forget()
    {
        _notes.Clear();
        _whole = null;
    }

    private AuditEvent EventOf(Guid id, Act act, string useCase, string? reason, Guid? partOf) => new()
    {
        Id = id,
        At = clock.GetUtcNow(),
        ActorKind = scope.Actor.Kind,
        ActorId = scope.Actor.Id == Guid.Empty ? null : scope.Actor.Id,
        ActorName = scope.Actor.Name,
        IpAddress = scope.IpAddress,
        RequestId = scope.RequestId,
        UseCase = useCase,
        Reason = reason,
        SubjectType = act.Type,
        SubjectId = act.Id,
        SubjectLabel = act.Label,
        Changes = Stored(act.Changes),
        PartOf = partOf,
    };

    private sealed record Act(string Type, Guid Id, string Label, IReadOnlyList<FieldChange> Changes);

    private static bool Changed(EntityEntry e) => e.State is EntityState.Added or EntityState.Deleted
        || (e.State == EntityState.Modified && ChangesOf(e).Count > 0);

    // Which properties an event tells is the same for every record of a type: asked once, because an import asks 20,000 times.
    private static readonly ConcurrentDictionary<IEntityType, IReadOnlyList<IProperty>> Told = new();

    /// <summary>Changes as an event holds them.</summary>
    internal static string Stored(IReadOnlyList<FieldChange> changes) => JsonSerializer.Serialize(changes, Json);

    internal static IReadOnlyList<IProperty> ToldOf(IEntityType type) => Told.GetOrAdd(type, t => [.. t.GetProperties()
        .Where(p => !Derived.Contains(p.Name) && p.PropertyInfo is { } property && !property.IsDefined(typeof(NotInEventsAttribute), true))]);

    private static List<FieldChange> ChangesOf(EntityEntry e) => [.. ToldOf(e.Metadata)
        .Select(e.Property)
        .Where(p => e.State switch
        {
            EntityState.Added => p.CurrentValue is not null,
            EntityState.Deleted => p.OriginalValue is not null,
            _ => p.IsModified && !Equals(p.OriginalValue, p.CurrentValue),
        })
        .Select(p => new FieldChange(p.Metadata.Name,
            e.State == EntityState.Added ? null : p.OriginalValue, e.State == EntityState.Deleted ? null : p.CurrentValue))];

    // An assignment is called like its role; what the organisation calls its own ones stands in another record.
    private async Task<IReadOnlyDictionary<Guid, string>> OwnRolesAsync(CancellationToken cancellationToken)
    {
        var ids = isms.ChangeTracker.Entries<RoleAssignment>().Where(e => e.State is not EntityState.Unchanged && e.Entity.CustomRoleId is not null).Select(e => e.Entity.CustomRoleId!.Value).Distinct().ToList();
        if (ids.Count == 0) { return new Dictionary<Guid, string>(); }
        var known = isms.CustomRoles.Local.Where(r => ids.Contains(r.Id)).ToDictionary(r => r.Id, r => r.Name);
        var others = ids.Except(known.Keys).ToList();
        foreach (var role in others.Count == 0 ? [] : await isms.CustomRoles.AsNoTracking().Where(r => others.Contains(r.Id)).Select(r => new { r.Id, r.Name }).ToListAsync(cancellationToken)) { known[role.Id] = role.Name; }
        return known;
    }

    // A dependency is called like the two assets that it ties together.
    private async Task<IReadOnlyDictionary<Guid, string>> EndsAsync(CancellationToken cancellationToken)
    {
        var ids = isms.ChangeTracker.Entries<AssetDependency>().Where(e => e.State is not EntityState.Unchanged).SelectMany(e => new[] { e.Entity.UpperId, e.Entity.LowerId }).ToHashSet();
        if (ids.Count == 0) { return new Dictionary<Guid, string>(); }
        var known = isms.Assets.Local.Where(a => ids.Contains(a.Id)).ToDictionary(a => a.Id, a => a.Name);
        var others = ids.Except(known.Keys).ToList();
        foreach (var asset in others.Count == 0 ? [] : await isms.Assets.AsNoTracking().Where(a => others.Contains(a.Id)).Select(a => new { a.Id, a.Name }).ToListAsync(cancellationToken)) { known[asset.Id] = asset.Name; }
        return known;
    }

    private static string LabelOf(EntityEntry<Entity> e, IReadOnlyDictionary<Guid, string> ownRoles, IReadOnlyDictionary<Guid, string> ends)
    {
        if (e.Entity is AssetDependency d) { return $"{Text.Cut(ends[d.UpperId], LabelMaxLength / 2 - 2)} → {Text.Cut(ends[d.LowerId], LabelMaxLength / 2 - 2)}"; }
        if (e.Entity is RoleAssignment { CustomRoleId: { } own }) { return ownRoles[own]; }
        if (e.Entity is ScopeStatement version) { return version.Label; }
        if (e.Entity is SoaVersion soa) { return soa.Label; }
        var name = e.Properties.FirstOrDefault(p => p.Metadata.Name is "Name" or "LegalName" or "Role" or "Title")?.CurrentValue?.ToString() ?? "";
        return Text.Cut(name, LabelMaxLength);
    }
}
