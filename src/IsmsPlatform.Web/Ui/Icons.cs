namespace IsmsPlatform.Web.Ui;

/// <summary>
/// Icons that C# chooses (navigation, empty states, results). Views name theirs in the tag; the build collects both and refuses
/// a name that the icon set does not have.
/// </summary>
public static class Icons
{
    public const string AlertTriangle = "alert-triangle"; // icon
    public const string Approval = "rubber-stamp"; // icon
    public const string Applicability = "list-check"; // icon
    public const string Archive = "archive"; // icon
    public const string Asset = "server"; // icon
    public const string Bell = "bell"; // icon
    public const string Building = "building"; // icon
    public const string Calendar = "calendar"; // icon
    public const string Check = "circle-check"; // icon
    public const string Context = "world-search"; // icon
    public const string Control = "adjustments"; // icon
    public const string Test = "clipboard-check"; // icon
    public const string Coverage = "chart-donut-3"; // icon
    public const string Dashboard = "layout-dashboard"; // icon
    public const string Download = "download"; // icon
    public const string Evidence = "paperclip"; // icon
    public const string History = "history"; // icon
    public const string Inbox = "checklist"; // icon
    public const string Import = "file-import"; // icon
    public const string Key = "key"; // icon
    public const string Location = "map-pin"; // icon
    public const string Law = "gavel"; // icon
    public const string Lock = "lock"; // icon
    public const string Mail = "mail"; // icon
    public const string Objective = "target-arrow"; // icon
    public const string Party = "users-group"; // icon
    public const string People = "users"; // icon
    public const string Person = "user"; // icon
    public const string Plus = "plus"; // icon
    public const string Methodology = "grid-dots"; // icon
    public const string Process = "arrows-exchange"; // icon
    public const string Responsibility = "hierarchy-2"; // icon
    public const string Scope = "focus-centered"; // icon
    public const string SearchOff = "search-off"; // icon
    public const string Settings = "settings"; // icon
    public const string UserShield = "user-shield"; // icon
    public const string ShieldLock = "shield-lock"; // icon
    public const string Shield = "shield-check"; // icon
    public const string Tools = "tools"; // icon
    public const string Risk = "flame"; // icon
    public const string Loss = "coins"; // icon
    public const string Threat = "bolt"; // icon
    public const string Assessment = "zoom-check"; // icon
    public const string Treatment = "first-aid-kit"; // icon
    public const string Unit = "sitemap"; // icon
    public const string Vulnerability = "lock-open-2"; // icon
    public const string UserPlus = "user-plus"; // icon

    public const string Helps = "arrow-up-right"; // icon
    public const string Threatens = "arrow-down-right"; // icon
    public const string HelpsAndThreatens = "arrows-up-down"; // icon

    // Marks that C# draws.
    internal const string ArrowDown = "arrow-down"; // icon
    internal const string ArrowUp = "arrow-up"; // icon
    internal const string ArrowsSort = "arrows-sort"; // icon
    internal const string ChevronLeft = "chevron-left"; // icon
    internal const string ChevronRight = "chevron-right"; // icon
    internal const string Clock = "clock"; // icon
    internal const string Error = "alert-circle"; // icon
    internal const string Upload = "cloud-upload"; // icon
}
