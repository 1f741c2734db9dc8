using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Processes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Processes;

internal sealed class ProcessMapping : IEntityTypeConfiguration<IsmsProcess>
{
    public void Configure(EntityTypeBuilder<IsmsProcess> builder)
    {
        builder.ToTable("isms_process");
        builder.SavedAfter<IsmsProcess, Person>(nameof(IsmsProcess.OwnerId));
    }
}
