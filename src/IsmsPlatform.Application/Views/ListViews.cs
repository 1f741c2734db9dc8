using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Views;

/// <summary>The views of a list that one may open: one's own and the shared ones, by name.</summary>
[AnyoneInside]
public sealed record ListViews(string List) : IQuery<Result<IReadOnlyList<ViewRow>>>;

/// <param name="Owner">Who saved it.</param>
/// <param name="IsDefault">The list opens with it for whoever asks.</param>
/// <param name="MayChange">Whether whoever asks may change it.</param>
public sealed record ViewRow(Guid Id, string Name, string Query, bool IsShared, bool IsPinned, bool IsMine, string Owner, bool IsDefault, bool MayChange, long Version);

public sealed class ListViewsHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<ListViews, Result<IReadOnlyList<ViewRow>>>
{
    public async ValueTask<Result<IReadOnlyList<ViewRow>>> Handle(ListViews query, CancellationToken cancellationToken)
    {
        if (ViewLists.Of(query.List) is not { } list || !list.IsVisibleTo(scope.Actor)) { return Error.NotFound; }
        var (me, keeper) = (scope.PersonId, ViewAccess.KeepsShared(scope.Actor));
        return Result<IReadOnlyList<ViewRow>>.Of(await db.SavedViews.AsNoTracking().Where(v => v.List == list.Key).SeenBy(me).OrderBy(v => v.Name).ThenBy(v => v.Id).Take(2 * SaveView.Most)
            .Select(v => new ViewRow(v.Id, v.Name, v.Query, v.IsShared, v.IsPinned, v.OwnerId == me, db.People.Where(p => p.Id == v.OwnerId).Select(p => p.Name).First(),
                db.DefaultViews.Any(d => d.PersonId == me && d.ViewId == v.Id), v.OwnerId == me || keeper, v.Version)).ToListAsync(cancellationToken));
    }
}
