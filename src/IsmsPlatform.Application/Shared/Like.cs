using System.Linq.Expressions;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace IsmsPlatform.Application.Shared;

/// <summary>Patterns for ILIKE that mean their text literally; the escape character is a backslash.</summary>
public static class Like
{
    private const int MostWords = 8;

    /// <summary>A pattern in small letters for each word; null when the text says nothing.</summary>
    public static string[]? PatternsOf(string? text) => Text.OrNull(text) is not { } given ? null
        : [.. given.ToLowerInvariant().Split(' ', MostWords, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Containing)];

    /// <summary>Those that have each word in one of their texts, whatever the case; all of them where nothing is looked for.</summary>
    internal static IQueryable<T> WithWords<T>(this IQueryable<T> rows, string? words, params Expression<Func<T, string?>>[] texts)
    {
        foreach (var pattern in PatternsOf(words) ?? [])
        {
            // The pattern of a closure becomes a parameter of the SQL.
            Expression<Func<string?, bool>> has = text => EF.Functions.ILike(text!, pattern, "\\");
            var row = Expression.Parameter(typeof(T), "row");
            var any = texts.Select(t => ReplacingExpressionVisitor.Replace(has.Parameters[0], ReplacingExpressionVisitor.Replace(t.Parameters[0], row, t.Body), has.Body)).Aggregate(Expression.OrElse);
            rows = rows.Where(Expression.Lambda<Func<T, bool>>(any, row));
        }
        return rows;
    }

    private static string Containing(string text) => $"%{Literal(text)}%";

    /// <summary>A pattern that matches the text itself, whatever the case.</summary>
    public static string Literal(string text)
        => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
