using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Threats;

/// <summary>Which entries, of the organisation's catalogue and of the one that is shipped.</summary>
public abstract record CatalogueFilter
{
    internal const int SearchMaxLength = 200;

    /// <summary>Words of the name, the code or the description; all of them must occur.</summary>
    public string? Q { get; init; }

    /// <summary>One of these properties suffers.</summary>
    public IReadOnlyList<SecurityProperty>? Affects { get; init; }

    /// <summary>This control of Annex A helps against it.</summary>
    public string? Control { get; init; }

    /// <summary>True: those that are hidden. Without it they are left out.</summary>
    public bool? Hidden { get; init; }

    protected bool AsksNothing => this is { Q: null or "", Affects: null or [], Control: null or "", Hidden: null or false };

    protected IQueryable<T> Narrow<T>(IQueryable<T> entries)
        where T : CatalogueRecord
    {
        entries = entries.WithWords(Q, e => e.Name, e => e.Code, e => e.Description);
        if (Affects is { Count: > 0 } properties)
        {
            var (c, i, a) = (properties.Contains(SecurityProperty.Confidentiality), properties.Contains(SecurityProperty.Integrity), properties.Contains(SecurityProperty.Availability));
            entries = entries.Where(e => (c && e.Confidentiality) || (i && e.Integrity) || (a && e.Availability));
        }
        if (Text.OrNull(Control)?.ToUpperInvariant() is { } control) { entries = entries.Where(e => e.Controls.Contains(control)); }
        var hidden = Hidden == true;
        return entries.Where(e => e.IsHidden == hidden);
    }

    protected IEnumerable<T> Narrow<T>(IEnumerable<T> entries)
        where T : StarterEntry
    {
        foreach (var word in (Q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            entries = entries.Where(e => e.Name.Contains(word, StringComparison.OrdinalIgnoreCase) || e.Id.Contains(word, StringComparison.OrdinalIgnoreCase) || e.Description.Contains(word, StringComparison.OrdinalIgnoreCase));
        }
        if (Affects is { Count: > 0 } properties) { entries = entries.Where(e => e.Affects().Any(properties.Contains)); }
        return Text.OrNull(Control) is { } control ? entries.Where(e => e.Controls.Contains(control, StringComparer.OrdinalIgnoreCase)) : entries;
    }
}

public sealed class CatalogueFilterRules : AbstractValidator<CatalogueFilter>
{
    public CatalogueFilterRules()
    {
        RuleFor(f => f.Q).AtMost(CatalogueFilter.SearchMaxLength);
        RuleFor(f => f.Control).AtMost(CatalogueFilter.SearchMaxLength);
    }
}
