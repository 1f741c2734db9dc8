using IsmsPlatform.Application.Shared.Memory;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Another system that calls the API for one tenant, with the scopes it was given. The key is shown once.</summary>
public sealed class ApiClient : IBelongsToTenant
{
    public const int NameMaxLength = 100;

    private ApiClient() { }

    public Guid Id { get; private init; }

    public Guid TenantId { get; private init; }

    public string Name { get; private init; } = "";

    /// <summary>The public part of the key: finds the row, tells keys apart on the page.</summary>
    public string Prefix { get; private init; } = "";

    [NotInEvents]
    public byte[] SecretHash { get; private init; } = [];

    public string[] Scopes { get; private init; } = [];

    /// <summary>The person who answers for what the system does here; null for a key of the console until somebody is named.</summary>
    public Guid? ResponsibleId { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? ExpiresAt { get; private init; }

    [NotInEvents]
    public DateTimeOffset? LastUsedAt { get; private set; }

    public DateTimeOffset? RevokedAt { get; private set; }

    [NotInEvents]
    public string Label => Name;

    public static ApiClient Create(Guid id, Guid tenantId, string name, ApiKey key, IEnumerable<string> scopes, Guid? responsible, DateTimeOffset? expiresAt, DateTimeOffset now)
        => new() { Id = id, TenantId = tenantId, Name = name, Prefix = key.Prefix, SecretHash = key.Hash, Scopes = [.. scopes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)], ResponsibleId = responsible, ExpiresAt = expiresAt, CreatedAt = now };

    public bool IsUsable(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is null || now < ExpiresAt);

    public void BeAnsweredForBy(Guid person) => ResponsibleId = person;

    public void Revoke(DateTimeOffset now) => RevokedAt ??= now;
}
