using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace IsmsPlatform.Web.Ui;

/// <summary>
/// The list that the request shows, its saved views, and the one that is open. <c>?view=id</c> asks for a view, and whatever else stands
/// in the address wins over it; <c>?view=all</c> asks for the whole list, also where another view opens it. From there on the address is
/// complete and only remembers by <c>base=id</c> where it came from: a filter that is taken away does not come back.
/// </summary>
public sealed class OpenList
{
    public const string View = "view";
    public const string Base = "base";
    public const string All = "all";

    /// <summary>More tabs, each with a figure, are nothing to choose from; the others stand in the menu.</summary>
    private const int MostTabs = 6;

    public ViewList? List { get; private set; }

    public IReadOnlyList<ViewRow> Views { get; private set; } = [];

    /// <summary>The view that is open, perhaps changed.</summary>
    public ViewRow? Opened { get; private set; }

    /// <summary>What a filter form carries on; null where there is nothing to remember.</summary>
    public string? Mark { get; private set; }

    /// <summary>What the list shows, as a view would keep it.</summary>
    public string Query { get; private set; } = "";

    public bool IsChanged => Opened is not null && Opened.Query != Query;

    /// <summary>There is something to keep that no view keeps yet.</summary>
    public bool CanSave => Opened is null ? Query.Length > 0 : IsChanged;

    public IEnumerable<ViewRow> Pinned => Views.Where(v => v.IsPinned).Take(MostTabs);

    public IEnumerable<ViewRow> Tabs => Opened is null || Pinned.Contains(Opened) ? Pinned : Pinned.Append(Opened);

    public IReadOnlyList<ViewRow> Others => [.. Views.Except(Tabs)];

    /// <summary>What follows the list's address to show all of it.</summary>
    public string AllQuery => Views.Any(v => v.IsDefault) ? $"?{View}={All}" : "";

    /// <summary>Whether a part of what the list shows is this (<c>status=Draft</c>); an empty one means nothing is left out.</summary>
    public bool Shows(string part) => Opened is null && (part.Length == 0 ? Query.Split('&').All(p => p.Length == 0 || p.StartsWith("sort=", StringComparison.Ordinal) || p.StartsWith("columns=", StringComparison.Ordinal)) : Query.Split('&').Contains(part));

    internal Result Open(ViewList list, IReadOnlyList<ViewRow> views, HttpRequest request)
    {
        (List, Views) = (list, views);
        var asked = request.Query.Where(p => p.Key is not (View or Base)).SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v))).ToList();
        string named = request.Query[View].ToString(), from = request.Query[Base].ToString();
        var bare = asked.TrueForAll(p => p.Key == PastInstant.Parameter) && from.Length == 0;
        if (named.Length > 0 && named != All && Of(named) is null) { return ViewErrors.NoSuchView; }
        var shown = named.Length > 0 ? Of(named) : bare ? views.FirstOrDefault(v => v.IsDefault) : null;
        Opened = shown ?? Of(from);
        Mark = Opened?.Id.ToString() ?? (views.Any(v => v.IsDefault) ? All : null);
        // What the address says wins over what the view keeps; an empty value takes a filter away.
        var kept = Pairs(shown?.Query).Where(p => !request.Query.ContainsKey(p.Key));
        List<KeyValuePair<string, string?>> complete = [.. kept, .. asked.Where(p => !string.IsNullOrEmpty(p.Value))];
        Query = list.Kept(QueryString.Create(complete).Value);
        if (Mark is not null) { complete.Insert(0, KeyValuePair.Create(Base, (string?)Mark)); }
        if (Mark is not null || named.Length > 0 || from.Length > 0) { request.QueryString = QueryString.Create(complete); }
        return Result.Success;
    }

    private ViewRow? Of(string id) => Guid.TryParse(id, out var known) ? Views.FirstOrDefault(v => v.Id == known) : null;

    private static IEnumerable<KeyValuePair<string, string?>> Pairs(string? query)
        => QueryHelpers.ParseQuery(query).SelectMany(p => p.Value.Select(v => KeyValuePair.Create(p.Key, v)));
}
