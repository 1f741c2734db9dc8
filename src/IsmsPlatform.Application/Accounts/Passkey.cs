using Microsoft.AspNetCore.Identity;

namespace IsmsPlatform.Application.Accounts;

/// <summary>A key pair of a device that lets its account in. The device proves that it is there and who holds it, so it counts as two factors.</summary>
public sealed class Passkey : IdentityUserPasskey<Guid>
{
    public const int NameMaxLength = 100;
    public const int Most = 20;

    /// <summary>In addresses and forms; the credential's own id is the authenticator's and long.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public DateTimeOffset? LastUsedAt { get; private set; }
}
