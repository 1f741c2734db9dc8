using System.Globalization;
using IsmsPlatform.Application.LegalRequirements;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>Where a version stands on the day that is looked at.</summary>
public enum ScopeState
{
    Draft,
    InReview,
    /// <summary>Approved, and its day is still to come.</summary>
    Planned,
    Effective,
    Superseded,
    /// <summary>A draft that was given up.</summary>
    Withdrawn,
    /// <summary>It was approved and called off before its day.</summary>
    CalledOff,
}

/// <summary>The versions of the scope, newest first, by pages.</summary>
/// <param name="Citing">Only those that considered this legal requirement.</param>
[RequirePermission(Permissions.ScopeView)]
public sealed record ListScopeVersions(int? Size = null, string? After = null, string? Before = null, Guid? Citing = null) : IQuery<Result<Page<ScopeVersionRow>>>;

/// <param name="State">What its status and its day mean today.</param>
public sealed record ScopeVersionRow(Guid Id, int VersionNo, ScopeState State, DateOnly? EffectiveFrom, DateOnly? InForceFrom, Guid OwnerId, string Owner, long Version);

public sealed class ListScopeVersionsHandler(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IQueryHandler<ListScopeVersions, Result<Page<ScopeVersionRow>>>
{
    private const string Sort = "version";

    public async ValueTask<Result<Page<ScopeVersionRow>>> Handle(ListScopeVersions query, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var effective = await db.ScopeStatements.EffectiveOn(today).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken);
        static int Number(string value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;
        var versions = db.ScopeStatements.AsNoTracking();
        if (query.Citing is { } law) { versions = versions.Where(s => db.ScopeCitations.Any(c => c.ScopeId == s.Id && c.LegalRequirementId == law)); }
        var page = await versions.ByKeysetAsync(Sort, query.After, query.Before, query.Size, total: null,
            (rows, value, _) => { var n = Number(value); return rows.Where(s => s.VersionNo < n); },
            (rows, value, _) => { var n = Number(value); return rows.Where(s => s.VersionNo > n); },
            rows => rows.OrderByDescending(s => s.VersionNo), rows => rows.OrderBy(s => s.VersionNo),
            rows => rows.Select(s => new { s.Id, s.VersionNo, s.Status, WasApproved = db.Approvals.Any(a => a.SubjectType == nameof(ScopeStatement) && a.SubjectId == s.Id && a.Decision == ApprovalDecision.Approved), s.EffectiveFrom, s.InForceFrom, s.OwnerId, Owner = db.People.Where(p => p.Id == s.OwnerId).Select(p => p.Name).First(), s.Version }),
            row => (row.VersionNo.ToString(CultureInfo.InvariantCulture), row.Id), cancellationToken);
        return page.Map(p => new Page<ScopeVersionRow>([.. p.Items.Select(s => new ScopeVersionRow(s.Id, s.VersionNo, ScopeStates.Of(s.Id, s.Status, s.WasApproved, s.InForceFrom, effective, today), s.EffectiveFrom, s.InForceFrom, s.OwnerId, s.Owner, s.Version))], p.Next, p.Previous));
    }
}

internal static class ScopeStates
{
    /// <summary>The version that holds on a day: of those approved whose day has come, the latest.</summary>
    internal static IQueryable<ScopeStatement> EffectiveOn(this IQueryable<ScopeStatement> versions, DateOnly day)
        => versions.Where(s => s.Status == ScopeStatus.Approved && s.InForceFrom <= day).OrderByDescending(s => s.InForceFrom).ThenByDescending(s => s.VersionNo);

    /// <summary>The version that another one follows and would replace: of those approved before it the latest, also when its day is still to come.</summary>
    internal static IQueryable<ScopeStatement> FollowedBy(this IQueryable<ScopeStatement> versions, int versionNo)
        => versions.Where(s => s.Status == ScopeStatus.Approved && s.VersionNo < versionNo).OrderByDescending(s => s.InForceFrom).ThenByDescending(s => s.VersionNo);

    /// <summary>The last planned version that was called off when a later draft had begun already: the draft goes on from its words.</summary>
    internal static async Task<int?> CalledOffSinceAsync(this IsmsDbContext db, Guid draft, int versionNo, CancellationToken cancellationToken)
        => await db.ScopeStatements.Where(v => v.Status == ScopeStatus.Withdrawn && v.VersionNo < versionNo
                && db.AuditEvents.Any(e => e.SubjectType == nameof(ScopeStatement) && e.SubjectId == v.Id && e.UseCase == nameof(CallOffScope)
                    && db.AuditEvents.Any(d => d.SubjectType == nameof(ScopeStatement) && d.SubjectId == draft && d.At < e.At)))
            .OrderByDescending(v => v.VersionNo).Select(v => (int?)v.VersionNo).FirstOrDefaultAsync(cancellationToken);

    /// <param name="wasApproved">Also when it was called off since.</param>
    /// <param name="effective">The one that holds today.</param>
    internal static ScopeState Of(Guid id, ScopeStatus status, bool wasApproved, DateOnly? inForceFrom, Guid? effective, DateOnly today) => status switch
    {
        ScopeStatus.Draft => ScopeState.Draft,
        ScopeStatus.InReview => ScopeState.InReview,
        ScopeStatus.Withdrawn => wasApproved ? ScopeState.CalledOff : ScopeState.Withdrawn,
        _ when id == effective => ScopeState.Effective,
        _ => inForceFrom > today ? ScopeState.Planned : ScopeState.Superseded,
    };
}

/// <summary>One version as it reads: everything by the names that it was saved with.</summary>
/// <param name="Id">Null for the version in force.</param>
[RequirePermission(Permissions.ScopeView)]
public sealed record GetScopeVersion(Guid? Id = null) : IQuery<Result<ScopeVersionView>>;

/// <summary>A version of the scope.</summary>
public sealed record ScopeVersionView
{
    public required Guid Id { get; init; }

    public required int VersionNo { get; init; }

    /// <summary>What its status and its day mean today.</summary>
    public required ScopeState State { get; init; }

    /// <summary>At most 600 characters, as a certificate says it.</summary>
    public required string Statement { get; init; }

    /// <summary>From which day on it is meant to hold.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>From which day on it does hold.</summary>
    public DateOnly? InForceFrom { get; init; }

    public DateOnly? NextReviewOn { get; init; }

    public DateOnly? ReviewedOn { get; init; }

    public required Guid OwnerId { get; init; }

    public required string Owner { get; init; }

    /// <summary>What it draws in and leaves out.</summary>
    public IReadOnlyList<ScopeItemView> Items { get; init; } = [];

    public IReadOnlyList<ScopeInterfaceView> Interfaces { get; init; } = [];

    /// <summary>The objectives that it serves, and what was considered.</summary>
    public IReadOnlyList<ScopeCitationView> Citations { get; init; } = [];

    /// <summary>Who approved it; null before.</summary>
    public ScopeApprovalView? Approval { get; init; }

    /// <summary>Why top management turned it down last, while it is a draft again.</summary>
    public string? Rejection { get; init; }

    /// <summary>Of a draft: number of the version with whose words it began; null for the first one.</summary>
    public int? BasedOn { get; init; }

    /// <summary>Of a draft: number of the planned version that it was built on and that was called off since.</summary>
    public int? CalledOffBase { get; init; }

    /// <summary>The request that waits for a decision.</summary>
    public Guid? RequestId { get; init; }

    public required long Version { get; init; }

    /// <summary>The asker may go on with the draft.</summary>
    public bool MayEdit { get; init; }

    public IEnumerable<ScopeItemView> Inside(params IReadOnlyList<ScopeItemKind> kinds) => Items.Where(i => i.Included && kinds.Contains(i.Kind));

    public IEnumerable<ScopeItemView> Outside => Items.Where(i => !i.Included);

    public IEnumerable<ScopeCitationView> Of(ScopeBasis basis) => Citations.Where(c => c.Basis == basis);
}

/// <param name="RecordId">Of the unit, location, process or asset.</param>
/// <param name="Name">As it was called when the version was saved.</param>
/// <param name="Justification">Why it is left out.</param>
/// <param name="Critical">A critical information asset.</param>
public sealed record ScopeItemView(ScopeItemKind Kind, Guid RecordId, string Name, bool Included, string? Justification, bool Critical);

/// <param name="Direction">Seen from the ISMS.</param>
/// <param name="Agreement">What governs it.</param>
public sealed record ScopeInterfaceView(string Counterpart, string Exchanged, InterfaceDirection Direction, string? Agreement);

/// <param name="RecordId">Of the objective, legal requirement, issue or requirement.</param>
public sealed record ScopeCitationView(ScopeBasis Basis, Guid RecordId, string Name)
{
    /// <summary>Of a legal requirement: it binds nobody any more.</summary>
    public bool IsRepealed { get; init; }

    /// <summary>Since when; null where nobody remembers the day.</summary>
    public DateOnly? RepealedOn { get; init; }
}

/// <param name="RoleHeld">By which role.</param>
/// <param name="ContentHash">SHA-256 over what was approved, in hexadecimal digits.</param>
public sealed record ScopeApprovalView(Guid Id, string Approver, string RoleHeld, DateTimeOffset DecidedAt, string ContentHash);

public sealed class GetScopeVersionHandler(ScopeReader reader) : IQueryHandler<GetScopeVersion, Result<ScopeVersionView>>
{
    public async ValueTask<Result<ScopeVersionView>> Handle(GetScopeVersion query, CancellationToken cancellationToken) => await reader.ReadAsync(query.Id, cancellationToken);
}

/// <summary>The version in force, as everyone in the organisation may read it (4.3); no draft, and no other version.</summary>
[RequirePermission(Permissions.ScopeInForceView)]
public sealed record GetScopeInForce : IQuery<Result<ScopeVersionView>>;

public sealed class GetScopeInForceHandler(ScopeReader reader) : IQueryHandler<GetScopeInForce, Result<ScopeVersionView>>
{
    public async ValueTask<Result<ScopeVersionView>> Handle(GetScopeInForce query, CancellationToken cancellationToken) => await reader.ReadAsync(null, cancellationToken);
}

/// <summary>Reads a version with its parts; who may is for the queries to say.</summary>
public sealed class ScopeReader(IsmsDbContext db, RequestScope scope, TimeProvider clock)
{
    /// <param name="asked">Null for the version in force.</param>
    internal async Task<Result<ScopeVersionView>> ReadAsync(Guid? asked, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var effective = await db.ScopeStatements.EffectiveOn(today).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken);
        if ((asked ?? effective) is not { } id) { return Error.NotFound; }
        var found = await db.ScopeStatements.AsNoTracking().Where(s => s.Id == id).Select(s => new { Statement = s, Owner = db.People.Where(p => p.Id == s.OwnerId).Select(p => p.Name).First() }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) { return Error.NotFound; }
        var (s, approvals) = (found.Statement, await db.Approvals.AsNoTracking().Where(a => a.SubjectType == nameof(ScopeStatement) && a.SubjectId == id).OrderByDescending(a => a.RequestedAt)
            .Select(a => new { a.Id, a.Decision, a.Comment, a.RoleHeld, a.DecidedAt, a.ContentHash, Approver = db.People.Where(p => p.Id == a.ApproverId).Select(p => p.Name).FirstOrDefault() }).ToListAsync(cancellationToken));
        var approved = approvals.FirstOrDefault(a => a.Decision == ApprovalDecision.Approved);
        var parts = await db.ScopePartsAsync(id, cancellationToken);
        var (repealed, calledOffBase) = (await RepealedAsync(parts, cancellationToken), s.IsOpen ? await db.CalledOffSinceAsync(s.Id, s.VersionNo, cancellationToken) : null);
        return new ScopeVersionView
        {
            Id = s.Id,
            VersionNo = s.VersionNo,
            State = ScopeStates.Of(s.Id, s.Status, approved is not null, s.InForceFrom, effective, today),
            Statement = s.Statement,
            EffectiveFrom = s.EffectiveFrom,
            InForceFrom = s.InForceFrom,
            NextReviewOn = s.NextReviewOn,
            ReviewedOn = s.ReviewedOn,
            OwnerId = s.OwnerId,
            Owner = found.Owner,
            Items = [.. parts.Items.Select(i => new ScopeItemView(i.Kind, i.Target.Id, i.Name, i.Included, i.Justification, i.Critical))],
            Interfaces = [.. parts.Interfaces.Select(i => new ScopeInterfaceView(i.Counterpart, i.Exchanged, i.Direction, i.Agreement))],
            Citations = [.. parts.Citations.Select(c => new ScopeCitationView(c.Cited.Basis, c.Cited.Id, c.Name) { IsRepealed = repealed.ContainsKey(c.Cited.Id), RepealedOn = repealed.GetValueOrDefault(c.Cited.Id) })],
            Approval = approved is null ? null : new ScopeApprovalView(approved.Id, approved.Approver!, approved.RoleHeld!, approved.DecidedAt!.Value, Convert.ToHexStringLower(approved.ContentHash)),
            Rejection = s.Status == ScopeStatus.Draft && approvals is [{ Decision: ApprovalDecision.Rejected } last, ..] ? last.Comment : null,
            BasedOn = s.IsOpen ? calledOffBase ?? await db.ScopeStatements.FollowedBy(s.VersionNo).Select(v => (int?)v.VersionNo).FirstOrDefaultAsync(cancellationToken) : null,
            CalledOffBase = calledOffBase,
            RequestId = approvals.FirstOrDefault(a => a.Decision == ApprovalDecision.Open)?.Id,
            Version = s.Version,
            MayEdit = s.IsOpen && scope.Actor.Can(Permissions.ScopeEdit),
        };
    }

    /// <summary>Law that was considered and binds nobody any more, with the day of its last repeal.</summary>
    private async Task<Dictionary<Guid, DateOnly?>> RepealedAsync(ScopeParts parts, CancellationToken cancellationToken)
    {
        Guid[] cited = [.. parts.Citations.Where(c => c.Cited.Basis == ScopeBasis.LegalRequirement).Select(c => c.Cited.Id)];
        if (cited.Length == 0) { return []; }
        var found = await db.LegalRequirements.Where(l => cited.Contains(l.Id) && l.Status == LegalStatus.Repealed)
            .Select(l => new { l.Id, At = db.AuditEvents.Where(e => e.SubjectType == nameof(LegalRequirement) && e.SubjectId == l.Id && e.UseCase == nameof(RepealLegalRequirement)).Max(e => (DateTimeOffset?)e.At) }).ToListAsync(cancellationToken);
        return found.ToDictionary(l => l.Id, l => l.At is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, scope.Zone).DateTime) : (DateOnly?)null);
    }
}

