using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui.Models;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Razor.Internal;

namespace IsmsPlatform.Web.Ui;

/// <summary>
/// What every view has: texts, frame, and the marks that stand in every row. Those are functions, because a list draws hundreds of them
/// and a tag helper costs more than what it draws.
/// </summary>
public abstract class View<TModel> : RazorPage<TModel>
{
    // Of a few dozen that the levels of a need can make.
    private static readonly ConcurrentDictionary<(string Culture, int? C, int? I, int? A), HtmlString> Needs = new();

    [RazorInject]
    public Texts T { get; set; } = null!;

    [RazorInject]
    public Shell Shell { get; set; } = null!;

    [RazorInject]
    public AssetManifest Manifest { get; set; } = null!;

    // Razor flushes what it holds before each object that writes itself; as a text it is one more piece in the buffer.
    public override void Write(object? value)
    {
        if (value is HtmlString html) { WriteLiteral(html.Value); }
        else { base.Write(value); }
    }

    /// <summary>Decoration only; the text beside it carries the meaning.</summary>
    protected HtmlString Icon(string name, string? css = null) => Manifest.Icon(name, css);

    /// <summary>Initials in a colour of their own; the name stands beside it. CSS draws them: text would count as part of a button's name.</summary>
    protected HtmlString Avatar(string? name, bool small = false)
        => new($"<span class=\"avatar {Initials.Hue(name ?? "")}{(small ? " sm" : "")}\" aria-hidden=\"true\" data-initials=\"{HtmlEncoder.Encode(Initials.Of(name ?? ""))}\"></span>");

    /// <summary>Shape and word, so that it also works without colour.</summary>
    protected HtmlString Chip(string text, StatusKind kind) => new($"<span class=\"stt {kind.Css()}\">{HtmlEncoder.Encode(text)}</span>");

    /// <summary>
    /// A meter and a word, never colour alone. Nothing of a scale is fixed but that level 0 means none and <paramref name="of"/> is the highest.
    /// </summary>
    /// <param name="shade">1 to 5, where the scale chose its colours itself; else they follow from the level.</param>
    /// <param name="neutral">The top of the scale is nothing bad: one colour for all of it.</param>
    /// <param name="compact">The word is read but not shown.</param>
    protected HtmlString Level(int level, int of, string? label, int? shade = null, bool neutral = false, bool compact = false)
    {
        var tone = neutral ? "neutral" : shade is { } own ? $"tone-{own}" : Tone.Of(level, of);
        return new($"<span class=\"level {tone}\">{Meter.Draw(level, of)}<span{(compact ? " class=\"vh\"" : "")}>{HtmlEncoder.Encode(label ?? "")}</span></span>");
    }

    /// <summary>A rating as its level, or a dash before there is one.</summary>
    /// <param name="compact">The meter without its word, which is read but not shown.</param>
    /// <param name="dated">Says where it is by an earlier methodology, unless the rating beside it does already.</param>
    protected HtmlString Rating(RatingView? rating, bool compact = false, bool dated = true)
    {
        if (rating is not { } r) { return Unrated; }
        var stale = r.IsStale && dated ? $"{Icon(Icons.Clock)}<span class=\"vh\">{HtmlEncoder.Encode(T["Rated by an earlier methodology"])}</span>" : "";
        return new($"<span class=\"rating\">{Level(r.Level, r.Levels, r.LevelName, shade: r.Shade, compact: compact)} <span class=\"mut num\">{r.Likelihood}×{r.Impact}</span>{stale}</span>");
    }

    /// <summary>Need for protection (A.5.12): three small meters with letter and number. A missing value is shown as missing.</summary>
    protected HtmlString Need(int? confidentiality, int? integrity, int? availability)
    {
        var key = (CultureInfo.CurrentUICulture.Name, confidentiality, integrity, availability);
        return Needs.TryGetValue(key, out var drawn) ? drawn : Needs[key] = Draw();

        HtmlString Draw() => new($"<span class=\"need\"><span class=\"vh\">{Sentence()}</span><span aria-hidden=\"true\">{Part(T["C"], confidentiality)}{Part(T["I"], integrity)}{Part(T["A"], availability)}</span></span>");
        string Sentence() => HtmlEncoder.Encode(T["Confidentiality {0}, integrity {1}, availability {2}, each of {3}", Word(confidentiality), Word(integrity), Word(availability), NeedMax]);
        object Word(int? level) => level is { } l ? l : T["not stated"];
        string Part(string letter, int? level) => $"<span class=\"{Tone.Of(level ?? 0, NeedMax)}\"><i>{HtmlEncoder.Encode(letter)}</i>{Meter.Draw(level ?? 0, NeedMax)}<b>{level?.ToString(CultureInfo.InvariantCulture) ?? "–"}</b></span>";
    }

    /// <summary>A calendar date, which has no zone; nothing for null.</summary>
    protected HtmlString? When(DateOnly? date)
        => date is { } day ? new($"<time datetime=\"{day.ToString("O", CultureInfo.InvariantCulture)}\">{HtmlEncoder.Encode(UserFormat.Date(day, Shell.Culture))}</time>") : null;

    /// <summary>An instant in the user's zone, or the day on which it falls there.</summary>
    protected HtmlString? When(DateTimeOffset? at, bool dayOnly = false) => at switch
    {
        null => null,
        { } instant when dayOnly => When(UserFormat.Day(instant, Shell.TimeZone)),
        { } instant => new($"<time datetime=\"{instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)}\">{HtmlEncoder.Encode(UserFormat.Moment(instant, Shell.TimeZone, Shell.Culture))}</time>"),
    };

    /// <summary>A menu of choices in a filter form (<c>data-filters</c>); a list has up to six.</summary>
    protected HtmlString Menu(FilterMenu menu)
    {
        var (label, name, chosen) = (HtmlEncoder.Encode(menu.Label), HtmlEncoder.Encode(menu.Name), menu.Count);
        var html = new StringBuilder($"<button class=\"btn chip {(chosen > 0 ? "on" : "")}\" type=\"button\" popovertarget=\"{menu.Id}\">{label}<b class=\"num\" data-filter-count{(chosen == 0 ? " hidden" : "")}>{chosen}</b>{Icon("chevron-down")}</button>")
            .Append($"<div id=\"{menu.Id}\" popover class=\"menu\" role=\"group\" aria-label=\"{label}\">");
        foreach (var option in menu.Options)
        {
            html.Append($"<label class=\"option\"><input type=\"checkbox\" name=\"{name}\" value=\"{HtmlEncoder.Encode(option.Value)}\"{(menu.Chosen.Contains(option.Value, StringComparer.Ordinal) ? " checked" : "")}><span class=\"grow\">{HtmlEncoder.Encode(option.Text)}</span>");
            if (option.Count is { } count) { html.Append($" <span class=\"mut num\">{count}</span>"); }
            html.Append("</label>");
        }
        return new(html.Append("</div>").ToString());
    }

    /// <summary>Whether htmx asks for a part of a list alone.</summary>
    protected bool IsPart => PortalController.IsPart(Context.Request);

    private const int NeedMax = 4;

    private static readonly HtmlString Unrated = new("<span class=\"mut\">–</span>");
}
