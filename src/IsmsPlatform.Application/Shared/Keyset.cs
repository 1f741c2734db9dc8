using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared;

/// <summary>Reads one page by keyset, forwards or backwards, with one row more than shown to know whether it goes on.</summary>
public static class Keyset
{
    public static Error InvalidCursor { get; } = new("cursor.invalid", "This page marker is not valid (any more). Start again from the first page.", ErrorKind.Refused);

    /// <param name="wanted">Rows of a page; null for the usual number.</param>
    /// <param name="beyond">Rows after (value, id) in the list's order.</param>
    /// <param name="beforehand">Rows before it.</param>
    public static async Task<Result<Page<TRow>>> ByKeysetAsync<T, TRow>(
        this IQueryable<T> all, string sort, string? after, string? before, int? wanted, int? total,
        Func<IQueryable<T>, string, Guid, IQueryable<T>> beyond, Func<IQueryable<T>, string, Guid, IQueryable<T>> beforehand,
        Func<IQueryable<T>, IQueryable<T>> ordered, Func<IQueryable<T>, IQueryable<T>> reversed,
        Func<IQueryable<T>, IQueryable<TRow>> project, Func<TRow, (string Value, Guid Id)> keyOf, CancellationToken cancellationToken)
    {
        if (PageSize.Of(wanted) is not { } size) { return PageSize.Invalid; }
        var marker = string.IsNullOrEmpty(before) ? after : before;
        var backwards = !string.IsNullOrEmpty(before);
        Cursor? cursor = null;
        if (!string.IsNullOrEmpty(marker) && (cursor = Cursor.Decode(marker, sort)) is null) { return InvalidCursor; }
        var rows = cursor is null ? all : backwards ? beforehand(all, cursor.Value, cursor.Id) : beyond(all, cursor.Value, cursor.Id);
        var read = await project((backwards ? reversed(rows) : ordered(rows)).Take(size + 1)).ToListAsync(cancellationToken);
        var more = read.Count > size;
        if (more) { read.RemoveAt(size); }
        if (backwards) { read.Reverse(); }
        string? At(TRow? row) => row is null ? null : new Cursor(sort, keyOf(row).Value, keyOf(row).Id).Encode();
        var hasNext = backwards || more;
        var hasPrevious = backwards ? more : cursor is not null;
        return new Page<TRow>(read, hasNext ? At(read.LastOrDefault()) : null, hasPrevious ? At(read.FirstOrDefault()) : null, total);
    }

    /// <summary>The first page alone, of a list that its handler asks for by a <see cref="Compiled{TQuestion}"/> question.</summary>
    /// <param name="first">As many rows as it is told, in the list's order.</param>
    internal static async Task<Result<Page<TRow>>> FirstAsync<TRow>(string sort, int? wanted, Func<int, IAsyncEnumerable<TRow>> first, Func<TRow, (string Value, Guid Id)> keyOf, CancellationToken cancellationToken)
    {
        if (PageSize.Of(wanted) is not { } size) { return PageSize.Invalid; }
        var read = await first(size + 1).ToListAsync(cancellationToken);
        if (read.Count <= size) { return new Page<TRow>(read, Next: null); }
        read.RemoveAt(size);
        var (value, id) = keyOf(read[^1]);
        return new Page<TRow>(read, new Cursor(sort, value, id).Encode());
    }
}
