using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.LegalRequirements;

/// <summary>Somebody compared what is done with what has to be done; the day is kept (A.5.31, A.5.36).</summary>
/// <param name="Note">What was found; what is missing where it is not compliant.</param>
[RequirePermission(Permissions.LegalEdit)]
public sealed record AssessCompliance(Guid Id, long Version, ComplianceStatus? ComplianceStatus, string? Note) : ICommand<Result>;

public sealed class AssessComplianceValidator : AbstractValidator<AssessCompliance>
{
    public AssessComplianceValidator()
    {
        RuleFor(a => a.ComplianceStatus).Chosen();
        RuleFor(a => a.Note).AtMost(LegalRequirement.NoteMaxLength);
    }
}

public sealed class AssessComplianceHandler(ReviewDesk desk) : ICommandHandler<AssessCompliance, Result>
{
    public async ValueTask<Result> Handle(AssessCompliance command, CancellationToken cancellationToken)
        => await desk.ActAsync<LegalRequirement>(command.Id, command.Version, requirement => requirement.Assess(command.ComplianceStatus!.Value, command.Note, desk.Today), cancellationToken);
}
