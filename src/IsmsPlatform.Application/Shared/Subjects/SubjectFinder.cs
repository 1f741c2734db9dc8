using IsmsPlatform.Application.Shared.Tenancy;

namespace IsmsPlatform.Application.Shared.Subjects;

/// <summary>Finds the record that parts of a page hang on, once per request: each of them asks whether whoever reads may see it.</summary>
public sealed class SubjectFinder(IsmsDbContext db, RequestScope scope)
{
    private readonly Dictionary<(string? Type, Guid Id, DateTimeOffset? AsOf), SubjectName?> _known = [];

    /// <returns>Null for what there is not, or what the actor does not see.</returns>
    internal async Task<SubjectName?> FindAsync(string? type, Guid id, CancellationToken cancellationToken)
    {
        var asked = (type, id, scope.AsOf);
        if (!_known.TryGetValue(asked, out var subject)) { _known[asked] = subject = await db.FindAsync(type, id, scope.Actor, cancellationToken); }
        return subject;
    }
}
