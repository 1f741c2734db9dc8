using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.LegalRequirements;

/// <summary>It binds nobody here any more.</summary>
[RequirePermission(Permissions.LegalEdit)]
public sealed record RepealLegalRequirement(Guid Id, long Version, string? Reason) : ICommand<Result>, IWithReason;

public sealed class RepealLegalRequirementValidator : AbstractValidator<RepealLegalRequirement>
{
    public RepealLegalRequirementValidator() => Include(new ClosingReasonRules());
}

public sealed class RepealLegalRequirementHandler(ReviewDesk desk) : ICommandHandler<RepealLegalRequirement, Result>
{
    public async ValueTask<Result> Handle(RepealLegalRequirement command, CancellationToken cancellationToken)
        => await desk.ActAsync<LegalRequirement>(command.Id, command.Version, requirement => requirement.Repeal(command.Reason), cancellationToken);
}

/// <summary>It binds the organisation again.</summary>
[RequirePermission(Permissions.LegalEdit)]
public sealed record ReinstateLegalRequirement(Guid Id, long Version) : ICommand<Result>;

public sealed class ReinstateLegalRequirementHandler(IsmsDbContext db, ReviewDesk desk) : ICommandHandler<ReinstateLegalRequirement, Result>
{
    public async ValueTask<Result> Handle(ReinstateLegalRequirement command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync<LegalRequirement>(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        // Another one may have taken its name meanwhile.
        return await db.RefusalOfTwinAsync(command.Id, opened.Value.Title, opened.Value.Jurisdiction, cancellationToken) is { } twin ? twin : opened.Value.Reinstate();
    }
}
