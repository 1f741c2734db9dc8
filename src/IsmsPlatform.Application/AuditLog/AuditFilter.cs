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

    /// <summary>Words or parts of words of the record's name, the actor's name or the reason; the newest thousand that hold all of them.</summary>
    public string? Q { get; init; }

    /// <summary>The account or API client that acted.</summary>
    public Guid? Actor { get; init; }

    /// <summary>One of these acts, as the API names them: ChangeAsset, AssignRole …</summary>
    public IReadOnlyList<string>? What { get; init; }

    /// <summary>About one of these kinds of records: Asset, Person, RoleAssignment …</summary>
    public IReadOnlyList<string>? Type { get; init; }

    /// <summary>About this record.</summary>
    public Guid? Subject { get; init; }

    /// <summary>From the beginning of this day in the organisation's time zone.</summary>
    public DateOnly? From { get; init; }

    /// <summary>To the end of this day in the organisation's time zone.</summary>
    public DateOnly? To { get; init; }

    internal IQueryable<AuditEvent> Over(IsmsDbContext db, RequestScope scope)
    {
        var events = db.AuditEvents.AsNoTracking();
        if (db.EventsWith(Q) is { } found) { events = events.Where(e => found.Contains(e.Id)); }
        if (Actor is { } actor) { events = events.Where(e => e.ActorId == actor); }
        if (What is [var act]) { events = events.Where(e => e.UseCase == act); }
        else if (What is { Count: > 1 } acts) { events = events.Where(e => acts.Contains(e.UseCase)); }
        if (Type is [var type]) { events = events.Where(e => e.SubjectType == type); }
        else if (Type is { Count: > 1 } types) { events = events.Where(e => types.Contains(e.SubjectType)); }
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
    private const int MostWords = 8;

    /// <summary>The ids of what matches; null when the text says nothing.</summary>
    internal static IQueryable<Guid>? EventsWith(this IsmsDbContext db, string? text)
    {
        if (Like.PatternsOf(text, MostWords) is not { } patterns) { return null; }
        var longest = patterns.MaxBy(p => p.Length)!;
        return db.Database.SqlQuery<Guid>($"""select id as "Value" from search_audit_event({longest}, {patterns})""");
    }
}
