using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Scope;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IsmsPlatform.Application.Scope;

internal sealed class ScopeStatementMapping : IEntityTypeConfiguration<ScopeStatement>
{
    public void Configure(EntityTypeBuilder<ScopeStatement> builder)
    {
        builder.ToTable("scope_statement");
        builder.Ignore(s => s.IsOpen);
        builder.Ignore(s => s.Label);
        builder.SavedAfter<ScopeStatement, Person>(nameof(ScopeStatement.OwnerId));
    }
}

internal sealed class ScopeItemMapping : IEntityTypeConfiguration<ScopeItem>
{
    public void Configure(EntityTypeBuilder<ScopeItem> builder)
    {
        builder.ToTable("scope_item");
        builder.Ignore(i => i.Target);
        builder.HasAnnotation(AuditTrail.ToldByNote, true); // on its version, which tells all of a save at once
        builder.SavedAfter<ScopeItem, ScopeStatement>(nameof(ScopeItem.ScopeId));
        builder.SavedAfter<ScopeItem, OrganisationalUnit>(nameof(ScopeItem.UnitId));
        builder.SavedAfter<ScopeItem, Location>(nameof(ScopeItem.LocationId));
        builder.SavedAfter<ScopeItem, IsmsProcess>(nameof(ScopeItem.ProcessId));
        builder.SavedAfter<ScopeItem, Asset>(nameof(ScopeItem.AssetId));
    }
}

internal sealed class ScopeInterfaceMapping : IEntityTypeConfiguration<ScopeInterface>
{
    public void Configure(EntityTypeBuilder<ScopeInterface> builder)
    {
        builder.ToTable("scope_interface");
        builder.HasAnnotation(AuditTrail.ToldByNote, true);
        builder.SavedAfter<ScopeInterface, ScopeStatement>(nameof(ScopeInterface.ScopeId));
    }
}

internal sealed class ScopeCitationMapping : IEntityTypeConfiguration<ScopeCitation>
{
    public void Configure(EntityTypeBuilder<ScopeCitation> builder)
    {
        builder.ToTable("scope_citation");
        builder.Ignore(c => c.Cited);
        builder.HasAnnotation(AuditTrail.ToldByNote, true);
        builder.SavedAfter<ScopeCitation, ScopeStatement>(nameof(ScopeCitation.ScopeId));
        builder.SavedAfter<ScopeCitation, BusinessObjective>(nameof(ScopeCitation.ObjectiveId));
        builder.SavedAfter<ScopeCitation, LegalRequirement>(nameof(ScopeCitation.LegalRequirementId));
        builder.SavedAfter<ScopeCitation, ContextIssue>(nameof(ScopeCitation.IssueId));
        builder.SavedAfter<ScopeCitation, PartyRequirement>(nameof(ScopeCitation.RequirementId));
    }
}
