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

    public static Tenant Found(Guid id, string slug, string name, string timeZone, DateTimeOffset now)
        => new() { Id = id, Slug = slug, Name = name, TimeZone = timeZone, CreatedAt = now };

    /// <summary>Keeps what every request needs beside the address, so that resolving the tenant is one row.</summary>
    public void Mirror(string name, string timeZone, int criticalityThreshold)
        => (Name, TimeZone, CriticalityThreshold) = (name, timeZone, criticalityThreshold);
}
