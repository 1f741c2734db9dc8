namespace IsmsPlatform.Application.Shared;

/// <summary>A page of a list by keyset: cursors instead of numbers, so page 1,000 costs what page 1 costs.</summary>
/// <param name="Next">Cursor of the following page; null on the last.</param>
/// <param name="Previous">Cursor of the page before; null on the first.</param>
/// <param name="Total">Matches, counted to <see cref="CountLimit"/> + 1; null when nobody asked.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, string? Previous = null, int? Total = null)
{
    public const int CountLimit = 1000;
}

/// <summary>Sizes that lists offer.</summary>
public static class PageSize
{
    public const int Default = 50;
    public const int Max = 100;

    public static int Of(int? wanted) => Math.Clamp(wanted ?? Default, 1, Max);
}
