using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Shared;

/// <summary>A form carries the id of what it makes: sent twice that is one record, and whatever differs is not lost in silence.</summary>
internal static class SentBefore
{
    /// <param name="db">Of the organisation.</param>
    /// <param name="there">The record with the id of the form, tracked.</param>
    /// <param name="changed">What came of changing it to what the form says: the same again is no change.</param>
    internal static Result<Guid> Again(this IsmsDbContext db, Entity there, Result changed)
        => changed.IsSuccess && db.Entry(there).State == EntityState.Unchanged ? there.Id : ReviewErrors.SentBefore;

    internal static Result Again(bool saysTheSame) => saysTheSame ? Result.Success : ReviewErrors.SentBefore;
}
