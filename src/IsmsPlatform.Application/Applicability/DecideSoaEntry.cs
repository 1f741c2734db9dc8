using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>Decides about one control: applicable and why, or excluded and why. In review, the draft is one again.</summary>
[RequirePermission(Permissions.SoaEdit)]
public sealed record DecideSoaEntry : ICommand<Result>
{
    public Guid SoaId { get; init; }

    /// <summary>Of the entry.</summary>
    public Guid Id { get; init; }

    /// <summary>Of the entry.</summary>
    public long Version { get; init; }

    public bool? Applicable { get; init; }

    public IReadOnlyList<InclusionReason>? Reasons { get; init; }

    public string? Justification { get; init; }

    public IReadOnlyList<Guid>? RiskIds { get; init; }

    public IReadOnlyList<Guid>? LegalRequirementIds { get; init; }

    public IReadOnlyList<Guid>? RequirementIds { get; init; }

    internal IEnumerable<(SoaLinkKind Kind, Guid Id)> Named => Of(SoaLinkKind.Risk, RiskIds).Concat(Of(SoaLinkKind.LegalRequirement, LegalRequirementIds)).Concat(Of(SoaLinkKind.Requirement, RequirementIds));

    internal static string FieldOf(SoaLinkKind kind) => kind switch
    {
        SoaLinkKind.Risk => nameof(RiskIds),
        SoaLinkKind.LegalRequirement => nameof(LegalRequirementIds),
        _ => nameof(RequirementIds),
    };

    private static IEnumerable<(SoaLinkKind, Guid)> Of(SoaLinkKind kind, IReadOnlyList<Guid>? ids) => (ids ?? []).Distinct().Select(id => (kind, id));
}

public sealed class DecideSoaEntryValidator : AbstractValidator<DecideSoaEntry>
{
    public DecideSoaEntryValidator()
    {
        RuleFor(d => d.Applicable).NotNull().WithErrorCode("required").WithMessage("Say whether the control is applicable.");
        RuleForEach(d => d.Reasons).Known();
        RuleFor(d => d.Justification).AtMost(SoaEntry.JustificationMaxLength);
    }
}

public sealed class DecideSoaEntryHandler(IsmsDbContext db, SoaDesk desk, ControlUse use, RequestScope scope, TimeProvider clock) : ICommandHandler<DecideSoaEntry, Result>
{
    public async ValueTask<Result> Handle(DecideSoaEntry command, CancellationToken cancellationToken)
    {
        await desk.LockAsync(command.SoaId, cancellationToken);
        if (await db.SoaVersions.SingleOrDefaultAsync(s => s.Id == command.SoaId, cancellationToken) is not { } draft) { return Error.NotFound; }
        if (await db.SoaEntries.SingleOrDefaultAsync(e => e.Id == command.Id && e.SoaId == draft.Id, cancellationToken) is not { } entry) { return Error.NotFound; }
        var opened = draft.Reopen();
        if (!opened.IsSuccess) { return opened; }
        if (entry.Version != command.Version) { return Error.Stale; }
        var stored = await db.SoaLinks.Where(l => l.EntryId == entry.Id).OrderBy(l => l.Name).ToListAsync(cancellationToken);
        var linked = await LinkedAsync(command, cancellationToken);
        if (linked.Error is { } missing) { return missing; }
        var before = desk.Said(entry, stored);
        var usedBy = command.Applicable == true ? null : (await use.RisksAsync([entry.ControlId], 1, cancellationToken)).Select(r => r.Name).FirstOrDefault();
        var decided = entry.Decide(new SoaDecision(command.Applicable!.Value, command.Reasons ?? [], command.Justification), linked.Value, usedBy, scope.AnsweringId, scope.Today(clock));
        if (!decided.IsSuccess) { return decided; }
        var links = Link(entry, stored, linked.Value);
        await desk.ReopenedAsync(draft, cancellationToken);
        desk.Tell(draft, entry.Code, before, desk.Said(entry, links));
        return Result.Success;
    }

