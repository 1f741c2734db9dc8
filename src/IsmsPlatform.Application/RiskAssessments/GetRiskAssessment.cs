using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <param name="WithOutside">Whether to count what came under the scope since the start, for whoever may take it in: where the scope is narrowed it costs a look at the whole register.</param>
[RequirePermission(Permissions.RisksView)]
public sealed record GetRiskAssessment(Guid Id, bool WithOutside = true) : IQuery<Result<RiskAssessmentView>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(RiskAssessment);

    Guid? IForOwnersToo.SubjectId => Id;
}

/// <summary>An assessment: what it is about, how far it is, and what it changed.</summary>
public sealed record RiskAssessmentView : RiskAssessmentForm
{
    public required Guid Id { get; init; }

    /// <summary>Readable and never reused.</summary>
    public required string Code { get; init; }

    public required AssessmentStatus Status { get; init; }

    public required string Lead { get; init; }

    /// <summary>Those who take part, each with how many risks they evaluated in it.</summary>
    public IReadOnlyList<PersonProgress> Participants { get; init; } = [];

    public IReadOnlyList<Choice> Units { get; init; } = [];

    public IReadOnlyList<Choice> Locations { get; init; } = [];

    public IReadOnlyList<Choice> Assets { get; init; } = [];

    public IReadOnlyList<Choice> Owners { get; init; } = [];

    /// <summary>By which its risks are rated: its number; null before the start.</summary>
    public int? MethodologyVersion { get; init; }

    /// <summary>The number of a newer one that is in force; null where there is none, or nothing is left to rate.</summary>
    public int? NewerMethodology { get; init; }

    public DateOnly? StartedOn { get; init; }

    public DateOnly? CompletedOn { get; init; }

    public string? CompletedBy { get; init; }

    /// <summary>SHA-256 over what was kept; null before it is completed.</summary>
    public string? Fingerprint { get; init; }

    public string? CancelledReason { get; init; }

    /// <summary>How many risks are in scope; before the start how many would be.</summary>
    public required int Risks { get; init; }

    /// <summary>How many of them have nothing left to evaluate, closed ones among them.</summary>
    public required int Evaluated { get; init; }

    /// <summary>How many open risks came under the scope since the start and are not in it; counted up to 1,000.</summary>
    public int Outside { get; init; }

    /// <summary>There are more.</summary>
    public bool OutsideIsCapped { get; init; }

    /// <summary>By owner of the risks, whoever has most to do first.</summary>
    public IReadOnlyList<OwnerProgress> Progress { get; init; } = [];

    /// <summary>Told in review and afterwards; null before, and for whoever sees their own risks only.</summary>
    public AssessmentChanges? Changes { get; init; }

    /// <summary>The first risks that are still to be evaluated.</summary>
    public IReadOnlyList<Choice> Open { get; init; } = [];

    /// <summary>The assessment that was completed before this one.</summary>
    public Choice? Before { get; init; }

    public required long Version { get; init; }

    /// <summary>The asker may move it on.</summary>
    public bool MayLead { get; init; }

    public bool MayComplete { get; init; }

    /// <summary>Something in it is left that the asker may evaluate.</summary>
    public bool MayEvaluate { get; init; }

    public bool IsRunning => Status is AssessmentStatus.InProgress or AssessmentStatus.Review;
}

/// <param name="Evaluated">How many risks they evaluated in it.</param>
public sealed record PersonProgress(Guid PersonId, string Person, int Evaluated);

/// <param name="Evaluated">How many of their risks in scope have nothing left to evaluate.</param>
public sealed record OwnerProgress(Guid OwnerId, string Owner, int Risks, int Evaluated);

public sealed class GetRiskAssessmentHandler(IsmsDbContext db, AssessmentDesk desk, SubjectFinder subjects, RiskRatings ratings, RiskAccess access, RequestScope scope) : IQueryHandler<GetRiskAssessment, Result<RiskAssessmentView>>
{
    /// <summary>Who has least to do may be left out; the table can be filtered by anybody.</summary>
    private const int MostOwners = 50;

    private sealed record Found(RiskAssessment Assessment, DateTimeOffset? TakenInAt, string Lead, string? CompletedBy, Choice? Before, bool HasRecords, bool HasParticipants, KnownMissing Missing);

