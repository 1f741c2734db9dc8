using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IsmsPlatform.IntegrationTests.Context;

/// <summary>What an organisation has to consider, for tests that need it to be there.</summary>
internal static class ContextRecords
{
    /// <summary>One of each kind that has an owner, past the use cases.</summary>
    internal static async Task OwnContextAsync(this TestTenant tenant, Guid owner)
    {
        await using var scope = tenant.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant.Tenant, Actor.Job("test"));
        var isms = scope.ServiceProvider.GetRequiredService<IsmsDbContext>();
        ReviewPlan Plan(string subject) => new(owner, OwnerIsActive: true, null, ReviewCycle.Default(Guid.CreateVersion7(), subject), TestApp.Today);
        isms.AddRange(
            ContextIssue.Draft(Guid.CreateVersion7(), new ContextIssueDetails(IssueKind.External, IssueCategory.Technological, "Cloud", IssueEffect.Threatens, 4), Plan(nameof(ContextIssue))).Value,
            ClimateDetermination.First(Guid.CreateVersion7(), isRelevant: true, "Floods", owner, Plan(nameof(ClimateDetermination))).Value,
            InterestedParty.Add(Guid.CreateVersion7(), "IPT-1", new PartyDetails("Insurer", PartyKind.Insurer, 3, 3), Plan(nameof(InterestedParty))).Value,
            LegalRequirement.Register(Guid.CreateVersion7(), "LGL-1", new LegalDetails("Archive act", LegalKind.Law, "BE"), Plan(nameof(LegalRequirement))).Value,
            BusinessObjective.Add(Guid.CreateVersion7(), "OBJ-1", new ObjectiveDetails("Grow", "2100"), Plan(nameof(BusinessObjective))).Value);
        await TestApp.SaveAsync(scope.ServiceProvider.GetRequiredService<PlatformDb>(), isms);
    }

    /// <summary>The manager takes the one role of a member away.</summary>
    internal static async Task EndRoleAsync(this TestTenant tenant, TestMember of)
    {
        var role = await tenant.ReadAsync(db => db.RoleAssignments.Where(r => r.PersonId == of.PersonId && r.Status == RoleAssignmentStatus.Effective).Select(r => r.Id).SingleAsync(TestContext.Current.CancellationToken));
        (await tenant.Manager.SendAsync(new EndRole(role, of.PersonId))).Error.ShouldBeNull();
    }
}
