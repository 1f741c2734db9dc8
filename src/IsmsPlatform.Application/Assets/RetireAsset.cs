using FluentValidation;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>The asset is gone. It stays as evidence, with the record of its disposal (A.7.14).</summary>
/// <param name="Confirmed">Active assets still need it; it is retired nevertheless, and <see cref="Reason"/> says why.</param>
[RequirePermission(Permissions.AssetsEdit, Permissions.AssetsEditOwn)]
public sealed record RetireAsset(Guid Id, long Version, string? DisposalRecord, bool Confirmed, string? Reason) : ICommand<Result>, IWithReason;

public sealed class RetireAssetValidator : AbstractValidator<RetireAsset>
{
    public const int ReasonMaxLength = 1000;

    public RetireAssetValidator()
    {
        RuleFor(r => r.DisposalRecord).AtMost(Asset.DisposalRecordMaxLength);
        RuleFor(r => r.Reason).AtMost(ReasonMaxLength);
        RuleFor(r => r.Reason).Required().When(r => r.Confirmed);
    }
}

public sealed class RetireAssetHandler(IsmsDbContext db, AssetAccess access, RecalculateProtection recalculate, RisksToReevaluate risks, RequestScope scope, TimeProvider clock) : ICommandHandler<RetireAsset, Result>
{
    public async ValueTask<Result> Handle(RetireAsset command, CancellationToken cancellationToken)
    {
        var opened = await access.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var isNeeded = await db.AssetDependencies.AnyAsync(d => d.LowerId == command.Id && db.Assets.Any(a => a.Id == d.UpperId && a.Status == AssetStatus.Active), cancellationToken);
        var retired = opened.Value.Retire(isNeeded, command.Confirmed, command.DisposalRecord, scope.Today(clock));
        if (!retired.IsSuccess) { return retired; }
        await risks.MarkAsync([command.Id], ReevaluationCause.AssetRetired, cancellationToken);
        await recalculate.AfterAsync([command.Id], cancellationToken);
        return Result.Success;
    }
}
