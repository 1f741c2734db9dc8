using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Accounts;

/// <summary>A browser in which somebody signed in.</summary>
public sealed class Session
{
    public const string Claim = "sid";
    public const int BrowserMaxLength = 300;

    /// <summary>Written at most this often: a request must not cost a write.</summary>
    public static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    private Session() { }

    public Guid Id { get; private set; }

    public Guid AccountId { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public DateTimeOffset LastSeenAt { get; private set; }

    public string? IpAddress { get; private set; }

    /// <summary>As it names itself.</summary>
    public string? Browser { get; private set; }

    /// <summary>More was proven than a password: a code of the app, a recovery code, a passkey.</summary>
    public bool SecondFactor { get; private set; }

    /// <summary>When who uses it last showed who they are.</summary>
    public DateTimeOffset? ProvedAt { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public static Session Start(Guid id, Guid accountId, string? ipAddress, string? browser, bool secondFactor, DateTimeOffset now) => new()
    {
        Id = id,
        AccountId = accountId,
        StartedAt = now,
        LastSeenAt = now,
        ProvedAt = now,
        IpAddress = ipAddress,
        SecondFactor = secondFactor,
        Browser = Text.Cut(browser, BrowserMaxLength),
    };

    public void End(DateTimeOffset now) => EndedAt ??= now;
}
