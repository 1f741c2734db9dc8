using System.Globalization;
using IsmsPlatform.Application.Notifications;

namespace IsmsPlatform.Web.Http;

/// <summary>What the frame of a page shows: who, where, which ways lead on. Filled once per request.</summary>
public sealed class Shell
{
    /// <summary>Empty for nobody.</summary>
    public string UserName { get; set; } = "";

    public string? UserEmail { get; set; }

    /// <summary>Null outside an organisation.</summary>
    public string? TenantSlug { get; set; }

    public string? TenantName { get; set; }

    /// <summary>The organisations that the user may enter.</summary>
    public IReadOnlyList<ShellTenant> Tenants { get; set; } = [];

    /// <summary>Only what exists and is allowed. A section without a heading stands alone; the last one stands at the foot.</summary>
    public IReadOnlyList<NavigationSection> Navigation { get; set; } = [];

    /// <summary>The menu "New".</summary>
    public IReadOnlyList<NavigationItem> CreateItems { get; set; } = [];

    public IReadOnlySet<string> Permissions { get; set; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>The figures of the present, where they came with the permissions; else the frame asks for them.</summary>
    public ShellCounts? Counts { get; set; }

    /// <summary>Unread notifications, counted to 100.</summary>
    public int Unread { get; set; }

    /// <summary>Set for a platform operator who was let in: until when, and how long that is from now.</summary>
    public (DateTimeOffset Until, TimeSpan Left)? Entered { get; set; }

    public TimeZoneInfo TimeZone { get; set; } = TimeZoneInfo.Utc;

    public CultureInfo Culture { get; set; } = CultureInfo.CurrentCulture;

    /// <summary>The instant of the past that the page shows; null for the present.</summary>
    public DateTimeOffset? AsOf { get; set; }

    public bool IsPast => AsOf is not null;

    /// <summary>The day that the page shows, in the organisation's time zone.</summary>
    public DateOnly Today { get; set; }

    /// <summary>The last day that may be looked at.</summary>
    public DateOnly PresentDay { get; set; }

    /// <summary><c>auto</c>, <c>light</c> or <c>dark</c>; rendered by the server, so that nothing flashes.</summary>
    public string Theme { get; set; } = Themes.Auto;

    /// <summary>False when the user switched single-key shortcuts off (WCAG 2.1.4).</summary>
    public bool Shortcuts { get; set; } = true;

    public bool IsSignedIn => UserName.Length > 0;

    public bool Can(string permission) => Permissions.Contains(permission);

    /// <summary>An address inside the organisation: <c>Url("assets")</c> → <c>/t/kestrel/assets</c>.</summary>
    public string Url(string path = "") => path.Length == 0 ? $"/t/{TenantSlug}" : $"/t/{TenantSlug}/{path.TrimStart('/')}";
}

/// <summary>An organisation that the user may enter.</summary>
public sealed record ShellTenant(string Slug, string Name, string Initials);

/// <summary>Entries under one heading; no heading for the first and the last.</summary>
public sealed record NavigationSection(string? Heading, IReadOnlyList<NavigationItem> Items);

/// <summary>One way on.</summary>
/// <param name="Key">What a page sets as <c>ViewData["Nav"]</c>.</param>
/// <param name="Text">The translated name.</param>
/// <param name="Url">Where it leads.</param>
/// <param name="Icon">One of <see cref="Ui.Icons"/>.</param>
/// <param name="Count">Shown behind the text when it is not null or 0.</param>
/// <param name="Shortcut">The key after <c>g</c> that leads there.</param>
public sealed record NavigationItem(string Key, string Text, string Url, string Icon, int? Count = null, char? Shortcut = null);

/// <summary>Values of the cookie <c>theme</c>.</summary>
public static class Themes
{
    public const string Cookie = "theme";
    public const string Auto = "auto";
    public const string Light = "light";
    public const string Dark = "dark";

    /// <summary>What a client may send is one of three; anything else is <see cref="Auto"/>.</summary>
    public static string Of(string? value) => value is Light or Dark ? value : Auto;
}
