using System.Linq.Expressions;
using System.Runtime.InteropServices;
using IsmsPlatform.Application.Shared.Tenancy;

namespace IsmsPlatform.Application.Shared.Subjects;

/// <summary>Finds the record that parts of a page hang on, once per request: each of them asks whether whoever reads may see it.</summary>
public sealed class SubjectFinder(IsmsDbContext db, RequestScope scope)
{
    private readonly Dictionary<(string? Type, Guid Id, DateTimeOffset? AsOf), (SubjectName? Name, KnownMissing Missing)> _known = [];

    /// <returns>Null for what there is not, or what the actor does not see.</returns>
    internal async Task<SubjectName?> FindAsync(string? type, Guid id, CancellationToken cancellationToken)
    {
        var asked = (type, id, scope.AsOf);
        if (!_known.TryGetValue(asked, out var known)) { _known[asked] = known = (await db.FindAsync(type, id, scope.Actor, cancellationToken), default); }
        return known.Name;
    }

    /// <summary>Spares questions: whoever asked for the record itself was answered, so the actor sees it.</summary>
    internal void Remember(string type, SubjectName subject, KnownMissing missing) => _known[(type, subject.Id, scope.AsOf)] = (subject, missing);

    /// <summary>What need not be asked for.</summary>
    internal KnownMissing MissingOn(string? type, Guid id) => _known.GetValueOrDefault((type, id, scope.AsOf)).Missing;
}

/// <summary>What is known not to hang on a record: most have no evidence and no comment, and the question for the record itself tells it at little cost.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct KnownMissing(bool Evidence, bool Comments)
{
    /// <summary>The part of that question.</summary>
    internal static readonly Expression<Func<IsmsDbContext, string, Guid, KnownMissing>> On = (db, type, id) => new KnownMissing(
        !db.EvidenceLinks.Any(l => l.SubjectType == type && l.SubjectId == id), !db.Comments.Any(c => c.SubjectType == type && c.SubjectId == id));
}
