using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.UnitTests.Scope;

/// <summary>What keeps a draft from top management, and where the boundary runs.</summary>
public sealed class ScopeCheckTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly Guid Root = Guid.NewGuid(), Sales = Guid.NewGuid(), Desk = Guid.NewGuid(), Lyon = Guid.NewGuid();
    private static readonly IReadOnlyList<ScopePlace> Units = [new(Root, "Kestrel"), new(Sales, "Sales", Root), new(Desk, "Desk", Sales)];
    private static readonly IReadOnlyList<ScopePlace> Locations = [new(Lyon, "Lyon sales desk")];

    private static ScopeStatement Draft(string statement = "Everything.", DateOnly? from = null, DateOnly? review = null)
    {
        var draft = ScopeStatement.Draft(Guid.NewGuid(), 2, Guid.NewGuid(), like: null);
        draft.Change(statement, from ?? Today, review ?? Today.AddYears(1));
        return draft;
    }

    private static ScopeItem State(ScopeItemKind kind, Guid id, string name, bool included, string? why = null) => ScopeItem.State(Guid.NewGuid(), Guid.NewGuid(), new ScopeTarget(kind, id), name, included, why);

    private static IReadOnlyList<FieldError> Faults(ScopeStatement? draft = null, IReadOnlyList<ScopeItem>? items = null, int objectives = 1, (int, DateOnly)? latest = null, params IReadOnlyList<(string, string)> undecided)
        => ScopeCheck.FaultsOf(draft ?? Draft(), items ?? Complete, Units, Locations, objectives, undecided, latest, Today);

    private static IReadOnlyList<ScopeItem> Complete => [State(ScopeItemKind.Unit, Root, "Kestrel", included: true), State(ScopeItemKind.Location, Lyon, "Lyon sales desk", included: false, "Nobody there has access.")];

    [Fact]
    public void A_complete_draft_has_no_fault() => Faults().ShouldBeEmpty();

    [Fact]
    public void An_exclusion_without_a_reason_is_named()
    {
        var fault = Faults(items: [Complete[0], State(ScopeItemKind.Location, Lyon, "Lyon sales desk", included: false, "  ")]).ShouldHaveSingleItem();
        (fault.Code, fault.Arguments[0]).ShouldBe(("scope.no-reason", "Lyon sales desk"));
        fault.Field.ShouldBe($"Reasons[Location:{Lyon}]");
    }

    [Fact]
    public void A_unit_that_is_excluded_while_one_below_it_is_included_is_named_with_it()
    {
        var fault = Faults(items: [.. Complete, State(ScopeItemKind.Unit, Sales, "Sales", included: false, "Why"), State(ScopeItemKind.Unit, Desk, "Desk", included: true)]).ShouldHaveSingleItem();
        (fault.Code, fault.Arguments[0], fault.Arguments[1]).ShouldBe(("scope.child-included", "Sales", "Desk"));
    }

    [Fact]
    public void An_excluded_unit_below_an_included_one_is_no_fault() => Faults(items: [.. Complete, State(ScopeItemKind.Unit, Sales, "Sales", included: false, "Why")]).ShouldBeEmpty();

    [Fact]
    public void A_scope_that_covers_nothing_is_no_scope()
        => Faults(items: [State(ScopeItemKind.Unit, Root, "Kestrel", included: false, "Why"), Complete[1]]).ShouldHaveSingleItem().Code.ShouldBe("scope.nothing-inside");

    [Fact]
    public void What_nobody_decided_is_named() => Faults(items: []).Select(f => (f.Code, f.Arguments[0])).ShouldBe([("scope.undecided", "Kestrel"), ("scope.undecided", "Lyon sales desk")]);

    [Fact]
    public void Words_objectives_and_requirements_are_asked_for()
    {
        Faults(Draft(statement: " "), objectives: 0, undecided: ("Insurer", "Backups are restored")).Select(f => f.Code).ShouldBe(["scope.statement-missing", "scope.no-objective", "scope.requirement-undecided"]);
        Faults(undecided: ("Insurer", "Backups are restored"))[0].Arguments.ShouldBe(["Insurer", "Backups are restored"]);
    }

    [Theory]
    [InlineData(-1, 300, "scope.effective-from-past")]
    [InlineData(5, 5, "scope.review-too-early")]
    [InlineData(5, 2, "scope.review-too-early")]
    [InlineData(5, 300, null)]
    public void Dates_stand_in_their_order(int from, int review, string? code)
        => Faults(Draft(from: Today.AddDays(from), review: Today.AddDays(review))).Select(f => f.Code).ShouldBe(code is null ? [] : [code]);

    [Fact]
    public void A_version_does_not_take_effect_before_one_that_was_approved()
    {
        Faults(latest: (1, Today.AddDays(10))).ShouldHaveSingleItem().Code.ShouldBe("scope.before-another");
        Faults(Draft(from: Today.AddDays(10), review: Today.AddDays(300)), latest: (1, Today.AddDays(10))).ShouldHaveSingleItem().Code.ShouldBe("scope.before-another", "the planned one would never hold");
        Faults(latest: (1, Today)).ShouldBeEmpty();
    }

    [Fact]
    public void A_version_is_in_force_from_the_planned_day_or_from_its_approval_whichever_is_later()
    {
        foreach (var (planned, expected) in new[] { (Today.AddDays(-3), Today), (Today.AddDays(7), Today.AddDays(7)) })
        {
            var draft = Draft(from: planned);
            draft.Submit().IsSuccess.ShouldBeTrue();
            draft.Approve(Today).IsSuccess.ShouldBeTrue();
            draft.InForceFrom.ShouldBe(expected);
        }
    }

    [Fact]
    public void An_edit_in_review_makes_it_a_draft_again_which_cannot_be_approved()
    {
        var draft = Draft();
        draft.Submit().IsSuccess.ShouldBeTrue();
        draft.Submit().Error.ShouldBe(ScopeErrors.InReviewAlready);
        draft.Change("Something else.", Today, Today.AddYears(1)).IsSuccess.ShouldBeTrue();
        draft.Approve(Today).Error.ShouldBe(ScopeErrors.NotInReview);
    }

    [Fact]
    public void What_was_approved_or_withdrawn_is_closed()
    {
        var approved = Draft();
        approved.Submit();
        approved.Approve(Today);
        var withdrawn = Draft();
        withdrawn.Withdraw();
        foreach (var closed in new[] { approved, withdrawn })
        {
            closed.Change("Else.", null, null).Error.ShouldBe(ScopeErrors.Closed);
            closed.Withdraw().Error.ShouldBe(ScopeErrors.Closed);
            closed.Reopen().Error.ShouldBe(ScopeErrors.Closed);
        }
    }

    [Fact]
    public void Unit_and_location_decide_together_and_a_stated_asset_for_itself()
    {
        var (drawnIn, leftOut) = (Guid.NewGuid(), Guid.NewGuid());
        var boundary = new ScopeBoundary(Guid.NewGuid(), 1, new HashSet<Guid> { Root, Sales }, new HashSet<Guid>(), new HashSet<Guid>(), new Dictionary<Guid, bool> { [drawnIn] = true, [leftOut] = false }, new HashSet<Guid>(), new HashSet<Guid> { Desk });
        (boundary.StandOf(Sales), boundary.StandOf(Desk), boundary.StandOf(Lyon)).ShouldBe((ScopeStand.Inside, ScopeStand.Outside, ScopeStand.Undecided));
        boundary.Holds(Sales, null).ShouldBeTrue();
        boundary.Holds(null, null).ShouldBeTrue();
        boundary.Holds(Desk, null).ShouldBeFalse();
        boundary.Holds(Sales, Lyon).ShouldBeFalse();
        boundary.HoldsAsset(drawnIn, Desk, Lyon).ShouldBeTrue();
        boundary.HoldsAsset(leftOut, Root, null).ShouldBeFalse();
        boundary.HoldsAsset(Guid.NewGuid(), Root, null).ShouldBeTrue();
    }

    [Fact]
    public void Only_what_is_inside_is_critical_and_only_what_is_outside_needs_a_reason()
    {
        var asset = ScopeItem.State(Guid.NewGuid(), Guid.NewGuid(), new ScopeTarget(ScopeItemKind.System, Guid.NewGuid()), "Mail", included: false, "Run by somebody else", critical: true);
        (asset.Critical, asset.Justification).ShouldBe((false, "Run by somebody else"));
        asset.Change("Mail", included: true, "Run by somebody else", critical: true);
        (asset.Critical, asset.Justification).ShouldBe((true, null));
    }

    [Fact]
    public void A_day_that_cannot_be_meant_is_named_at_its_field()
    {
        ScopeCheck.ImpossibleDays(Today, Today.AddYears(1), Today).ShouldBeEmpty();
        ScopeCheck.ImpossibleDays(null, null, Today).ShouldBeEmpty();
        ScopeCheck.ImpossibleDays(Today, Today, Today).Select(f => (f.Field, f.Code)).ShouldBe([("NextReviewOn", "scope.review-too-early")]);
        ScopeCheck.ImpossibleDays(new DateOnly(2199, 1, 1), new DateOnly(2199, 1, 1), Today).Select(f => (f.Field, f.Code)).ShouldBe([("EffectiveFrom", "scope.too-far-ahead"), ("NextReviewOn", "scope.too-far-ahead")]);
    }
}
