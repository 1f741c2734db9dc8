using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LegalRequirements;

/// <summary>Takes a law, a contract or another rule into the register; compliance is assessed afterwards.</summary>
[RequirePermission(Permissions.LegalEdit)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record RegisterLegalRequirement : LegalRequirementForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same requirement. Made by the server when missing.</summary>
    public Guid Id { get; init; }
}

public sealed class RegisterLegalRequirementValidator : AbstractValidator<RegisterLegalRequirement>
{
    public RegisterLegalRequirementValidator()
    {
        Include(new LegalRequirementFormRules());
        RuleFor(l => l.Id).Required();
    }
}

public sealed class RegisterLegalRequirementHandler(IsmsDbContext db, ReviewDesk desk, CodeSequence codes) : ICommandHandler<RegisterLegalRequirement, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(RegisterLegalRequirement command, CancellationToken cancellationToken)
    {
        if (await db.LegalRequirements.AsNoTracking().SingleOrDefaultAsync(l => l.Id == command.Id, cancellationToken) is { } there) { return ReviewDesk.Again(there, there.Details(), command.Details(), command); }
        var details = command.Details();
        if (await db.RefusalOfTwinAsync(command.Id, details.Title, details.Jurisdiction, cancellationToken) is { } refusal) { return refusal; }
        var code = await codes.NextAsync(LegalRequirement.CodePrefix, cancellationToken);
        var requirement = LegalRequirement.Register(command.Id, code, details, await desk.PlanAsync<LegalRequirement>(command, cancellationToken));
        if (requirement.Error is { } error) { return error; }
        db.LegalRequirements.Add(requirement.Value);
        await desk.AskAsync(requirement.Value, requirement.Value.Title, cancellationToken);
        return command.Id;
    }
}
