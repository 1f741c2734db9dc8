using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Evidence;

/// <summary>
/// Collects evidence for a record. With <see cref="EvidenceForm.SupersedesId"/> it takes the place of an older item, on every
/// record for which that one speaks; the older one stays.
/// </summary>
[RequirePermission(Permissions.EvidenceEdit)]
public sealed record AddEvidence : EvidenceForm, ICommand<Result<Guid>>
{
    public AddEvidence(EvidenceForm form, StoredFile? file)
        : base(form) => File = file;

    public StoredFile? File { get; }
}

public sealed class AddEvidenceValidator : AbstractValidator<AddEvidence>
{
    public AddEvidenceValidator() => Include(new EvidenceFormRules());
}

public sealed class AddEvidenceHandler(IsmsDbContext db, AuditTrail audit, RequestScope scope, TimeProvider clock) : ICommandHandler<AddEvidence, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(AddEvidence command, CancellationToken cancellationToken)
    {
        var subjects = new List<(string Type, Guid Id)>();
        if (command.SupersedesId is { } older)
        {
            if (!await db.Evidence.VisibleTo(db, scope.Actor).AnyAsync(e => e.Id == older, cancellationToken)) { return Error.NotFound; }
            if (await db.Evidence.AnyAsync(e => e.SupersedesId == older && e.Id != command.Id, cancellationToken)) { return EvidenceErrors.SupersededAlready; }
            subjects.AddRange((await db.EvidenceLinks.Where(l => l.EvidenceId == older).ToListAsync(cancellationToken)).Select(l => (l.SubjectType, l.SubjectId)));
        }
        else
        {
            if (await db.FindAsync(command.SubjectType, command.SubjectId, scope.Actor, cancellationToken) is null) { return Error.NotFound; }
            subjects.Add((SubjectKinds.Of(command.SubjectType)!.Type, command.SubjectId));
        }
        if (await db.Evidence.AnyAsync(e => e.Id == command.Id, cancellationToken)) { return EvidenceErrors.AddedAlready; }
        var (now, today) = (clock.GetUtcNow(), scope.Today(clock));
        var item = EvidenceItem.Collect(command.Id, new EvidenceDetails(command.Title!, command.Kind, command.Url, command.Text, command.File, command.PeriodFrom, command.PeriodTo, command.CollectedOn, command.Classification, command.ValidUntil),
            scope.PersonId, command.SupersedesId, today, now);
        if (item.Error is { } error) { return error; }
        db.Evidence.Add(item.Value);
        var names = await db.NamesAsync(subjects, scope.Actor, cancellationToken);
        foreach (var (type, id) in subjects)
        {
            db.EvidenceLinks.Add(EvidenceLink.Between(Guid.CreateVersion7(now), command.Id, type, id, now));
            audit.Note(type, id, names.TryGetValue((type, id), out var name) ? name.Name : "", new FieldChange("Evidence", null, item.Value.Title));
        }
        return command.Id;
    }
}
