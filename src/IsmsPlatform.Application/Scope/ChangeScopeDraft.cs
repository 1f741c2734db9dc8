using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>Saves a draft as a whole. In review it becomes a draft again, and the request is taken back: nobody approves what they did not see.</summary>
[RequirePermission(Permissions.ScopeEdit)]
public sealed record ChangeScopeDraft : ICommand<Result>
{
    public Guid Id { get; init; }

    public long Version { get; init; }

    public string? Statement { get; init; }

    public DateOnly? EffectiveFrom { get; init; }

    public DateOnly? NextReviewOn { get; init; }

    public Guid[]? Objectives { get; init; }

    public Guid[]? LegalRequirements { get; init; }

    public Guid[]? Issues { get; init; }

    public Guid[]? Requirements { get; init; }

    public ScopeItemInput[]? Items { get; init; }

    public ScopeInterfaceInput[]? Interfaces { get; init; }
}

/// <summary>What is decided about one record.</summary>
/// <param name="Kind">Unit, Location, Process, or System, Service or Asset for what stands in the register of assets.</param>
/// <param name="RecordId">Of that record.</param>
/// <param name="Included">True: inside.</param>
/// <param name="Justification">Why it is left out; needed then before the draft is submitted.</param>
/// <param name="Critical">A critical information asset.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ScopeItemInput(ScopeItemKind Kind, Guid RecordId, bool Included, string? Justification = null, bool Critical = false);

/// <param name="Counterpart">With whom: a supplier, a customer, an excluded unit.</param>
/// <param name="Exchanged">What crosses the boundary.</param>
/// <param name="Direction">Seen from the ISMS.</param>
/// <param name="Agreement">What governs it.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ScopeInterfaceInput(string? Counterpart, string? Exchanged, InterfaceDirection Direction = InterfaceDirection.Both, string? Agreement = null)
{
    /// <summary>A line of a form that nobody filled in.</summary>
    internal bool IsEmpty => Text.OrNull(Counterpart) is null && Text.OrNull(Exchanged) is null && Text.OrNull(Agreement) is null;

    /// <summary>They say the same, whatever the case.</summary>
    internal bool IsTwinOf(ScopeInterfaceInput other)
    {
        static bool Same(string? one, string? another) => string.Equals(Text.OrNull(one), Text.OrNull(another), StringComparison.OrdinalIgnoreCase);
        return Direction == other.Direction && Same(Counterpart, other.Counterpart) && Same(Exchanged, other.Exchanged) && Same(Agreement, other.Agreement);
    }
}

public sealed class ChangeScopeDraftValidator : AbstractValidator<ChangeScopeDraft>
{
    public ChangeScopeDraftValidator()
    {
        RuleFor(c => c.Statement).AtMost(ScopeStatement.StatementMaxLength);
        RuleFor(c => c.EffectiveFrom).Plausible();
        RuleFor(c => c.NextReviewOn).Plausible();
        RuleFor(c => c.Items).Must(i => i is null || i.Length <= ScopeStatement.MostItems).WithErrorCode("too-many").WithMessage("Name {0} at most.").WithState(_ => new object[] { ScopeStatement.MostItems });
        RuleForEach(c => c.Items).Must(i => i is not null).WithErrorCode("required").WithMessage("Fill in this field.").ChildRules(item =>
        {
            item.RuleFor(i => i.Kind).Known();
            item.RuleFor(i => i.Justification).AtMost(ScopeItem.JustificationMaxLength);
        });
        RuleFor(c => c.Interfaces).Must(i => i is null || i.Length <= ScopeStatement.MostInterfaces + 3).WithErrorCode("too-many").WithMessage("Name {0} at most.").WithState(_ => new object[] { ScopeStatement.MostInterfaces });
        RuleForEach(c => c.Interfaces).Must(i => i is not null).WithErrorCode("required").WithMessage("Fill in this field.").ChildRules(line =>
        {
            line.RuleFor(i => i.Counterpart).Required().When(i => !i.IsEmpty);
            line.RuleFor(i => i.Counterpart).AtMost(ScopeInterface.CounterpartMaxLength);
            line.RuleFor(i => i.Exchanged).Required().When(i => !i.IsEmpty);
            line.RuleFor(i => i.Exchanged).AtMost(ScopeInterface.ExchangedMaxLength);
            line.RuleFor(i => i.Agreement).AtMost(ScopeInterface.AgreementMaxLength);
            line.RuleFor(i => i.Direction).Known();
        });
        foreach (var list in (System.Linq.Expressions.Expression<Func<ChangeScopeDraft, Guid[]?>>[])[c => c.Objectives, c => c.LegalRequirements, c => c.Issues, c => c.Requirements])
        {
            RuleFor(list).Must(l => l is null || l.Length <= ScopeStatement.MostCitations).WithErrorCode("too-many").WithMessage("Name {0} at most.").WithState(_ => new object[] { ScopeStatement.MostCitations });
        }
    }
}

