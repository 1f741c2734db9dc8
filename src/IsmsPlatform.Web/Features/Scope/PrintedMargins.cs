using System.Globalization;
using System.Text;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Ui;

namespace IsmsPlatform.Web.Features.Scope;

/// <summary>Margin boxes of a printed version: organisation, version, approver, day and number of the page.</summary>
public static class PrintedMargins
{
    public static string Of(ScopeVersionView v, string organisation, Texts t)
    {
        var version = v.InForceFrom is { } from ? t["Version {0}, in force from {1}", v.VersionNo, Both.Day(from)!] : t["Version {0} · {1}", v.VersionNo, ScopeWords.Of(v.State, t)];
        var approved = v.Approval is { } a ? t["Approved by {0} on {1}", a.Approver, Both.Day(DateOnly.FromDateTime(a.DecidedAt.UtcDateTime))!] : t["not approved"];
        return $$"""
            @page {
              margin: 22mm 16mm 20mm;
              @top-left { content: {{Quoted(organisation)}}; font: 8pt sans-serif; color: #555; }
              @top-right { content: {{Quoted(version)}}; font: 8pt sans-serif; color: #555; }
              @bottom-left { content: {{Quoted(approved)}}; font: 8pt sans-serif; color: #555; }
              @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; }
            }
            """;
    }

    // Whatever an organisation is called ends neither the string nor the sheet.
    private static string Quoted(string text)
    {
        StringBuilder css = new("\"");
        foreach (var c in text.EnumerateRunes()) { css.Append(Rune.IsLetterOrDigit(c) || c.Value == ' ' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\{c.Value:x} ")); }
        return css.Append('"').ToString();
    }
}
