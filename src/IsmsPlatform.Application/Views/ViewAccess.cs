using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Views;

/// <summary>
/// Who sees and who changes a view. One's own are one's own; a shared one is seen by whoever sees its list, and changed by whoever saved
/// it or keeps the organisation in order, so that it does not outlive its use when that person leaves.
/// </summary>
internal static class ViewAccess
{
    internal static IQueryable<SavedView> SeenBy(this IQueryable<SavedView> views, Guid? person) => views.Where(v => v.IsShared || v.OwnerId == person);

    internal static bool KeepsShared(Actor actor) => actor.Can(Permissions.OrganisationEdit);

    /// <summary>Auditors and others who only read put nothing before the eyes of everybody.</summary>
    internal static bool MayShare(Actor actor) => actor.Can(Permissions.CommentsWrite);

    /// <summary>Why a list takes no further view, shared or of a person's own; null while it does.</summary>
    internal static async Task<Error?> FullAsync(IsmsDbContext db, string list, bool shared, Guid owner, CancellationToken cancellationToken)
    {
        await db.LockAsync("views", cancellationToken);
        var known = await db.SavedViews.CountAsync(v => v.List == list && v.IsShared == shared && (shared || v.OwnerId == owner), cancellationToken);
        return known >= SaveView.Most ? ViewErrors.TooMany(known) : null;
    }

    /// <summary>A view that one sees.</summary>
    internal static async Task<Result<SavedView>> FindAsync(IsmsDbContext db, RequestScope scope, Guid id, CancellationToken cancellationToken)
        => await db.SavedViews.SeenBy(scope.PersonId).SingleOrDefaultAsync(v => v.Id == id, cancellationToken) is { } view && ViewLists.Of(view.List)?.IsVisibleTo(scope.Actor) == true ? view : Error.NotFound;

    /// <summary>A view to change, at the version that was seen.</summary>
    internal static async Task<Result<SavedView>> OpenAsync(IsmsDbContext db, RequestScope scope, Guid id, long? version, CancellationToken cancellationToken)
    {
        var found = await FindAsync(db, scope, id, cancellationToken);
        if (found.Error is not null) { return found; }
        if (found.Value.OwnerId != scope.PersonId && !KeepsShared(scope.Actor)) { return Error.Forbidden; }
        return version is null || found.Value.Version == version ? found : Error.Stale;
    }
}
