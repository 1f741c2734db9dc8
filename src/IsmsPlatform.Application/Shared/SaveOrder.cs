using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Shared;

/// <summary>References between records of a tenant.</summary>
internal static class SaveOrder
{
    /// <summary>
    /// Tells EF Core only in which order to insert. The wall is the database's composite foreign key (tenant_id, …); in the model
    /// the tenant stays outside of relationships, because a key part that is also a foreign key gets no value of its own.
    /// </summary>
    internal static void SavedAfter<T, TReferenced>(this EntityTypeBuilder<T> builder, string property)
        where T : Entity
        where TReferenced : Entity
        => builder.HasOne<TReferenced>().WithMany().HasPrincipalKey(r => r.Id).HasForeignKey(property).OnDelete(DeleteBehavior.NoAction);
}
