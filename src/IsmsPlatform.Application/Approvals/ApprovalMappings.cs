using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Approvals;

internal sealed class ApprovalMapping : IEntityTypeConfiguration<Approval>
{
    public void Configure(EntityTypeBuilder<Approval> builder)
    {
        builder.ToTable("approval");
        builder.Ignore(a => a.IsOpen);
        builder.SavedAfter<Approval, Person>(nameof(Approval.AuthorId));
        builder.SavedAfter<Approval, Person>(nameof(Approval.RequestedBy));
        builder.SavedAfter<Approval, Person>(nameof(Approval.ApproverId));
    }
}

internal sealed class ApprovalWaiverMapping : IEntityTypeConfiguration<ApprovalWaiver>
{
    public void Configure(EntityTypeBuilder<ApprovalWaiver> builder)
    {
        builder.ToTable("approval_waiver");
        builder.SavedAfter<ApprovalWaiver, Person>(nameof(ApprovalWaiver.GrantedBy));
    }
}
