using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared;

/// <summary>Links of one record with others of a kind, as a form names them.</summary>
internal static class LinkedRecords
{
    /// <summary>Links as parts of their record: each by its name, there or not.</summary>
    internal static IReadOnlyDictionary<string, string> AsParts(IEnumerable<string> names) => names.Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => "true", StringComparer.Ordinal);

    /// <summary>Exactly what is wanted from now on. Answers with the names of what was taken away.</summary>
    /// <param name="links">Those that are stored.</param>
    /// <param name="other">The id of what a link leads to.</param>
    /// <param name="link">Makes one.</param>
    /// <param name="names">Of what may be linked, to be narrowed by id.</param>
    /// <param name="label">How the timeline calls it.</param>
    /// <param name="missing">What is said where something wanted is not there.</param>
    /// <param name="changes">What the handler notes on the record.</param>
    /// <param name="isNew">Nothing is linked yet.</param>
    internal static async Task<Result<IReadOnlyList<string>>> SetLinksAsync<T>(this IsmsDbContext db, IQueryable<T> links, Func<T, Guid> other, IReadOnlyList<Guid>? wanted, Func<Guid, T> link,
        Func<IReadOnlyList<Guid>, IQueryable<Choice>> names, string label, Error missing, List<FieldChange> changes, bool isNew, CancellationToken cancellationToken)
        where T : Entity
    {
        var ids = (wanted ?? []).Distinct().ToList();
        var stored = isNew ? [] : await links.ToListAsync(cancellationToken);
        var (added, removed) = (ids.Except(stored.Select(other)).ToList(), stored.Where(l => !ids.Contains(other(l))).ToList());
        if (added.Count + removed.Count == 0) { return Result<IReadOnlyList<string>>.Of([]); }
        var named = await names([.. added, .. removed.Select(other)]).ToDictionaryAsync(c => c.Id, c => c.Name, cancellationToken);
        if (!added.TrueForAll(named.ContainsKey)) { return missing; }
        db.RemoveRange(removed);
        db.AddRange(added.Select(link));
        changes.AddRange([.. added.Select(id => new FieldChange(label, null, named[id])), .. removed.Select(l => new FieldChange(label, named[other(l)], null))]);
        return Result<IReadOnlyList<string>>.Of([.. removed.Select(l => named[other(l)])]);
    }
}
