using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.BusinessObjectives;

/// <summary>Writes down what the organisation wants to achieve.</summary>
[RequirePermission(Permissions.ContextEdit)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AddObjective : ObjectiveForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same objective. Made by the server when missing.</summary>
    public Guid Id { get; init; }
}

public sealed class AddObjectiveValidator : AbstractValidator<AddObjective>
{
    public AddObjectiveValidator()
    {
        Include(new ObjectiveFormRules());
        RuleFor(o => o.Id).Required();
    }
}

public sealed class AddObjectiveHandler(IsmsDbContext db, ReviewDesk desk, CodeSequence codes) : ICommandHandler<AddObjective, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(AddObjective command, CancellationToken cancellationToken)
    {
        if (await db.BusinessObjectives.AsNoTracking().SingleOrDefaultAsync(o => o.Id == command.Id, cancellationToken) is { } there) { return ReviewDesk.Again(there, there.Details(), command.Details(), command); }
        var code = await codes.NextAsync(BusinessObjective.CodePrefix, cancellationToken);
        var objective = BusinessObjective.Add(command.Id, code, command.Details(), await desk.PlanAsync<BusinessObjective>(command, cancellationToken));
        if (objective.Error is { } error) { return error; }
        db.BusinessObjectives.Add(objective.Value);
        await desk.AskAsync(objective.Value, objective.Value.Title, cancellationToken);
        return command.Id;
    }
}