    // What an excluded control was linked with is no reason any more.
    private async Task<Result<IReadOnlyList<SoaRecord>>> LinkedAsync(DecideSoaEntry command, CancellationToken cancellationToken)
    {
        var named = command.Applicable == true ? command.Named.ToList() : [];
        if (named.Count > SoaEntry.MostLinks) { return SoaErrors.TooManyLinks(DecideSoaEntry.FieldOf(named[0].Kind)); }
        var records = await db.SoaRecordsAsync(named, cancellationToken);
        foreach (var n in named.Where(n => !records.ContainsKey(n))) { return SoaErrors.NoSuchRecord(DecideSoaEntry.FieldOf(n.Kind)); }
        return Result<IReadOnlyList<SoaRecord>>.Of([.. named.Select(n => records[n])]);
    }

    private List<SoaLink> Link(SoaEntry entry, List<SoaLink> stored, IReadOnlyList<SoaRecord> wanted)
    {
        var removed = stored.Where(l => !wanted.Any(w => w.Kind == l.Kind && w.Id == l.RecordId)).ToList();
        List<SoaLink> added = [.. wanted.Where(w => !stored.Exists(l => l.Kind == w.Kind && l.RecordId == w.Id)).Select(w => SoaLink.Of(entry.Id, w))];
        db.SoaLinks.RemoveRange(removed);
        db.SoaLinks.AddRange(added);
        // Also when only its links changed: two who decide at once must not both win.
        db.Entry(entry).Property(e => e.Title).IsModified = true;
        return [.. stored.Except(removed).Concat(added).OrderBy(l => l.Name, StringComparer.Ordinal)];
    }
}

/// <summary>Includes several controls because they belong to what the organisation always does. What an included one has beside it stays.</summary>
[RequirePermission(Permissions.SoaEdit)]
public sealed record IncludeAsBaseline(Guid SoaId, IReadOnlyList<SoaEntryAt>? Entries) : ICommand<Result<int>>;

/// <summary>An entry as somebody saw it.</summary>
public sealed record SoaEntryAt(Guid Id, long Version);

public sealed class IncludeAsBaselineValidator : AbstractValidator<IncludeAsBaseline>
{
    public const int Most = 500;

    public IncludeAsBaselineValidator() => RuleFor(i => i.Entries).Must(e => e is { Count: > 0 and <= Most }).WithErrorCode("required").WithMessage("Select the controls first.");
}

public sealed class IncludeAsBaselineHandler(IsmsDbContext db, SoaDesk desk, RequestScope scope, TimeProvider clock) : ICommandHandler<IncludeAsBaseline, Result<int>>
{
    public async ValueTask<Result<int>> Handle(IncludeAsBaseline command, CancellationToken cancellationToken)
    {
        await desk.LockAsync(command.SoaId, cancellationToken);
        if (await db.SoaVersions.SingleOrDefaultAsync(s => s.Id == command.SoaId, cancellationToken) is not { } draft) { return Error.NotFound; }
        var opened = draft.Reopen();
        if (opened.Error is { } closed) { return closed; }
        var seen = command.Entries!.DistinctBy(e => e.Id).ToDictionary(e => e.Id, e => e.Version);
        var entries = await db.SoaEntries.Where(e => e.SoaId == draft.Id && seen.Keys.Contains(e.Id)).ToListAsync(cancellationToken);
        if (entries.Count < seen.Count) { return Error.NotFound; }
        if (entries.Exists(e => e.Version != seen[e.Id])) { return Error.Stale; }
        var links = (await db.SoaLinks.Where(l => seen.Keys.Contains(l.EntryId)).ToListAsync(cancellationToken)).ToLookup(l => l.EntryId);
        foreach (var entry in entries)
        {
            var before = desk.Said(entry, links[entry.Id]);
            entry.Propose(new SoaDecision(true, [.. entry.Because, InclusionReason.Baseline], entry.Applicable == false ? null : entry.Justification), scope.AnsweringId, scope.Today(clock));
            desk.Tell(draft, entry.Code, before, desk.Said(entry, links[entry.Id]));
        }
        await desk.ReopenedAsync(draft, cancellationToken);
        return entries.Count;
    }
}
