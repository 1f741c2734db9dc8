using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Approvals;

/// <summary>
/// A kind of record that takes effect by approval. It says what its content is, who approves, and what follows; asking,
/// deciding, comparing and reminding are the same for all. Registered in <c>ApplicationSetup</c>.
/// </summary>
public interface IApprovalSubject
{
    /// <summary>The entity's name.</summary>
    string Type { get; }

    /// <summary>Whoever holds this permission may decide, unless the content is their own.</summary>
    string Permission { get; }

    /// <summary>The content at this moment as canonical JSON (<see cref="Domain.Approvals.CanonicalJson"/>); null when the record is gone.</summary>
    Task<string?> ContentAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>The record's page below the organisation's address; null when the record is gone.</summary>
    Task<string?> PathAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Whose last approved content stands beside what is asked: usually the same record's; of a new version that of the one that it follows.</summary>
    Task<Guid> ComparedWithAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult(id);

    /// <summary>Of these records those whose approval was called off again before it took effect.</summary>
    Task<IReadOnlySet<Guid>> CalledOffAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => Task.FromResult<IReadOnlySet<Guid>>(new HashSet<Guid>());

    /// <summary>It takes effect. A refusal leaves the request open.</summary>
    Task<Result> ApprovedAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>It was rejected, or taken back by who asked.</summary>
    Task<Result> TurnedDownAsync(Guid id, CancellationToken cancellationToken);
}

/// <summary>What a subject's submit command asks for.</summary>
/// <param name="Version">Of the subject.</param>
/// <param name="Title">What is asked, as a name: "Ada Lovelace as ISMS manager".</param>
/// <param name="Content">Canonical JSON.</param>
/// <param name="AuthorId">Whose work it is.</param>
/// <param name="RequestedBy">Who asked for it, where that is not whoever acts.</param>
/// <param name="DecideBy">The day on which it is to take effect; nobody has longer than that.</param>
public sealed record ApprovalRequest(string Type, Guid SubjectId, long Version, string Title, string Content, Guid? AuthorId, DateOnly? DecideBy = null, Guid? RequestedBy = null);
