using System.Globalization;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared;

/// <summary>Where one is in a list and in which order it is read.</summary>
/// <param name="Sort">A key of the list's <see cref="ListSorts{T, TRow}"/>; a minus before it turns the order around.</param>
public sealed record ListPlace(string? Sort = null, int? Size = null, string? After = null, string? Before = null);

/// <summary>The orders that a list offers. Each stands on an index (tenant_id, column, id), so any page costs the same.</summary>
/// <param name="usual">The order without a wish.</param>
internal sealed class ListSorts<T, TRow>(string usual, Func<TRow, Guid> idOf, IReadOnlyDictionary<string, ListSort<T, TRow>> all)
    where T : Entity
{
    private const char Falling = '-';

    public IEnumerable<string> Keys => all.Keys;

    public bool IsKnown(string? sort) => string.IsNullOrEmpty(sort) || all.ContainsKey(KeyOf(sort));

    public IQueryable<T> Order(IQueryable<T> rows, string? sort) => Of(sort).Order(rows, sort is [Falling, ..]);

    /// <param name="project">From records to rows of the list.</param>
    /// <param name="asOpened">
    /// Answers by the name of the order, for the first page of a list where nothing is sought: <see cref="CompiledChoices{TChoice, TRow}"/>. Null asks as composed.
    /// </param>
    public async Task<Result<Page<TRow>>> PageAsync(IQueryable<T> matching, ListPlace place, Func<IQueryable<T>, IQueryable<TRow>> project, CancellationToken cancellationToken,
        Func<string, Func<IQueryable<Counted<TRow>>>, IAsyncEnumerable<Counted<TRow>>>? asOpened = null)
    {
        if (PageSize.Of(place.Size) is not { } size) { return PageSize.Invalid; }
        var (sort, falls) = (Of(place.Sort), place.Sort is [Falling, ..]);
        var sortName = string.IsNullOrEmpty(place.Sort) ? usual : place.Sort;
        var backwards = !string.IsNullOrEmpty(place.Before);
        var marker = backwards ? place.Before : place.After;
        var (rows, isFirst) = (matching, string.IsNullOrEmpty(marker));
        if (!isFirst)
        {
            if (Cursor.Decode(marker, sortName) is not { } cursor || sort.Beyond(matching, cursor.Value, cursor.Id, greater: falls == backwards) is not { } beyond) { return Keyset.InvalidCursor; }
            rows = beyond;
        }
        IQueryable<Counted<TRow>> Asked() => project(sort.Order(rows, falls != backwards).Take(size + 1)).With(matching);
        var counted = await (isFirst && place.Size is null && asOpened is not null ? asOpened(sortName, Asked) : Asked().AsAsyncEnumerable()).ToListAsync(cancellationToken);
        var total = await counted.TotalAsync(matching, isFirst, cancellationToken);
        var read = counted.ConvertAll(c => c.Row);
        var more = read.Count > size;
        if (more) { read.RemoveAt(size); }
        if (backwards) { read.Reverse(); }
        string? At(TRow? row) => row is null ? null : new Cursor(sortName, sort.ValueOf(row), idOf(row)).Encode();
        var (hasNext, hasPrevious) = (backwards || more, backwards ? more : !isFirst);
        return new Page<TRow>(read, hasNext ? At(read.LastOrDefault()) : null, hasPrevious ? At(read.FirstOrDefault()) : null, total);
    }

    private ListSort<T, TRow> Of(string? sort) => all[KeyOf(string.IsNullOrEmpty(sort) ? usual : sort)];

    // One minus turns the order around; of two nobody says what they mean.
    private static string KeyOf(string sort) => sort is [Falling, ..] ? sort[1..] : sort;
}

/// <summary>One order of a list.</summary>
internal abstract class ListSort<T, TRow>
    where T : Entity
{
    /// <param name="property">Without nulls: that keeps paging simple.</param>
    internal static ListSort<T, TRow> By<TKey>(string property, Func<TRow, TKey> valueOf)
        where TKey : IParsable<TKey>
        => new Column<TKey>(property, valueOf, text => TKey.TryParse(text, CultureInfo.InvariantCulture, out var key) ? key : null);

    /// <summary>In the order of the words by which the values are stored.</summary>
    internal static ListSort<T, TRow> ByWord<TEnum>(string property, Func<TRow, TEnum> valueOf)
        where TEnum : struct, Enum
        => new Column<TEnum>(property, valueOf, text => Enum.TryParse<TEnum>(text, out var word) ? word : null);

    internal abstract IQueryable<T> Order(IQueryable<T> rows, bool falling);

    /// <summary>Rows after the cursor when <paramref name="greater"/>, before it otherwise; null when the value is none of this order.</summary>
    internal abstract IQueryable<T>? Beyond(IQueryable<T> rows, string value, Guid id, bool greater);

    internal abstract string ValueOf(TRow row);

    private sealed class Column<TKey>(string property, Func<TRow, TKey> valueOf, Func<string, object?> read) : ListSort<T, TRow>
        where TKey : notnull
    {
        internal override IQueryable<T> Order(IQueryable<T> rows, bool falling) => falling
            ? rows.OrderByDescending(r => EF.Property<TKey>(r, property)).ThenByDescending(r => r.Id)
            : rows.OrderBy(r => EF.Property<TKey>(r, property)).ThenBy(r => r.Id);

        internal override IQueryable<T>? Beyond(IQueryable<T> rows, string value, Guid id, bool greater)
        {
            if (read(value) is not TKey key) { return null; }
            return greater
                ? rows.Where(r => EF.Functions.GreaterThan(ValueTuple.Create(EF.Property<TKey>(r, property), r.Id), ValueTuple.Create(key, id)))
                : rows.Where(r => EF.Functions.LessThan(ValueTuple.Create(EF.Property<TKey>(r, property), r.Id), ValueTuple.Create(key, id)));
        }

        internal override string ValueOf(TRow row) => valueOf(row) switch
        {
            DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            var text => text.ToString()!,
        };
    }
}
