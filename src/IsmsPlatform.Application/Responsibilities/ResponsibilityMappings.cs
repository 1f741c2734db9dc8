using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Responsibilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Responsibilities;

internal sealed class RaciSubjectMapping : IEntityTypeConfiguration<RaciSubject>
{
    public void Configure(EntityTypeBuilder<RaciSubject> builder) => builder.ToTable("raci_subject");
}

internal sealed class RaciEntryMapping : IEntityTypeConfiguration<RaciEntry>
{
    public void Configure(EntityTypeBuilder<RaciEntry> builder)
    {
        builder.ToTable("raci_entry");
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // on its subject, which has a name
        builder.SavedAfter<RaciEntry, RaciSubject>(nameof(RaciEntry.SubjectId));
        builder.SavedAfter<RaciEntry, Person>(nameof(RaciEntry.PersonId));
    }
}
