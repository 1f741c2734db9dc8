using FluentValidation;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>Accepts many at once: the named ones, or with <see cref="AllMatching"/> every draft that the filter finds. One that cannot be accepted holds up no other.</summary>
[RequirePermission(Permissions.AssetsEdit, Permissions.AssetsEditOwn)]
public sealed record AcceptAssets(IReadOnlyList<Guid>? Ids, bool AllMatching = false, AssetFilter? Filter = null) : ICommand<Result<AcceptedAssets>>;

/// <summary>What became of them; what is accepted already is not mentioned.</summary>
public sealed record AcceptedAssets(int Accepted, IReadOnlyList<NotAccepted> Refused);

public sealed record NotAccepted(Guid Id, string Name, Error Why);

public sealed class AcceptAssetsValidator : AbstractValidator<AcceptAssets>
{
    public AcceptAssetsValidator()
    {
        RuleFor(a => a.Ids).Must((a, ids) => a.AllMatching || ids is { Count: > 0 and <= AcceptAssetsHandler.Most }).WithErrorCode("required").WithMessage("Choose at least one.");
        RuleFor(a => a.Filter).SetValidator(new AssetFilterRules()!);
    }
}

public sealed class AcceptAssetsHandler(IsmsDbContext db, ScopeInForce inForce, AssetAccess access, AssetTasks tasks, CodeSequence codes, RequestScope scope, TimeProvider clock) : ICommandHandler<AcceptAssets, Result<AcceptedAssets>>
{
    /// <summary>As many as one import may bring.</summary>
    internal const int Most = 10_000;

    public async ValueTask<Result<AcceptedAssets>> Handle(AcceptAssets command, CancellationToken cancellationToken)
    {
        var today = scope.Today(clock);
        var boundary = command.Filter?.InScope is null ? null : await inForce.BoundaryAsync(cancellationToken);
        var meant = command.AllMatching ? (command.Filter ?? new AssetFilter()).Over(db.Assets, db, scope, today, boundary) : db.Assets.Where(a => command.Ids!.Contains(a.Id));
        var assets = await meant.Where(a => a.Status == AssetStatus.Draft || a.Status == AssetStatus.UnderReview).OrderBy(a => a.Name).ThenBy(a => a.Id).Take(Most).ToListAsync(cancellationToken);
        if (!scope.Actor.Can(Permissions.AssetsEdit)) { assets.RemoveAll(a => a.OwnerId != scope.PersonId); }

        Guid[] owners = [.. assets.Select(a => a.OwnerId).OfType<Guid>().Distinct()];
        var people = await db.People.AsNoTracking().Where(p => owners.Contains(p.Id)).Select(p => new { p.Id, p.Name, IsActive = p.Status == PersonStatus.Active }).ToDictionaryAsync(p => p.Id, cancellationToken);
        var withAccount = await access.WithAccountAsync(owners, cancellationToken);
        bool OwnerIsActive(Asset a) => a.OwnerId is { } id && people.TryGetValue(id, out var p) && p.IsActive;
        Error? Refusal(Asset a) => a.MayBeAccepted(OwnerIsActive(a)).Error
            ?? (a.OwnerId != scope.PersonId && withAccount.Contains(a.OwnerId!.Value) ? AssetErrors.OwnerAccepts(people[a.OwnerId.Value].Name) : null);

        var judged = assets.ConvertAll(a => (Asset: a, Refusal: Refusal(a)));
        var good = judged.Where(j => j.Refusal is null).Select(j => j.Asset).ToList();
        var without = good.Count(a => a.Code is null);
        var drawn = new Queue<string>(without == 0 ? [] : await codes.NextAsync(Asset.CodePrefix, without, cancellationToken));
        var cycle = await tasks.CycleAsync(cancellationToken);
        foreach (var asset in good) { asset.Accept(ownerIsActive: true, asset.Code ?? drawn.Dequeue(), today, cycle); }
        await tasks.AcceptedAsync([.. good.Select(a => a.Id)], cancellationToken);
        return new AcceptedAssets(good.Count, [.. judged.Where(j => j.Refusal is not null).Select(j => new NotAccepted(j.Asset.Id, j.Asset.Name, j.Refusal!))]);
    }
}
