using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>Begins a new version with what the last approved one says. What came since then stands there undecided.</summary>
/// <param name="OwnerId">The person who looks after it; leave it out. Only a key for which nobody answers has to name somebody.</param>
[RequirePermission(Permissions.ScopeEdit)]
public sealed record CreateScopeDraft(Guid Id, Guid? OwnerId = null) : ICommand<Result<Guid>>;

public sealed class CreateScopeDraftHandler(IsmsDbContext db, RequestScope scope) : ICommandHandler<CreateScopeDraft, Result<Guid>>
{
    private static readonly Error OwnerMissing = new Error("scope.owner-missing", "Name the person who looks after this version.").At(nameof(CreateScopeDraft.OwnerId));

    public async ValueTask<Result<Guid>> Handle(CreateScopeDraft command, CancellationToken cancellationToken)
    {
        if (await db.ScopeStatements.AsNoTracking().SingleOrDefaultAsync(s => s.Id == command.Id, cancellationToken) is { } there) { return (command.OwnerId ?? there.OwnerId) == there.OwnerId ? there.Id : ReviewErrors.SentBefore; }
        if (scope.Actor.ResponsibleId is { } answers && command.OwnerId is { } named && named != answers) { return ApprovalErrors.WorkOfKey(nameof(CreateScopeDraft.OwnerId)); }
        if ((command.OwnerId ?? scope.AnsweringId) is not { } owner) { return OwnerMissing; }
        if (await db.ScopeStatements.AnyAsync(s => s.Status == ScopeStatus.Draft || s.Status == ScopeStatus.InReview, cancellationToken)) { return ScopeErrors.OpenAlready; }
        var last = await db.ScopeStatements.AsNoTracking().Where(s => s.Status == ScopeStatus.Approved).OrderByDescending(s => s.InForceFrom).ThenByDescending(s => s.VersionNo).FirstOrDefaultAsync(cancellationToken);
        var number = await db.ScopeStatements.MaxAsync(s => (int?)s.VersionNo, cancellationToken) ?? 0;
        var draft = ScopeStatement.Draft(command.Id, number + 1, owner, last);
        db.ScopeStatements.Add(draft);
        if (last is not null) { await CopyAsync(last.Id, draft.Id, cancellationToken); }
        return draft.Id;
    }

    private async Task CopyAsync(Guid from, Guid to, CancellationToken cancellationToken)
    {
        var parts = await db.ScopePartsAsync(from, cancellationToken);
        // What is retired is not decided about any more.
        var assets = parts.Items.Where(i => i.AssetId is not null).Select(i => i.AssetId!.Value).ToList();
        var gone = await db.Assets.Where(a => assets.Contains(a.Id) && a.Status == AssetStatus.Retired).Select(a => a.Id)
            .Concat(db.Processes.Where(p => p.Status == ProcessStatus.Retired).Select(p => p.Id)).ToHashSetAsync(cancellationToken);
        db.ScopeItems.AddRange(parts.Items.Where(i => !gone.Contains(i.Target.Id)).Select(i => ScopeItem.State(Guid.CreateVersion7(), to, i.Target, i.Name, i.Included, i.Justification, i.Critical)));
        db.ScopeInterfaces.AddRange(parts.Interfaces.Select(i => ScopeInterface.Between(Guid.CreateVersion7(), to, i.Position, i.Counterpart, i.Exchanged, i.Direction, i.Agreement)));
        db.ScopeCitations.AddRange(parts.Citations.Select(c => ScopeCitation.Of(Guid.CreateVersion7(), to, c.Cited.Basis, c.Cited.Id, c.Name)));
    }
}