/// <summary>What belongs to a version, each list in the order in which it reads.</summary>
internal sealed record ScopeParts(IReadOnlyList<ScopeItem> Items, IReadOnlyList<ScopeInterface> Interfaces, IReadOnlyList<ScopeCitation> Citations)
{
    /// <summary>The canonical content that top management approves: readable names, no ids.</summary>
    /// <param name="asItHolds">With the day from which on it holds in place of the one that was planned.</param>
    internal string ContentOf(ScopeStatement s, bool asItHolds = false)
    {
        Dictionary<string, string> Named(IEnumerable<(string Name, string Value)> all)
        {
            Dictionary<string, string> named = new(StringComparer.Ordinal);
            foreach (var (name, value) in all)
            {
                var (key, n) = (name, 2);
                while (!named.TryAdd(key, value)) { key = string.Create(CultureInfo.InvariantCulture, $"{name} ({n++})"); }
            }
            return named;
        }
        Dictionary<string, string> Stated(params IReadOnlyList<ScopeItemKind> kinds) => Named(Items.Where(i => kinds.Contains(i.Kind)).Select(i => (i.Name, i.Included ? i.Critical ? "inside, critical" : "inside" : $"outside: {i.Justification}")));
        Dictionary<string, string> Cited(ScopeBasis basis) => Named(Citations.Where(c => c.Cited.Basis == basis).Select(c => (c.Name, "considered")));
        return CanonicalJson.Of(new
        {
            s.VersionNo,
            s.Statement,
            EffectiveFrom = asItHolds ? s.InForceFrom ?? s.EffectiveFrom : s.EffectiveFrom,
            s.NextReviewOn,
            Objectives = Cited(ScopeBasis.Objective),
            LegalRequirements = Cited(ScopeBasis.LegalRequirement),
            Issues = Cited(ScopeBasis.Issue),
            Requirements = Cited(ScopeBasis.Requirement),
            Units = Stated(ScopeItemKind.Unit),
            Locations = Stated(ScopeItemKind.Location),
            Processes = Stated(ScopeItemKind.Process),
            Assets = Stated(ScopeItemKind.System, ScopeItemKind.Service, ScopeItemKind.Asset),
            Interfaces = Named(Interfaces.Select(i => (i.Counterpart, $"{i.Exchanged}; {i.Direction}; {i.Agreement}"))),
        });
    }
}

