using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.People.Import;

/// <summary>Step 3 of an import of people: all lines in one transaction, or none. Nobody is invited by it.</summary>
/// <param name="OnlyGoodLines">Leaves faulty lines out, because the user said so.</param>
[RequirePermission(Permissions.PeopleEdit)]
public sealed record ConfirmPeople(Guid Id, bool OnlyGoodLines = false) : ICommand<Result<PeopleOutcome>>;

/// <param name="LeftOut">Faulty lines.</param>
public sealed record PeopleOutcome(int New, int Known, int LeftOut);

public sealed class ConfirmPeopleHandler(IsmsDbContext db, AuditTrail audit, ImportFiles files, PeopleImports imports) : ICommandHandler<ConfirmPeople, Result<PeopleOutcome>>
{
    public async ValueTask<Result<PeopleOutcome>> Handle(ConfirmPeople command, CancellationToken cancellationToken)
    {
        // Two imports, or a double click, one after the other: the second finds whom the first brought.
        await db.LockAsync("people-imports", cancellationToken);
        var planned = await imports.PlanAsync(command.Id, cancellationToken);
        if (planned.Error is { } closed) { return closed; }
        var ((file, _), plan) = planned.Value;
        if (plan.Faulty > 0 && !command.OnlyGoodLines) { return ImportErrors.FaultyLines(plan.Faulty); }
        var comers = plan.New.ToList();
        foreach (var row in comers)
        {
            var person = Person.Record(row.Id, row.Details);
            if (person.Error is { } refused) { return refused; }
            db.People.Add(person.Value);
        }
        if (comers.Count > 0) { audit.Summarise(AuditTrail.Import, file.FileName, new FieldChange("Records", null, comers.Count)); }
        files.Close(file);
        return new PeopleOutcome(comers.Count, plan.Known, plan.Faulty);
    }
}

/// <summary>The user gives up: the file goes at once instead of in a day.</summary>
[RequirePermission(Permissions.PeopleEdit)]
public sealed record DiscardPeople(Guid Id) : ICommand<Result>;

public sealed class DiscardPeopleHandler(IsmsDbContext db, ImportFiles files) : ICommandHandler<DiscardPeople, Result>
{
    public async ValueTask<Result> Handle(DiscardPeople command, CancellationToken cancellationToken)
    {
        var open = await files.OpenAsync(command.Id, nameof(Person), cancellationToken);
        if (open.Error is { } closed) { return closed; }
        db.ImportFiles.Remove(open.Value.File);
        return Result.Success;
    }
}
