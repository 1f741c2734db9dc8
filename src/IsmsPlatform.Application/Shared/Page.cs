using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared;

/// <summary>A page of a list by keyset: cursors instead of numbers, so page 1,000 costs what page 1 costs.</summary>
/// <param name="Next">Cursor of the following page; null on the last.</param>
/// <param name="Previous">Cursor of the page before; null on the first.</param>
/// <param name="Total">Matches, counted to <see cref="CountLimit"/> + 1; null when nobody asked.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, string? Previous = null, int? Total = null)
{
    public const int CountLimit = 1000;
}

/// <summary>A row and the number of all matches beside it: one question to the database instead of two. Where there is no row, there is no number.</summary>
internal sealed record Counted<TRow>(TRow Row, int Matches);

internal static class Counted
{
    internal static IQueryable<Counted<TRow>> With<T, TRow>(this IQueryable<TRow> rows, IQueryable<T> matching)
        => rows.Select(row => new Counted<TRow>(row, matching.Take(Page<TRow>.CountLimit + 1).Count()));

    /// <param name="isFirst">Beyond a cursor there may be no row and yet matches before it: then they are asked for.</param>
    internal static async Task<int> TotalAsync<T, TRow>(this IReadOnlyList<Counted<TRow>> counted, IQueryable<T> matching, bool isFirst, CancellationToken cancellationToken)
        => counted is [var any, ..] ? any.Matches : isFirst ? 0 : await matching.Take(Page<TRow>.CountLimit + 1).CountAsync(cancellationToken);
}

/// <summary>Sizes that lists offer.</summary>
public static class PageSize
{
    public const int Default = 50;
    public const int Max = 100;

    public static Error Invalid { get; } = new("size.invalid", "A page holds from 1 to {0} records. Leave the size out for {1}.", ErrorKind.Refused, Max, Default);

    /// <returns>Null for what no list offers: an answer of another size than was asked for would be taken for the whole.</returns>
    public static int? Of(int? wanted) => wanted switch { null => Default, >= 1 and <= Max => wanted, _ => null };
}