internal static class ScopePartsQuery
{
    internal static async Task<ScopeParts> ScopePartsAsync(this IsmsDbContext db, Guid id, CancellationToken cancellationToken, bool tracked = false)
    {
        IQueryable<T> As<T>(IQueryable<T> rows) where T : class => tracked ? rows : rows.AsNoTracking();
        return new ScopeParts(
            [.. (await As(db.ScopeItems).Where(i => i.ScopeId == id).ToListAsync(cancellationToken)).OrderBy(i => i.Kind).ThenBy(i => i.Name, StringComparer.OrdinalIgnoreCase).ThenBy(i => i.Id)],
            await As(db.ScopeInterfaces).Where(i => i.ScopeId == id).OrderBy(i => i.Position).ToListAsync(cancellationToken),
            [.. (await As(db.ScopeCitations).Where(c => c.ScopeId == id).ToListAsync(cancellationToken)).OrderBy(c => c.Cited.Basis).ThenBy(c => c.Name, StringComparer.OrdinalIgnoreCase).ThenBy(c => c.Id)]);
    }

    /// <summary>Items with their reasons, interfaces and citations as fields, each by its name.</summary>
    internal static async Task<IReadOnlyDictionary<string, string>> PartsByNameAsync(IsmsDbContext db, Guid id, CancellationToken cancellationToken)
        => await db.ScopeStatements.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is { } version
            ? ContentDiff.FieldsOf((await db.ScopePartsAsync(id, cancellationToken)).ContentOf(version)).Where(f => f.Key.Contains('.', StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal)
            : new Dictionary<string, string>(StringComparer.Ordinal);
}
