using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>Top management approves what the ISMS covers (ISO/IEC 27001 4.3, 5.1).</summary>
public sealed class ScopeApproval(IsmsDbContext db, RequestScope scope, TimeProvider clock) : IApprovalSubject
{
    public string Type => nameof(ScopeStatement);

    public string Permission => Permissions.ScopeApprove;

    public async Task<string?> ContentAsync(Guid id, CancellationToken cancellationToken)
        => await db.ScopeStatements.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellationToken) is { } draft ? (await db.ScopePartsAsync(id, cancellationToken)).ContentOf(draft) : null;

    public async Task<string?> PathAsync(Guid id, CancellationToken cancellationToken)
        => await db.ScopeStatements.AnyAsync(s => s.Id == id, cancellationToken) ? $"scope/versions/{id}" : null;

    /// <summary>Beside the version that it follows and would replace.</summary>
    public async Task<Guid> ComparedWithAsync(Guid id, CancellationToken cancellationToken)
    {
        var number = await db.ScopeStatements.Where(s => s.Id == id).Select(s => s.VersionNo).SingleOrDefaultAsync(cancellationToken);
        return await db.ScopeStatements.FollowedBy(number).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken) ?? id;
    }

    /// <summary>What was approved is withdrawn only by calling it off.</summary>
    public async Task<IReadOnlySet<Guid>> CalledOffAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
        => await db.ScopeStatements.Where(s => ids.Contains(s.Id) && s.Status == ScopeStatus.Withdrawn).Select(s => s.Id).ToHashSetAsync(cancellationToken);

    public async Task<Result> ApprovedAsync(Guid id, CancellationToken cancellationToken)
    {
        // Asked again: a party may have come to require something since the draft was submitted.
        if (await db.UndecidedRequirementsAsync(cancellationToken) is [var first, ..])
        {
            var sentence = ScopeErrors.RequirementUndecided(first.Party, first.Requirement);
            return new Error(sentence.Code, sentence.Sentence, ErrorKind.Refused, sentence.Arguments);
        }
        // A place at the top may have come as well.
        var newcomer = await db.Units.Where(u => u.ParentId == null && !db.ScopeItems.Any(i => i.ScopeId == id && i.UnitId == u.Id)).Select(u => u.Name)
            .Concat(db.Locations.Where(l => !db.ScopeItems.Any(i => i.ScopeId == id && i.LocationId == l.Id)).Select(l => l.Name)).OrderBy(name => name).FirstOrDefaultAsync(cancellationToken);
        if (newcomer is not null) { return ScopeErrors.UndecidedSince(newcomer); }
        return (await db.ScopeStatements.SingleAsync(s => s.Id == id, cancellationToken)).Approve(scope.Today(clock));
    }

    public async Task<Result> TurnedDownAsync(Guid id, CancellationToken cancellationToken)
        => (await db.ScopeStatements.SingleAsync(s => s.Id == id, cancellationToken)).Reopen();
}
