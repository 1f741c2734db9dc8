using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Views;

internal sealed class SavedViewMapping : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_view");
        builder.SavedAfter<SavedView, Person>(nameof(SavedView.OwnerId));
    }
}

internal sealed class DefaultViewMapping : IEntityTypeConfiguration<DefaultView>
{
    public void Configure(EntityTypeBuilder<DefaultView> builder)
    {
        builder.ToTable("default_view");
        builder.SavedAfter<DefaultView, Person>(nameof(DefaultView.PersonId));
        builder.SavedAfter<DefaultView, SavedView>(nameof(DefaultView.ViewId));
    }
}
