using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Processes;

/// <summary>Who may change which process: the ISMS manager each of them, an owner their own (section 33 of the domain model).</summary>
public sealed class ProcessAccess(IsmsDbContext db, RequestScope scope)
{
    public bool MayChange(Guid? ownerId)
        => scope.Actor.Can(Permissions.ProcessesEdit) || (scope.Actor.Can(Permissions.ProcessesEditOwn) && ownerId is not null && ownerId == scope.PersonId);

    /// <summary>Whoever keeps the processes, and the owner whatever their roles.</summary>
    public bool MayReview(Guid? ownerId) => scope.Actor.Can(Permissions.ProcessesEdit) || scope.Actor.Owns(ownerId);

    /// <summary>The process to change, at the version that the form saw.</summary>
    public Task<Result<IsmsProcess>> OpenAsync(Guid id, long version, CancellationToken cancellationToken) => OpenAsync(id, version, MayChange, cancellationToken);

    /// <summary>The process to review, at the version that was seen.</summary>
    public Task<Result<IsmsProcess>> OpenForReviewAsync(Guid id, long version, CancellationToken cancellationToken) => OpenAsync(id, version, MayReview, cancellationToken);

    private async Task<Result<IsmsProcess>> OpenAsync(Guid id, long version, Func<Guid?, bool> may, CancellationToken cancellationToken)
    {
        if (await db.Processes.SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is not { } process) { return Error.NotFound; }
        if (!may(process.OwnerId)) { return Error.Forbidden; }
        return process.Version == version ? process : Error.Stale;
    }

    /// <summary>Refused where another process in use has this name: outputs would lead to two of them.</summary>
    public async Task<Error?> RefusalOfNameAsync(Guid id, string name, CancellationToken cancellationToken)
        => await db.Processes.Where(p => p.Id != id && p.Status == ProcessStatus.Active && EF.Functions.ILike(p.Name, Like.Literal(name), "\\")).OrderBy(p => p.Code).Select(p => p.Code).FirstOrDefaultAsync(cancellationToken) is { } other
            ? ProcessErrors.NameTaken(other)
            : null;

    /// <summary>Refused unless a new owner is active; an owner who left does not hold up other edits.</summary>
    public async Task<Error?> RefusalOfOwnerAsync(Guid? ownerId, Guid? before, CancellationToken cancellationToken)
    {
        if (ownerId is null || ownerId == before) { return null; }
        var status = await db.People.Where(p => p.Id == ownerId).Select(p => (PersonStatus?)p.Status).SingleOrDefaultAsync(cancellationToken);
        // Who is not there at all is for the database to refuse.
        return status is null or PersonStatus.Active ? null : ProcessErrors.OwnerNotActive;
    }
}
