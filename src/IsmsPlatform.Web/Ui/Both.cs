using System.Globalization;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Ui;

/// <summary>A refused edit: what was entered beside what someone else saved meanwhile.</summary>
public static class Both
{
    /// <param name="latest">The record's newest event says who saved and when.</param>
    /// <param name="rows">The fields of the form in its order.</param>
    public static Conflict Versions(IReadOnlyList<ActivityEntry> latest, params IReadOnlyList<ConflictRow> rows)
        => latest is [var last, ..] ? new Conflict(rows, last.ActorName, last.At) : new Conflict(rows);

    /// <summary>A date as the pages write it.</summary>
    public static string? Day(DateOnly? day) => day is { } d ? UserFormat.Date(d, CultureInfo.CurrentCulture) : null;
}