public sealed class ChangeScopeDraftHandler(IsmsDbContext db, ApprovalDesk desk, AuditTrail audit, Texts t, RequestScope scope, TimeProvider clock) : ICommandHandler<ChangeScopeDraft, Result>
{
    private static Error NoSuchRecord(string field) => new Error("no-such-record", "There is no such record in this organisation. Choose one from the list.").At(field);

    public async ValueTask<Result> Handle(ChangeScopeDraft command, CancellationToken cancellationToken)
    {
        if (await db.ScopeStatements.SingleOrDefaultAsync(s => s.Id == command.Id, cancellationToken) is not { } draft) { return Error.NotFound; }
        if (draft.Version != command.Version) { return Error.Stale; }
        var wasInReview = draft.Status == ScopeStatus.InReview;
        var changed = draft.Change(command.Statement, command.EffectiveFrom, command.NextReviewOn);
        if (!changed.IsSuccess) { return changed; }
        List<FieldError> faults = [.. ScopeCheck.ImpossibleDays(command.EffectiveFrom, command.NextReviewOn, scope.Today(clock)), .. Twins(command.Interfaces ?? [])];
        if (faults.Count > 0) { return Error.Invalid(faults); }
        // Also when only its parts changed: two who edit at once must not both win.
        db.Entry(draft).Property(s => s.Statement).IsModified = true;
        var parts = await db.ScopePartsAsync(draft.Id, cancellationToken, tracked: true);
        List<FieldChange> told = [];
        if (await ChangeItemsAsync(draft, parts.Items, command.Items ?? [], told, cancellationToken) is { } noItem) { return noItem; }
        ChangeInterfaces(draft.Id, parts.Interfaces, [.. (command.Interfaces ?? []).Where(i => !i.IsEmpty)], told);
        if (await ChangeCitationsAsync(draft.Id, parts.Citations, command, told, cancellationToken) is { } noCitation) { return noCitation; }
        if (told.Count > 0) { audit.Note(nameof(ScopeStatement), draft.Id, draft.Label, told); }
        if (wasInReview) { await desk.CloseAsync(nameof(ScopeStatement), draft.Id, ApprovalDecision.Superseded, cancellationToken); }
        return Result.Success;
    }

    private async Task<Error?> ChangeItemsAsync(ScopeStatement draft, IReadOnlyList<ScopeItem> before, ScopeItemInput[] input, List<FieldChange> told, CancellationToken cancellationToken)
    {
        var records = await db.ScopeNamesAsync([.. input.Select(i => i.RecordId)], cancellationToken);
        var known = before.ToDictionary(i => i.Target.Id);
        List<string> drawnIn = [], leftOut = [];
        foreach (var i in input.DistinctBy(i => i.RecordId))
        {
            if (!records.TryGetValue(i.RecordId, out var record) || record.Target.IsAsset != new ScopeTarget(i.Kind, i.RecordId).IsAsset || (!record.Target.IsAsset && record.Target.Kind != i.Kind)) { return NoSuchRecord(nameof(ChangeScopeDraft.Items)); }
            if (i is { Included: false, Critical: true } && record.Target.IsAsset) { return ScopeErrors.CriticalOutside(ScopeCheck.FieldOf(i.Kind, i.RecordId), record.Name); }
            if (!known.Remove(i.RecordId, out var item)) { db.ScopeItems.Add(ScopeItem.State(Guid.CreateVersion7(), draft.Id, record.Target, record.Name, i.Included, i.Justification, i.Critical)); }
            if (item?.Included != i.Included) { (i.Included ? drawnIn : leftOut).Add(record.Name); }
            var was = (item?.Justification, Critical: item?.Critical == true);
            item?.Change(record.Name, i.Included, i.Justification, i.Critical);
            var now = item ?? ScopeItem.State(Guid.Empty, draft.Id, record.Target, record.Name, i.Included, i.Justification, i.Critical);
            if (was.Justification != now.Justification && !now.Included) { told.Add(new FieldChange($"Reason.{record.Name}", was.Justification, now.Justification)); }
            if (was.Critical != now.Critical) { told.Add(new FieldChange($"Critical.{record.Name}", was.Critical, now.Critical)); }
        }
        db.ScopeItems.RemoveRange(known.Values);
        foreach (var (field, names) in new[] { ("NotDecided", known.Values.Select(i => i.Name).ToList()), ("LeftOut", leftOut), ("DrawnIn", drawnIn) })
        {
            if (names.Count > 0) { told.Insert(0, new FieldChange(field, null, string.Join(", ", names))); }
        }
        return null;
    }

