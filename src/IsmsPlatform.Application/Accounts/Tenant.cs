using IsmsPlatform.Domain.Organisation;

namespace IsmsPlatform.Application.Accounts;

/// <summary>An organisation as the platform sees it: an address and a state. What it holds is in its own tables.</summary>
public sealed class Tenant
{
    public const int SlugMaxLength = 40;

    private Tenant() { }

    public Guid Id { get; private init; }

    /// <summary>In the address: <c>/t/{slug}</c>; lower-case letters, digits, hyphens; never changes.</summary>
    public string Slug { get; private init; } = "";

    public string Name { get; private set; } = "";

    public string TimeZone { get; private set; } = "UTC";

    public int CriticalityThreshold { get; private set; } = 3;

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The organisation's sign-in policy, in short: every request asks for it.</summary>
    public bool RequiresSecondFactor { get; private set; }

    public int IdleHours { get; private set; } = SignInPolicy.DefaultIdleHours;

    public int SessionHours { get; private set; } = SignInPolicy.DefaultSessionHours;

    public static Tenant Found(Guid id, string slug, string name, string timeZone, DateTimeOffset now)
        => new() { Id = id, Slug = slug, Name = name, TimeZone = timeZone, CreatedAt = now };

    /// <summary>Keeps what every request needs beside the address, so that resolving the tenant is one row.</summary>
    public void Mirror(string name, string timeZone, int criticalityThreshold)
        => (Name, TimeZone, CriticalityThreshold) = (name, timeZone, criticalityThreshold);

    public void MirrorSignIn(bool requiresSecondFactor, int idleHours, int sessionHours)
        => (RequiresSecondFactor, IdleHours, SessionHours) = (requiresSecondFactor, idleHours, sessionHours);
}