    private static readonly Compiled<Func<IsmsDbContext, Guid, CancellationToken, Task<Found?>>> ById = new(() => EF.CompileAsyncQuery(Part.In<Func<IsmsDbContext, Guid, CancellationToken, Found?>>((db, id, cancellationToken) =>
        db.RiskAssessments.AsNoTracking().Where(a => a.Id == id).Select(a => new Found(a,
            EF.Property<DateTimeOffset?>(a, RiskAssessmentMapping.TakenInAt),
            db.People.Where(p => p.Id == a.LeadId).Select(p => p.Name).First(),
            db.People.Where(p => p.Id == a.CompletedById).Select(p => p.Name).FirstOrDefault(),
            db.RiskAssessments.Where(b => b.Id != a.Id && b.Status == AssessmentStatus.Completed && (a.CompletedOn == null || b.CompletedOn < a.CompletedOn || (b.CompletedOn == a.CompletedOn && b.Code.CompareTo(a.Code) < 0)))
                .OrderByDescending(b => b.CompletedOn).ThenByDescending(b => b.Code).Select(b => new Choice(b.Id, b.Code + " " + b.Name)).FirstOrDefault(),
            db.AssessmentScopes.Any(s => s.AssessmentId == id), db.AssessmentParticipants.Any(p => p.AssessmentId == id),
            KnownMissing.On.Of(db, nameof(RiskAssessment), id))).SingleOrDefault())));

    private sealed record Counted(Guid PersonId, string Person, int Risks, int Evaluated, int Rated);

    private static readonly Compiled<Func<IsmsDbContext, Guid, IAsyncEnumerable<Counted>>> CountedOf = new(() => EF.CompileAsyncQuery((IsmsDbContext db, Guid id) =>
        db.AssessmentProgress.Where(p => p.AssessmentId == id).Join(db.People, p => p.PersonId, p => p.Id, (c, p) => new Counted(c.PersonId, p.Name, c.Risks, c.Evaluated, c.Rated))));

    // Of all owners, or of one.
    private static readonly Compiled<Func<IsmsDbContext, Guid, Guid?, IAsyncEnumerable<Choice>>> OpenOf = new(() => EF.CompileAsyncQuery((IsmsDbContext db, Guid id, Guid? owner) =>
        db.AssessmentItems.Where(i => i.AssessmentId == id && i.State == ItemState.Open && (owner == null || i.OwnerId == owner)).OrderBy(i => i.Code).Take(RiskAssessment.MostNamed)
            .Join(db.Risks, i => i.RiskId, r => r.Id, (i, r) => new { r.Id, r.Code, r.Title }).OrderBy(r => r.Code).Select(r => new Choice(r.Id, r.Code + " " + r.Title))));

