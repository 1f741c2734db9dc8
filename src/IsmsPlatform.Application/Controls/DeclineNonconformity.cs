using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;

namespace IsmsPlatform.Application.Controls;

/// <summary>A control that is not effective suggests a nonconformity (10.2); it is declined for a reason that stays.</summary>
[RequirePermission(Permissions.ControlsEdit, Permissions.ControlsEditOwn)]
public sealed record DeclineNonconformity(Guid Id, long Version, string? Reason) : ICommand<Result>;

public sealed class DeclineNonconformityValidator : AbstractValidator<DeclineNonconformity>
{
    public DeclineNonconformityValidator() => RuleFor(d => d.Reason).AtMost(ReviewedRecord.ClosedReasonMaxLength);
}

public sealed class DeclineNonconformityHandler(TestDesk desk) : ICommandHandler<DeclineNonconformity, Result>
{
    public async ValueTask<Result> Handle(DeclineNonconformity command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        return desk.MayDecide(opened.Value.Of.OwnerId) ? opened.Value.Test.DeclineNonconformity(command.Reason) : Error.Forbidden;
    }
}
