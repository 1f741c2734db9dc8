using IsmsPlatform.Application.Shared.Tenancy;

namespace IsmsPlatform.Application.Shared.Memory;

/// <summary>One act on one record, in the words of the use case. Insert-only; written in the transaction of the change.</summary>
public sealed class AuditEvent
{
    public Guid Id { get; init; }

    public DateTimeOffset At { get; init; }

    public ActorKind ActorKind { get; init; }

    /// <summary>Account or API client; null for jobs.</summary>
    public Guid? ActorId { get; init; }

    /// <summary>The name at that time: people leave and marry, what they did stays theirs.</summary>
    public required string ActorName { get; init; }

    public string? IpAddress { get; init; }

    public required string UseCase { get; init; }

    public required string SubjectType { get; init; }

    public Guid SubjectId { get; init; }

    public required string SubjectLabel { get; init; }

    public string? Reason { get; init; }

    public required string RequestId { get; init; }

    /// <summary>The event that tells many acts as one, such as an import; null for what stands for itself.</summary>
    public Guid? PartOf { get; init; }

    /// <summary>JSON: <c>[{"field":"OwnerId","before":…,"after":…}]</c>.</summary>
    public required string Changes { get; init; }
}

/// <summary>A changed field; values as JSON scalars in the form of the API (ids, ISO dates, enum names).</summary>
public sealed record FieldChange(string Field, object? Before, object? After);

/// <summary>Platform records that belong to one tenant: their changes are events of that tenant, too.</summary>
public interface IBelongsToTenant
{
    Guid TenantId { get; }

    Guid Id { get; }

    /// <summary>How an event calls the record: a name, never a secret.</summary>
    string Label { get; }
}

/// <summary>Values that no event may hold (secrets, hashes), and working records whose changes are no acts of the ISMS.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class NotInEventsAttribute : Attribute;
