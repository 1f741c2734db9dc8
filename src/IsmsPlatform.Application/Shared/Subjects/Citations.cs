using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared.Subjects;

/// <summary>What refers to a record, by its name: such a record is not deleted. A foreign key of another table refuses in any case, but names nothing.</summary>
internal static class Citations
{
    /// <summary>What hangs on any kind of record: tasks that somebody asked for, evidence, comments. Titles that the actor may not see are left out.</summary>
    internal static IQueryable<string> HangingOn(this IsmsDbContext db, string type, Guid id, Actor actor)
    {
        var (tasks, evidence) = (actor.Can(Permissions.TasksView), actor.Can(Permissions.EvidenceView));
        return db.WorkTasks.Where(t => t.SubjectType == type && t.SubjectId == id && t.Kind == WorkTaskKind.AdHoc && t.Status != WorkTaskStatus.Cancelled).Select(t => tasks ? "task “" + t.Title + "”" : "a task")
            .Concat(db.EvidenceLinks.Where(l => l.SubjectType == type && l.SubjectId == id).Join(db.Evidence, l => l.EvidenceId, e => e.Id, (_, e) => e).Select(e => evidence ? "evidence “" + e.Title + "”" : "evidence"))
            .Concat(db.Comments.Where(c => c.SubjectType == type && c.SubjectId == id && c.WithdrawnAt == null).Join(db.People, c => c.AuthorId, p => p.Id, (_, p) => "a comment by " + p.Name));
    }

    /// <summary>Versions of the scope that name something they rest on.</summary>
    internal static IQueryable<string> ScopesThatCite(this IsmsDbContext db, IQueryable<ScopeCitation> citations)
        => citations.Join(db.ScopeStatements, c => c.ScopeId, s => s.Id, (_, s) => "Scope, version " + s.VersionNo);

    /// <summary>The first of them, as a refusal names it; null where nothing refers to the record.</summary>
    internal static Task<string?> FirstAsync(this IQueryable<string> names, CancellationToken cancellationToken)
        => names.OrderBy(name => name).Select(name => (string?)name).FirstOrDefaultAsync(cancellationToken);
}
