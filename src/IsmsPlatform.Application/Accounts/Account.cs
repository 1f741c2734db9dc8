using Microsoft.AspNetCore.Identity;

namespace IsmsPlatform.Application.Accounts;

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

    public bool IsPlatformOperator { get; set; }
}
