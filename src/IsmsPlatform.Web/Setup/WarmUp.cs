using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Web.Setup;

/// <summary>
/// The first page waits longest for Entity Framework: for its model, and for the code that makes SQL of questions. Both are made beside
/// the rest of the start; the database is asked nothing.
/// </summary>
internal static class WarmUp
{
    /// <remarks>Nobody waits for it. Where it fails, whoever asks first meets the same fault and tells it.</remarks>
    internal static void Begin(IServiceProvider services) => _ = Task.Run(() =>
    {
        using var db = services.GetRequiredService<IDbContextFactory<IsmsDbContext>>().CreateDbContext();
        db.Request = new RequestScope();
        db.Request.Enter(new CurrentTenant(Guid.Empty, "", "", "UTC", 0), Actor.Nobody);
        // Of the shape of every list: filtered, in an order, with names looked up, no more than a page.
        return db.Assets.AsNoTracking().Where(a => a.Name != "").OrderBy(a => a.Name).ThenBy(a => a.Id)
            .Select(a => new { a.Id, a.Name, a.Type, Owner = db.People.Where(p => p.Id == a.OwnerId).Select(p => p.Name).FirstOrDefault() })
            .Take(1).ToQueryString();
    });
}
