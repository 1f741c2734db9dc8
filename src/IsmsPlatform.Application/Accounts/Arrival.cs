using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared.Tenancy;

namespace IsmsPlatform.Application.Accounts;

/// <summary>
/// What each request of a browser asks before its page: who comes, whether the session lasts, which organisations they may enter, and what
/// they may do in the one that the address names. Kept nowhere, so whatever is revoked is gone with the next request, on every node.
/// </summary>
/// <param name="Standing">In the organisation that was asked for; null where the account is none of its members.</param>
public sealed record Arrival(Arrival.Profile Account, Standing? Standing)
{
    /// <summary>The account, as far as each page needs it.</summary>
    public sealed record Profile(Guid Id, string Name, string Email, string Language, string TimeZone, bool IsPlatformOperator, string? Stamp, bool HasSecondFactor, SignIn? Session)
    {
        public IReadOnlyList<Entrance> Organisations { get; init; } = [];
    }

    /// <summary>The session of this browser.</summary>
    public sealed record SignIn(Guid Id, DateTimeOffset? ProvedAt, DateTimeOffset StartedAt, DateTimeOffset LastSeenAt, bool SecondFactor);

    /// <summary>An organisation that the account may enter, who it is there, and what is asked of its sign-in.</summary>
    /// <param name="PersonId">Null for a platform operator who was let in for a time.</param>
    /// <param name="OperatorUntil">Until when; null for members.</param>
    public sealed record Entrance(CurrentTenant Tenant, Guid? PersonId, bool RequiresSecondFactor, int IdleHours, int SessionHours, DateTimeOffset? OperatorUntil = null);
}

/// <summary>Asks for all of it in one round trip.</summary>
public interface IArrivals
{
    /// <param name="account">That the cookie names.</param>
    /// <param name="session">That the cookie names.</param>
    /// <param name="slug">Of the organisation that the address leads into; null beside all of them.</param>
    /// <param name="list">The key of the list that is asked for; null for other pages.</param>
    /// <param name="now">The instant of the request.</param>
    /// <param name="cancellationToken">Of the request.</param>
    Task<Arrival?> OfAsync(Guid account, Guid session, string? slug, string? list, DateTimeOffset now, CancellationToken cancellationToken);
}
