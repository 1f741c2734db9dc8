using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Evidence;

/// <summary>Evidence that is there already speaks for one more record.</summary>
[RequirePermission(Permissions.EvidenceEdit)]
public sealed record LinkEvidence(Guid EvidenceId, string? SubjectType, Guid SubjectId) : ICommand<Result>;

public sealed class LinkEvidenceHandler(IsmsDbContext db, AuditTrail audit, RequestScope scope, TimeProvider clock) : ICommandHandler<LinkEvidence, Result>
{
    public async ValueTask<Result> Handle(LinkEvidence command, CancellationToken cancellationToken)
    {
        if (await db.FindAsync(command.SubjectType, command.SubjectId, scope.Actor, cancellationToken) is not { } subject) { return Error.NotFound; }
        if (await db.Evidence.VisibleTo(db, scope.Actor).Where(e => e.Id == command.EvidenceId).Select(e => e.Title).SingleOrDefaultAsync(cancellationToken) is not { } title) { return Error.NotFound; }
        var type = SubjectKinds.Of(command.SubjectType)!.Type;
        if (await db.EvidenceLinks.AnyAsync(l => l.EvidenceId == command.EvidenceId && l.SubjectType == type && l.SubjectId == subject.Id, cancellationToken)) { return EvidenceErrors.LinkedAlready; }
        var now = clock.GetUtcNow();
        db.EvidenceLinks.Add(EvidenceLink.Between(Guid.CreateVersion7(now), command.EvidenceId, type, subject.Id, now));
        audit.Note(type, subject.Id, subject.Name, new FieldChange("Evidence", null, title));
        return Result.Success;
    }
}