    public async ValueTask<Result<RiskAssessmentView>> Handle(GetRiskAssessment query, CancellationToken cancellationToken)
    {
        var found = await ById.For(db)(db, query.Id, cancellationToken);
        if (found is null) { return Error.NotFound; }
        var a = found.Assessment;
        subjects.Remember(nameof(RiskAssessment), new SubjectName { Id = a.Id, Code = a.Code, Name = a.Name }, found.Missing);
        await ratings.ReadAsync([a.MethodologyId], cancellationToken);
        var inForce = await ratings.InForceAsync(cancellationToken);
        var method = a.MethodologyId is { } id ? ratings.VersionOf(id) : null;
        var (isPlanned, isRunning) = (a.Status == AssessmentStatus.Planned, a.IsRunning);
        var counted = isPlanned ? [] : await CountedOf.For(db)(db, a.Id).ToListAsync(cancellationToken);
        var seesAll = await desk.SeesAllAsync(a, cancellationToken);
        var progress = counted.Where(p => p.Risks > 0 && (seesAll || scope.Actor.Owns(p.PersonId))).Select(p => new OwnerProgress(p.PersonId, p.Person, p.Risks, p.Evaluated)).ToList();
        var records = found.HasRecords ? await NamesAsync(a.Id, cancellationToken) : [];
        IReadOnlyList<Choice> Of(string kind) => [.. records.Where(r => r.Kind == kind).Select(r => new Choice(r.Id, r.Name))];
        var (units, locations, assets, owners, participants) = (Of("unit"), Of("location"), Of("asset"), Of("owner"), found.HasParticipants ? await ParticipantsAsync(a.Id, counted, cancellationToken) : []);
        var outside = isPlanned || (isRunning && query.WithOutside && desk.MayLead(a.LeadId)) ? await desk.CountOutsideAsync(a, found.HasRecords, found.TakenInAt, cancellationToken) : 0;
        return new RiskAssessmentView
        {
            Id = a.Id,
            Code = a.Code,
            Name = a.Name,
            Trigger = a.Trigger,
            Why = a.Why,
            StartOn = a.StartOn,
            DueOn = a.DueOn,
            LeadId = a.LeadId,
            Lead = found.Lead,
            Status = a.Status,
            ParticipantIds = [.. participants.Select(p => p.PersonId)],
            Participants = participants,
            Kinds = [.. a.Kinds.Select(Enum.Parse<RiskKind>)],
            ThreatCategories = [.. a.ThreatCategories.Select(Enum.Parse<ThreatCategory>)],
            Needs = [.. a.Needs.Select(Enum.Parse<AssessmentNeed>)],
            UnitIds = [.. units.Select(c => c.Id)],
            Units = units,
            LocationIds = [.. locations.Select(c => c.Id)],
            Locations = locations,
            AssetIds = [.. assets.Select(c => c.Id)],
            Assets = assets,
            OwnerIds = [.. owners.Select(c => c.Id)],
            Owners = owners,
            MethodologyVersion = method?.VersionNo,
            NewerMethodology = isRunning && inForce is not null && inForce.Id != a.MethodologyId ? inForce.VersionNo : null,
            StartedOn = a.StartedOn,
            CompletedOn = a.CompletedOn,
            CompletedBy = found.CompletedBy,
            Fingerprint = a.ContentHash is { } hash ? Convert.ToHexStringLower(hash) : null,
            CancelledReason = a.CancelledReason,
            Risks = isPlanned ? outside : progress.Sum(p => p.Risks),
            Evaluated = progress.Sum(p => p.Evaluated),
            Outside = isRunning ? Math.Min(outside, AssessmentDesk.MostCounted) : 0,
            OutsideIsCapped = isRunning && outside > AssessmentDesk.MostCounted,
            Progress = [.. progress.OrderByDescending(p => p.Risks - p.Evaluated).ThenByDescending(p => p.Risks).ThenBy(p => p.OwnerId).Take(MostOwners)],
            Changes = method is null || !seesAll || a.Status is not (AssessmentStatus.Review or AssessmentStatus.Completed) ? null : await db.ChangesAsync(a, method.Scales, cancellationToken),
            Open = isRunning ? await OpenOf.For(db)(db, a.Id, seesAll ? null : scope.Actor.OwnerId ?? Guid.Empty).ToListAsync(cancellationToken) : [],
            Before = found.Before,
            Version = a.Version,
            MayLead = !a.IsOver && scope.AsOf is null && desk.MayLead(a.LeadId),
            MayEvaluate = isRunning && inForce?.Id == a.MethodologyId && progress.Any(p => p.Evaluated < p.Risks && access.MayEvaluate(p.OwnerId)),
            MayComplete = a.Status == AssessmentStatus.Review && scope.AsOf is null && scope.Actor.Can(Permissions.RisksEdit),
        };
    }

    private async Task<IReadOnlyList<PersonProgress>> ParticipantsAsync(Guid id, List<Counted> counted, CancellationToken cancellationToken)
        => [.. (await db.AssessmentParticipants.Where(x => x.AssessmentId == id).Join(db.People, x => x.PersonId, p => p.Id, (_, p) => p).OrderBy(p => p.Name).ThenBy(p => p.Id)
            .Select(p => new { p.Id, p.Name }).ToListAsync(cancellationToken)).Select(p => new PersonProgress(p.Id, p.Name, counted.Find(c => c.PersonId == p.Id)?.Rated ?? 0))];

    private async Task<List<(string Kind, Guid Id, string Name)>> NamesAsync(Guid id, CancellationToken cancellationToken)
    {
        var scopes = db.AssessmentScopes.Where(s => s.AssessmentId == id);
        var rows = await scopes.Join(db.Units, s => s.UnitId, u => u.Id, (_, u) => new { Kind = "unit", u.Id, u.Name })
            .Concat(scopes.Join(db.Locations, s => s.LocationId, l => l.Id, (_, l) => new { Kind = "location", l.Id, l.Name }))
            .Concat(scopes.Join(db.Assets, s => s.AssetId, x => x.Id, (_, x) => new { Kind = "asset", x.Id, x.Name }))
            .Concat(scopes.Join(db.People, s => s.OwnerId, p => p.Id, (_, p) => new { Kind = "owner", p.Id, p.Name })).ToListAsync(cancellationToken);
        return [.. rows.OrderBy(r => r.Name, StringComparer.CurrentCulture).Select(r => (r.Kind, r.Id, r.Name))];
    }
}
