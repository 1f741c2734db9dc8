using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Context;

internal sealed class ContextIssueMapping : IEntityTypeConfiguration<ContextIssue>
{
    public void Configure(EntityTypeBuilder<ContextIssue> builder)
    {
        builder.ToTable("context_issue");
        builder.SavedAfter<ContextIssue, Person>(nameof(ContextIssue.OwnerId));
    }
}

internal sealed class ClimateDeterminationMapping : IEntityTypeConfiguration<ClimateDetermination>
{
    public void Configure(EntityTypeBuilder<ClimateDetermination> builder)
    {
        builder.ToTable("climate_determination");
        builder.Ignore(c => c.ClosedReason); // it is determined anew, never closed
        builder.SavedAfter<ClimateDetermination, Person>(nameof(ClimateDetermination.DeterminedById));
        builder.SavedAfter<ClimateDetermination, Person>(nameof(ClimateDetermination.OwnerId));
    }
}
