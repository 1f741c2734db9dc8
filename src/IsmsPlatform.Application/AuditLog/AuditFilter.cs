using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.AuditLog;

/// <summary>Which events: the log, its export and the API share it; the address of the page is its form.</summary>
public sealed record AuditFilter
{
    private const int SearchMaxLength = 200;

    /// <summary>Words or parts of words of the record's name, the actor's name or the reason, all of them; pages reach the newest thousand events that match the whole filter.</summary>
    public string? Q { get; init; }

    /// <summary>The account or API client that acted.</summary>
    public Guid? Actor { get; init; }

    /// <summary>One of these acts, as the API names them: ChangeAsset, AssignRole …</summary>
    public IReadOnlyList<string>? What { get; init; }

    /// <summary>The same one by one: the page sends acts that people call alike as one value.</summary>
    public IReadOnlyList<string> Acts() => [.. (What ?? []).OfType<string>().SelectMany(w => w.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>About one of these kinds of records: Asset, Person, RoleAssignment …</summary>
    public IReadOnlyList<string>? Type { get; init; }

    /// <summary>The same without what is none: a parameter that an address leaves empty is a list that holds null.</summary>
    public IReadOnlyList<string> Types() => [.. (Type ?? []).OfType<string>()];

    /// <summary>About this record.</summary>
    public Guid? Subject { get; init; }

    /// <summary>From the beginning of this day in the organisation's time zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>To the end of this day in the organisation's time zone.</summary>
    public DateOnly? To { get; init; }

    /// <param name="db">Of the organisation.</param>
    /// <param name="scope">Says what a day is.</param>
    /// <param name="most">As many as words may find.</param>
    internal IQueryable<AuditEvent> Over(IsmsDbContext db, RequestScope scope, int most = AuditSearch.OnPages)
    {
        var events = db.AuditEvents.AsNoTracking();
        if (this.FoundBy(db, scope, most) is { } found) { events = events.Where(e => found.Contains(e.Id)); }
        if (Actor is { } actor) { events = events.Where(e => e.ActorId == actor); }
        var acts = Acts();
        if (acts is [var act]) { events = events.Where(e => e.UseCase == act); }
        else if (acts.Count > 1) { events = events.Where(e => acts.Contains(e.UseCase)); }
        var types = Types();
        if (types is [var type]) { events = events.Where(e => e.SubjectType == type); }
        else if (types.Count > 1) { events = events.Where(e => types.Contains(e.SubjectType)); }
        if (Subject is { } subject) { events = events.Where(e => e.SubjectId == subject); }
        if (From is { } from)
        {
            var begins = scope.BeginningOf(from);
            events = events.Where(e => e.At >= begins);
        }
        if (To is { } to)
        {
            var ends = scope.BeginningOf(to.AddDays(1));
            events = events.Where(e => e.At < ends);
        }
        return events;
    }

    internal sealed class Rules : AbstractValidator<AuditFilter>
    {
        public Rules()
        {
            RuleFor(f => f.Q).AtMost(SearchMaxLength);
            RuleFor(f => f.From).Plausible();
            RuleFor(f => f.To).Plausible();
        }
    }
}

internal static class AuditSearch
{
    /// <summary>Whoever finds more narrows the filter.</summary>
    internal const int OnPages = 1_000;

    private static readonly DateTimeOffset Ever = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The ids of what matches; null when no words are asked for. The function gets the whole filter: applied after its limit, it would
    /// hide what lies further back.
    /// </summary>
    internal static IQueryable<Guid>? FoundBy(this AuditFilter filter, IsmsDbContext db, RequestScope scope, int most)
    {
        if (Like.PatternsOf(filter.Q) is not { } patterns) { return null; }
        var longest = patterns.MaxBy(p => p.Length)!;
        var begins = filter.From is { } from ? scope.BeginningOf(from) : DateTimeOffset.UnixEpoch;
        var ends = filter.To is { } to ? scope.BeginningOf(to.AddDays(1)) : Ever;
        Guid[] actors = filter.Actor is { } actor ? [actor] : [], subjects = filter.Subject is { } subject ? [subject] : [];
        string[] acts = [.. filter.Acts()], types = [.. filter.Types()];
        return db.Database.SqlQuery<Guid>($"""select id as "Value" from search_audit_event({longest}, {patterns}, {actors}, {acts}, {types}, {subjects}, {begins}, {ends}, {most})""");
    }
}
