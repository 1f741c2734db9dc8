using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Evidence;

/// <summary>One piece of evidence speaks for one record; it may speak for many.</summary>
public sealed class EvidenceLink : Entity
{
    private EvidenceLink() { }

    public Guid EvidenceId { get; private init; }

    public string SubjectType { get; private init; } = "";

    public Guid SubjectId { get; private init; }

    public DateTimeOffset LinkedAt { get; private init; }

    public static EvidenceLink Between(Guid id, Guid evidence, string subjectType, Guid subject, DateTimeOffset now)
        => new() { Id = id, EvidenceId = evidence, SubjectType = subjectType, SubjectId = subject, LinkedAt = now };
}
