using IsmsPlatform.Application.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

internal static class UnitTree
{
    /// <summary>Unit → parent of the whole tree, which nobody changes until this transaction ends.</summary>
    internal static async Task<IReadOnlyDictionary<Guid, Guid?>> UnitParentsAsync(this IsmsDbContext db, CancellationToken cancellationToken)
    {
        await db.LockAsync("units", cancellationToken);
        return await db.Units.Select(u => new { u.Id, u.ParentId }).ToDictionaryAsync(u => u.Id, u => u.ParentId, cancellationToken);
    }

    /// <summary>The units as a tree is read, each with its depth; siblings keep the order in which they came.</summary>
    /// <param name="without">A unit that is left out with everything below it.</param>
    internal static IReadOnlyList<(T Unit, int Depth)> InOrder<T>(IEnumerable<T> units, Func<T, Guid> id, Func<T, Guid?> parent, Guid? without = null)
    {
        var below = units.ToLookup(parent);
        List<(T, int)> ordered = [];
        // By a stack of our own: a tree that somebody made very deep must not end the process.
        Stack<(T Unit, int Depth)> open = new(below[null].Reverse().Select(u => (u, 0)));
        while (open.TryPop(out var next))
        {
            if (id(next.Unit) == without) { continue; }
            ordered.Add(next);
            foreach (var child in below[id(next.Unit)].Reverse()) { open.Push((child, next.Depth + 1)); }
        }
        return ordered;
    }
}
