using FluentValidation;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Assets;

[RequirePermission(Permissions.AssetsEdit, Permissions.AssetsEditOwn)]
public sealed record ChangeAsset : AssetForm, ICommand<Result>
{
    public Guid Id { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangeAssetValidator : AbstractValidator<ChangeAsset>
{
    public ChangeAssetValidator() => Include(new AssetFormRules());
}

public sealed class ChangeAssetHandler(AssetAccess access, RecalculateProtection recalculate, RequestScope scope, TimeProvider clock) : ICommandHandler<ChangeAsset, Result>
{
    public async ValueTask<Result> Handle(ChangeAsset command, CancellationToken cancellationToken)
    {
        var opened = await access.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (asset, details, before) = (opened.Value, command.Details(), opened.Value.Own);
        var changed = asset.Change(details, scope.Today(clock), await access.IsActiveAsync(details.OwnerId, cancellationToken));
        if (changed.IsSuccess && asset.Own != before) { await recalculate.AfterAsync([asset.Id], cancellationToken); }
        return changed;
    }
}
