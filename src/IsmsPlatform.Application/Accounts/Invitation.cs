using IsmsPlatform.Application.Shared.Memory;

namespace IsmsPlatform.Application.Accounts;

/// <summary>An offer, sent by mail, to enter a tenant as one of its persons. The database knows only the token's hash.</summary>
public sealed class Invitation : IBelongsToTenant
{
    public static readonly TimeSpan Validity = TimeSpan.FromDays(14);

    private Invitation() { }

    public Guid Id { get; private init; }

    public Guid TenantId { get; private init; }

    public Guid PersonId { get; private init; }

    public string Email { get; private init; } = "";

    [NotInEvents]
    public byte[] TokenHash { get; private init; } = [];

    public DateTimeOffset ExpiresAt { get; private init; }

    public DateTimeOffset? AcceptedAt { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    [NotInEvents]
    public string Label => Email;

    public static Invitation To(Guid tenantId, Guid personId, string email, byte[] tokenHash, DateTimeOffset now)
        => new() { Id = Guid.CreateVersion7(now), TenantId = tenantId, PersonId = personId, Email = email, TokenHash = tokenHash, ExpiresAt = now + Validity };

    public bool IsOpen(DateTimeOffset now) => AcceptedAt is null && WithdrawnAt is null && now < ExpiresAt;

    public void Accept(DateTimeOffset now) => AcceptedAt = now;

    public void Withdraw(DateTimeOffset now) => WithdrawnAt ??= now;
}