    private static IEnumerable<FieldError> Twins(ScopeInterfaceInput[] lines)
        => lines.Index().Where(l => !l.Item.IsEmpty && lines.Take(l.Index).Any(l.Item.IsTwinOf)).Select(l => ScopeErrors.InterfaceTwice($"{nameof(ChangeScopeDraft.Interfaces)}[{l.Index}].{nameof(ScopeInterfaceInput.Counterpart)}"));

    private void ChangeInterfaces(Guid draft, IReadOnlyList<ScopeInterface> before, IReadOnlyList<ScopeInterfaceInput> input, List<FieldChange> told)
    {
        var same = before.Select(i => (i.Counterpart, i.Exchanged, i.Direction, i.Agreement)).SequenceEqual(input.Select(i => (Text.Clean(i.Counterpart), Text.Clean(i.Exchanged), i.Direction, Text.OrNull(i.Agreement))));
        if (same) { return; }
        List<ScopeInterface> after = [.. input.Select((i, position) => ScopeInterface.Between(Guid.CreateVersion7(), draft, position, i.Counterpart!, i.Exchanged!, i.Direction, i.Agreement))];
        db.ScopeInterfaces.RemoveRange(before);
        db.ScopeInterfaces.AddRange(after);
        string? Said(IEnumerable<ScopeInterface> all, string with) => Text.OrNull(string.Join("; ", all.Where(i => i.Counterpart == with).Select(i => string.Join(", ", new[] { i.Exchanged, ScopeWords.Of(i.Direction, t), i.Agreement }.OfType<string>()))));
        told.AddRange(before.Concat(after).Select(i => i.Counterpart).Distinct(StringComparer.Ordinal)
            .Select(with => new FieldChange($"Interface.{with}", Said(before, with), Said(after, with))).Where(c => !Equals(c.Before, c.After)));
    }

    private async Task<Error?> ChangeCitationsAsync(Guid draft, IReadOnlyList<ScopeCitation> before, ChangeScopeDraft command, List<FieldChange> told, CancellationToken cancellationToken)
    {
        var known = before.ToDictionary(c => c.Cited);
        foreach (var (basis, ids, field) in new[]
        {
            (ScopeBasis.Objective, command.Objectives, nameof(command.Objectives)), (ScopeBasis.LegalRequirement, command.LegalRequirements, nameof(command.LegalRequirements)),
            (ScopeBasis.Issue, command.Issues, nameof(command.Issues)), (ScopeBasis.Requirement, command.Requirements, nameof(command.Requirements)),
        })
        {
            List<string> cited = [];
            var names = ids is not { Length: > 0 } ? [] : await db.ScopeBases(basis).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Name, cancellationToken);
            foreach (var id in (ids ?? []).Distinct())
            {
                if (!names.TryGetValue(id, out var name)) { return NoSuchRecord(field); }
                if (known.Remove((basis, id), out var citation)) { citation.Rename(name); }
                else
                {
                    db.ScopeCitations.Add(ScopeCitation.Of(Guid.CreateVersion7(), draft, basis, id, name));
                    cited.Add(name);
                }
            }
            var dropped = known.Values.Where(c => c.Cited.Basis == basis).Select(c => c.Name).ToList();
            if (cited.Count + dropped.Count > 0) { told.Add(new FieldChange(field, Text.OrNull(string.Join(", ", dropped)), Text.OrNull(string.Join(", ", cited)))); }
        }
        db.ScopeCitations.RemoveRange(known.Values);
        return null;
    }
}
