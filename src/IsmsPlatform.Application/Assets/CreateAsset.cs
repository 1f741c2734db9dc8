using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>Registers an asset as a draft; its owner accepts it later.</summary>
[RequirePermission(Permissions.AssetsEdit, Permissions.AssetsEditOwn)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateAsset : AssetForm, ICommand<Result<Guid>>
{
    /// <summary>UUID, best version 7; the same id again is the same asset. Made by the server when missing.</summary>
    public Guid Id { get; init; }

    /// <summary>The system that its entry comes from.</summary>
    public string? SourceSystem { get; init; }

    /// <summary>Its id there; unique for the source.</summary>
    public string? ExternalId { get; init; }
}

public sealed class CreateAssetValidator : AbstractValidator<CreateAsset>
{
    public CreateAssetValidator()
    {
        Include(new AssetFormRules());
        RuleFor(a => a.Id).Required();
        RuleFor(a => a.SourceSystem).AtMost(Asset.SourceSystemMaxLength);
        RuleFor(a => a.ExternalId).AtMost(Asset.ExternalIdMaxLength);
    }
}

public sealed class CreateAssetHandler(IsmsDbContext db, RecalculateProtection recalculate, RequestScope scope, TimeProvider clock) : ICommandHandler<CreateAsset, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(CreateAsset command, CancellationToken cancellationToken)
    {
        // The form was sent twice: that is one asset, and whatever differs is not lost in silence.
        if (await db.Assets.SingleOrDefaultAsync(a => a.Id == command.Id, cancellationToken) is { } there)
        {
            there.From(command.SourceSystem, command.ExternalId);
            var sent = command.Details();
            return db.Again(there, there.Change(sent with { NextReviewOn = sent.NextReviewOn ?? there.NextReviewOn }, scope.Today(clock)));
        }
        var asset = Asset.Register(command.Id, command.Details(), scope.Today(clock));
        asset.From(command.SourceSystem, command.ExternalId);
        db.Assets.Add(asset);
        await recalculate.AfterAsync([asset.Id], cancellationToken);
        return asset.Id;
    }
}
