using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Assets;

/// <summary>Which assets a select offers while somebody types a name into the field above it.</summary>
/// <param name="Named">What is chosen now: offered whatever is typed, so that typing takes nothing away.</param>
[RequirePermission(Permissions.AssetsView)]
public sealed record FindAssetsToChoose(string? Q, IReadOnlyList<Guid?> Named) : IQuery<Result<IReadOnlyList<Choice>>>;

public sealed class FindAssetsToChooseValidator : AbstractValidator<FindAssetsToChoose>
{
    public FindAssetsToChooseValidator() => RuleFor(f => f.Q).AtMost(Asset.NameMaxLength);
}

public sealed class FindAssetsToChooseHandler(IsmsDbContext db) : IQueryHandler<FindAssetsToChoose, Result<IReadOnlyList<Choice>>>
{
    private const int Most = 50;
    private const int MostNamed = 10;

    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(FindAssetsToChoose query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<Choice>>.Of(await db.AssetsToChooseAsync([.. query.Named.Take(MostNamed)], cancellationToken, query.Q, Most));
}

/// <summary>The assets that a form offers.</summary>
internal static class AssetsToChoose
{
    /// <summary>
    /// Assets by name that are not retired. What is named already is offered too, whatever became of it: a form that does not offer what is
    /// chosen would take it away.
    /// </summary>
    internal static async Task<IReadOnlyList<Choice>> AssetsToChooseAsync(this IsmsDbContext db, IReadOnlyList<Guid?> named, CancellationToken cancellationToken, string? q = null, int most = PeopleToChoose.Most + 1)
    {
        var ids = named.OfType<Guid>().ToList();
        var others = db.Assets.Where(a => a.Status != AssetStatus.Retired && !ids.Contains(a.Id));
        if (db.AssetsWith(q) is { } found) { others = others.Where(a => found.Contains(a.Id)); }
        return await db.Assets.Where(a => ids.Contains(a.Id)).Select(a => new { a.Id, a.Name })
            .Concat(others.OrderBy(a => a.Name).ThenBy(a => a.Id).Take(most).Select(a => new { a.Id, a.Name }))
            .OrderBy(a => a.Name).ThenBy(a => a.Id).Select(a => new Choice(a.Id, a.Name)).ToListAsync(cancellationToken);
    }
}
