using IsmsPlatform.Application.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>Assets whose name, code or external id holds every word of a text, or begins, ends or continues with it.</summary>
internal static class AssetSearch
{
    /// <summary>The ids of what matches, to be joined; null when the text says nothing. Answered by a text index, today and looking back.</summary>
    internal static IQueryable<Guid>? AssetsWith(this IsmsDbContext db, string? text)
    {
        if (Like.PatternsOf(text) is not { } patterns) { return null; }
        var longest = patterns.MaxBy(p => p.Length)!;
        return db.Database.SqlQuery<Guid>($"""select id as "Value" from search_asset({longest}, {patterns})""");
    }
}
