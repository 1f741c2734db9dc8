using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.UnitTests.People;

public sealed class RoleAssignmentTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Guid Dana = Guid.CreateVersion7();

    private static Result<RoleAssignment> Assign(Role role, DateOnly? to = null) => RoleAssignment.Assign(Guid.CreateVersion7(), Dana, role, Today, to, assignedBy: null);

    [Fact]
    public void Holds_from_its_first_day_through_its_last()
    {
        var role = Assign(Role.ExternalAuditor, Today.AddDays(4)).Value;
        new[] { -1, 0, 4, 5 }.Select(d => role.IsInForce(Today.AddDays(d))).ShouldBe([false, true, true, false]);
    }

    [Fact]
    public void Without_an_end_it_holds_on() => Assign(Role.RiskOwner).Value.IsInForce(Today.AddYears(20)).ShouldBeTrue();

    [Fact]
    public void An_external_auditor_needs_an_end() => Assign(Role.ExternalAuditor).Error.ShouldBe(PeopleErrors.ExternalAuditorNeedsEnd);

    [Fact]
    public void Does_not_end_before_it_begins() => Assign(Role.HR, Today.AddDays(-1)).Error.ShouldBe(PeopleErrors.RoleEndsBeforeItBegins);

    [Fact]
    public void An_ended_role_holds_no_more_the_same_day()
    {
        var role = Assign(Role.AssetOwner).Value;
        role.End(Today).ShouldBe(Result.Success);
        role.IsInForce(Today).ShouldBeFalse();
        role.End(Today).Error.ShouldBe(PeopleErrors.RoleHasEnded);
        role.Accept(Today).Error.ShouldBe(PeopleErrors.RoleHasEnded);
    }

    [Fact]
    public void A_role_is_accepted_once()
    {
        var role = Assign(Role.AssetOwner).Value;
        role.Accept(Today).ShouldBe(Result.Success);
        role.Accept(Today.AddDays(3)).ShouldBe(Result.Success);
        role.AcceptedOn.ShouldBe(Today);
    }

    [Fact]
    public void A_proposal_gives_nothing_until_it_is_confirmed()
    {
        var today = new DateOnly(2026, 3, 2);
        var proposed = RoleAssignment.Propose(Guid.CreateVersion7(), Guid.CreateVersion7(), Role.IsmsManager, today, null, null).Value;
        proposed.IsInForce(today).ShouldBeFalse();
        proposed.Confirm(today).IsSuccess.ShouldBeTrue();
        proposed.IsInForce(today).ShouldBeTrue();
        proposed.Confirm(today).Error.ShouldBe(PeopleErrors.NotProposed);
    }
}
