namespace IsmsPlatform.Web.Ui.Models;

/// <summary>A way on: link or, with <paramref name="Primary"/>, the one that is meant.</summary>
public sealed record WayOn(string Text, string Url, string? Icon = null, bool Primary = false);

/// <summary>Nothing to show: first use says what it is and how to begin, a filter how to undo it. Partial <c>_Empty</c>.</summary>
public sealed record EmptyState(string Icon, string Title, string Text, params IReadOnlyList<WayOn> Ways);

/// <summary>Someone else saved meanwhile: both versions side by side above the form that keeps the entered text. Partial <c>_Conflict</c>.</summary>
/// <param name="Rows">The fields of the form; those that differ are marked.</param>
/// <param name="ChangedBy">Who saved the stored version; null when unknown.</param>
public sealed record Conflict(IReadOnlyList<ConflictRow> Rows, string? ChangedBy = null, DateTimeOffset? ChangedAt = null);

/// <param name="Label">The field's label.</param>
/// <param name="Yours">What the user entered, as shown.</param>
/// <param name="Stored">What is stored now, as shown.</param>
public sealed record ConflictRow(string Label, string? Yours, string? Stored)
{
    public bool Differs => (Yours ?? "") != (Stored ?? "");
}

/// <summary>Two contents side by side, field by field. Partial <c>_Diff</c>.</summary>
/// <param name="HasBefore">False for a first version: then there is nothing beside it.</param>
/// <param name="Label">Of the region, where a page has two.</param>
public sealed record Diff(IReadOnlyList<IsmsPlatform.Domain.Approvals.DiffRow> Rows, bool HasBefore, string? Label = null, string? Currency = null);

/// <summary>What is wrong with a file that is imported, and all of it to take along. Partial <c>_Faults</c>.</summary>
/// <param name="File">The address of the table of all faults, without its ending.</param>
/// <param name="Query">What that address needs beside it.</param>
public sealed record FaultsCard(IsmsPlatform.Application.Shared.Imports.FaultGroups Groups, string File, string Query = "");

/// <summary>A task with its acts. Partial <c>_Task</c>.</summary>
public sealed record TaskLine(IsmsPlatform.Application.Tasks.InboxTask Task, DateOnly Today);

/// <summary>A menu of choices in a filter form (<c>data-filters</c>): <c>@Menu(…)</c> draws it.</summary>
/// <param name="Name">The parameter in the address; several values may be chosen.</param>
public sealed record FilterMenu(string Label, string Name, IReadOnlyList<FilterOption> Options, IReadOnlyCollection<string> Chosen)
{
    public string Id => "filter-" + Name;

    public int Count => Options.Count(o => Chosen.Contains(o.Value, StringComparer.Ordinal));

    /// <summary>Every value of an enum, in its order.</summary>
    public static FilterMenu Of<TEnum>(string label, string name, Func<TEnum, string> word, IReadOnlyList<TEnum>? chosen)
        where TEnum : struct, Enum
        => new(label, name, [.. Enum.GetValues<TEnum>().Select(v => new FilterOption(v.ToString(), word(v)))], [.. (chosen ?? []).Select(v => v.ToString())]);
}

/// <summary>Which columns a table shows, as a menu in its filter form. Partial <c>_ColumnMenu</c>.</summary>
/// <param name="Always">The column that leads to the record.</param>
/// <param name="Chosen">Those that are shown now.</param>
/// <param name="Default">Those that are shown where the address names none.</param>
public sealed record ColumnMenu(FilterOption Always, IReadOnlyList<FilterOption> Options, IReadOnlyCollection<string> Chosen, IReadOnlyCollection<string> Default)
{
    public static ColumnMenu Of<TColumn>(TColumn always, IReadOnlyList<TColumn> chosen, IReadOnlyList<TColumn> usual, Func<TColumn, string> word) where TColumn : struct, Enum
        => new(new FilterOption(always.ToString(), word(always)), [.. Enum.GetValues<TColumn>().Where(c => !c.Equals(always)).Select(c => new FilterOption(c.ToString(), word(c)))], [.. chosen.Select(c => c.ToString())], [.. usual.Select(c => c.ToString())]);

    /// <summary>The columns that an address asks for, in the order of the table; the usual ones where it names none.</summary>
    public static TColumn[] Shown<TColumn>(TColumn always, IReadOnlyCollection<TColumn>? asked, IReadOnlyList<TColumn> usual) where TColumn : struct, Enum
        => asked is null or { Count: 0 } ? [.. usual] : [.. asked.Append(always).Distinct().Order()];

    /// <summary>The default as the form would send it: then the address keeps quiet about it.</summary>
    public string Usual => string.Join(',', Options.Select(o => o.Value).Where(Default.Contains).Prepend(Always.Value));
}

public sealed record FilterOption(string Value, string Text, int? Count = null);

/// <summary>The views above a list. Partial <c>_Views</c>.</summary>
/// <param name="Own">Those that the list brings along; the first shows all of it and asks for nothing.</param>
/// <param name="Counts">How many records a pinned view finds.</param>
public sealed record ViewBar(IReadOnlyList<ListView> Own, IReadOnlyDictionary<Guid, int>? Counts = null);

/// <param name="Query">What it asks for, as <c>status=Draft</c>; empty for all.</param>
public sealed record ListView(string Text, string Query);

/// <summary>What can be done with the chosen rows; stands inside the form around the table. Partial <c>_Bulk</c>.</summary>
/// <param name="Matching">When all rows of the page are chosen: how many match the filter; null offers nothing beyond the page.</param>
/// <param name="Query">The filter as sent with <c>allMatching=true</c>, instead of ids.</param>
public sealed record BulkBar(IReadOnlyList<BulkAction> Actions, int? Matching = null, string Query = "");

/// <param name="Url">Where the form is posted by this button.</param>
public sealed record BulkAction(string Text, string Icon, string Url, bool Primary = false);

/// <summary>Steps of a wizard. Partial <c>_Steps</c>.</summary>
/// <param name="Current">Index of the step that is shown.</param>
public sealed record Steps(string Label, int Current, params IReadOnlyList<Step> All);

/// <param name="Url">Leads back to a step that is done; null when it cannot be repeated.</param>
public sealed record Step(string Text, string? Url = null);

/// <summary>Result of a search, grouped by kind of record; for the palette and for the search page. Partial <c>_Palette</c>.</summary>
public sealed record PaletteResults(string Query, IReadOnlyList<PaletteGroup> Groups);

public sealed record PaletteGroup(string Title, IReadOnlyList<PaletteItem> Items);

/// <param name="Code">The readable code, if it has one.</param>
/// <param name="Meta">Quiet text at the right.</param>
public sealed record PaletteItem(string Icon, string Title, string Url, string? Code = null, string? Meta = null);

/// <summary>Choices to tick, those that are ticked first. Partial <c>_Ticks</c>.</summary>
/// <param name="Field">Name of the field that they belong to.</param>
public sealed record Ticks(string Field, IReadOnlyList<Application.Shared.Choice> Found, IReadOnlyList<Guid> Chosen)
{
    /// <summary>What is ticked in a form, as htmx sends it with what was typed.</summary>
    public static IReadOnlyList<Guid> In(HttpRequest request, string field) => [.. request.Query[field].Select(v => Guid.TryParse(v, out var id) ? id : (Guid?)null).OfType<Guid>()];
}
