using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared;

/// <summary>The people that a form offers.</summary>
public static class PeopleToChoose
{
    /// <summary>More is nothing to read through: beyond, a person is found by typing a part of the name.</summary>
    public const int Most = 1000;

    /// <summary>
    /// Active people by name. Who is named already is offered too, however many there are and whatever became of them: a form that does not
    /// offer what is chosen would take it away.
    /// </summary>
    /// <param name="q">Words that the name contains.</param>
    public static async Task<IReadOnlyList<Choice>> PeopleToChooseAsync(this IsmsDbContext db, IReadOnlyList<Guid?> named, CancellationToken cancellationToken, Guid? except = null, string? q = null, int most = Most)
    {
        var ids = named.OfType<Guid>().Where(id => id != except).ToList();
        var others = db.People.Where(p => p.Status == PersonStatus.Active && p.Id != except && !ids.Contains(p.Id));
        others = others.WithWords(q, p => p.Name);
        return await db.People.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name })
            .Concat(others.OrderBy(p => p.Name).ThenBy(p => p.Id).Take(most).Select(p => new { p.Id, p.Name }))
            .OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => new Choice(p.Id, p.Name)).ToListAsync(cancellationToken);
    }
}
