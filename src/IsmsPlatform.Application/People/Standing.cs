using IsmsPlatform.Application.Notifications;

namespace IsmsPlatform.Application.People;

/// <summary>What a person may do today and what waits for them; asked with each request (<see cref="Accounts.Arrival"/>).</summary>
/// <param name="Counts">Null for somebody without any role.</param>
/// <param name="HasViews">Whether anybody keeps views of the list that was asked for.</param>
public sealed record Standing(IReadOnlySet<string> Permissions, ShellCounts? Counts, bool HasViews);
