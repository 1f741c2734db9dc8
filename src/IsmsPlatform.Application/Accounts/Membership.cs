using IsmsPlatform.Application.Shared.Memory;

namespace IsmsPlatform.Application.Accounts;

/// <summary>Admits an account to a tenant as one of its persons.</summary>
public sealed class Membership : IBelongsToTenant
{
    private Membership() { }

    public Guid Id { get; private init; }

    public Guid TenantId { get; private init; }

    public Guid AccountId { get; private init; }

    public Guid PersonId { get; private init; }

    public DateTimeOffset AdmittedAt { get; private init; }

    /// <summary>Set while the account may not enter; taking it away again lets it back in.</summary>
    public DateTimeOffset? DeactivatedAt { get; private set; }

    [NotInEvents]
    public string Label { get; private init; } = "";

    public static Membership Admit(Guid tenantId, Guid accountId, Guid personId, string label, DateTimeOffset now)
        => new() { Id = Guid.CreateVersion7(now), TenantId = tenantId, AccountId = accountId, PersonId = personId, Label = label, AdmittedAt = now };

    public void Deactivate(DateTimeOffset now) => DeactivatedAt ??= now;

    public void Reactivate() => DeactivatedAt = null;
}
