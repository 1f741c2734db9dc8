using IsmsPlatform.Domain.Acceptance;

namespace IsmsPlatform.Web.Ui;

/// <summary>How the status of an acceptance looks, on its own page and on that of its risk.</summary>
public static class AcceptanceChip
{
    public static StatusKind Kind(AcceptanceStatus status) => status switch
    {
        AcceptanceStatus.Requested => StatusKind.Draft,
        AcceptanceStatus.Granted => StatusKind.Good,
        AcceptanceStatus.Refused => StatusKind.Bad,
        _ => StatusKind.Neutral,
    };
}
