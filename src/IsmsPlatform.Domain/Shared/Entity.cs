namespace IsmsPlatform.Domain.Shared;

/// <summary>
/// A record of a tenant. The tenant itself is no property: the database context adds it to every entity, so that nothing in
/// the domain can name another one.
/// </summary>
public abstract class Entity
{
    /// <summary>UUIDv7; create forms carry it, so that a double submit is one record.</summary>
    public Guid Id { get; protected init; }

    /// <summary>Counted by the database at every change; what an edit saw, it must still find.</summary>
    public long Version { get; private set; }
}
