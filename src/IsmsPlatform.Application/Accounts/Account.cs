using Microsoft.AspNetCore.Identity;

namespace IsmsPlatform.Application.Accounts;

/// <summary>When mails about tasks and approvals are sent.</summary>
public enum MailPreference
{
    /// <summary>Each as it happens, and the digest.</summary>
    Now,
    /// <summary>One digest a day at most, when something is new.</summary>
    Daily,
    Off,
}

/// <summary>
/// Someone who can sign in, once for all organisations. What they may do in one is a matter of memberships and role
/// assignments there.
/// </summary>
public sealed class Account : IdentityUser<Guid>
{
    public const int NameMaxLength = 200;
    public const int PasswordMinLength = 12;
    public const int PasswordMaxLength = 200;
    public const int MostFailedAttempts = 5;
    public static readonly TimeSpan LockoutTime = TimeSpan.FromMinutes(10);

    public required string Name { get; set; }

    /// <summary>BCP 47; the language of pages and mails.</summary>
    public string Language { get; set; } = "en";

    /// <summary>IANA; instants are shown in it.</summary>
    public string TimeZone { get; set; } = "UTC";

    public MailPreference MailReminders { get; set; } = MailPreference.Daily;

    public bool IsPlatformOperator { get; set; }
}
