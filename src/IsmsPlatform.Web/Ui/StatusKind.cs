namespace IsmsPlatform.Web.Ui;

/// <summary>Ring, half dot, full dot, dash, diamond.</summary>
public enum StatusKind
{
    Draft,
    Progress,
    Good,
    Neutral,
    Bad,
}

internal static class StatusLook
{
    internal static string Css(this StatusKind kind) => kind switch
    {
        StatusKind.Progress => "progress",
        StatusKind.Good => "good",
        StatusKind.Neutral => "neutral",
        StatusKind.Bad => "bad",
        _ => "draft",
    };
}
