using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Shouldly;
using Xunit;

namespace IsmsPlatform.UnitTests.Context;

/// <summary>What issues, parties, legal requirements and objectives refuse, and when they are looked at again.</summary>
public sealed class ContextRecordTests
{
    private static readonly DateOnly Today = new(2026, 11, 26);
    private static readonly Guid Owner = Guid.CreateVersion7();
    private static readonly ReviewCycle Yearly = ReviewCycle.Default(Guid.CreateVersion7(), "any");

    private static ReviewPlan Plan(DateOnly? next = null, bool active = true, Guid? owner = null) => new(owner ?? Owner, active, next, Yearly, Today);

    private static ContextIssueDetails Issue(IssueKind kind = IssueKind.External, IssueCategory category = IssueCategory.Legal, int significance = 3) => new(kind, category, "NIS2", IssueEffect.Threatens, significance);

    private static LegalDetails Law(string? url = null, string? jurisdiction = "BE", LegalKind kind = LegalKind.Law, DateOnly? from = null) => new("NIS2", kind, jurisdiction, SourceUrl: url, EffectiveFrom: from);

    private static LegalRequirement Register(LegalDetails details) => LegalRequirement.Register(Guid.CreateVersion7(), "LGL-2026-001", details, Plan()).Value;

    private static string? CodeOf<T>(Result<T> result) => result.Error?.Code;

    [Theory]
    [InlineData(IssueKind.External, IssueCategory.Culture)]
    [InlineData(IssueKind.Internal, IssueCategory.Political)]
    public void Refuses_a_category_of_the_other_kind(IssueKind kind, IssueCategory category)
    {
        var refused = ContextIssue.Draft(Guid.CreateVersion7(), Issue(kind, category), Plan());
        CodeOf(refused).ShouldBe("issue.category-of-the-other-kind");
        refused.Error!.Fields.Single().Field.ShouldBe("Category");
    }

    [Fact]
    public void Each_category_belongs_to_one_kind()
        => Enum.GetValues<IssueKind>().SelectMany(IssueCategories.Of).ShouldBe(Enum.GetValues<IssueCategory>());

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public void Refuses_a_significance_beyond_the_scale(int significance)
        => CodeOf(ContextIssue.Draft(Guid.CreateVersion7(), Issue(significance: significance), Plan())).ShouldBe("issue.significance-out-of-range");

    [Fact]
    public void An_issue_goes_from_draft_to_active_to_closed_and_back()
    {
        var issue = ContextIssue.Draft(Guid.CreateVersion7(), Issue(), Plan()).Value;
        issue.ConfirmReview(Today.AddYears(1), Today).Error!.Code.ShouldBe("review.not-in-force");
        issue.Close("over").Error!.Code.ShouldBe("issue.not-active");
        issue.Activate("CTX-2026-001").IsSuccess.ShouldBeTrue();
        issue.Activate("CTX-2026-002").IsSuccess.ShouldBeFalse();
        issue.Code.ShouldBe("CTX-2026-001");
        issue.CanBeDeleted.ShouldBeFalse();
        issue.Close("  ").Error!.Fields.Single().Field.ShouldBe("Reason");
        issue.Close("over").IsSuccess.ShouldBeTrue();
        issue.Change(Issue(), Plan()).Error!.Code.ShouldBe("issue.closed");
        issue.Reopen().IsSuccess.ShouldBeTrue();
        (issue.Status, issue.ClosedReason).ShouldBe((IssueStatus.Active, null));
    }

    [Fact]
    public void Without_a_day_the_cycle_plans_the_review()
        => ContextIssue.Draft(Guid.CreateVersion7(), Issue(), Plan()).Value.NextReviewOn.ShouldBe(Today.AddMonths(12));

    [Fact]
    public void Refuses_a_new_review_day_that_is_over_and_keeps_one_that_became_late()
    {
        CodeOf(ContextIssue.Draft(Guid.CreateVersion7(), Issue(), Plan(Today.AddDays(-1)))).ShouldBe("review.in-the-past");
        var issue = ContextIssue.Draft(Guid.CreateVersion7(), Issue(), Plan(Today)).Value;
        var later = Plan(Today) with { Today = Today.AddDays(9) };
        issue.Change(Issue(significance: 5), later).IsSuccess.ShouldBeTrue();
        issue.Change(Issue(), later with { NextReviewOn = Today.AddDays(3) }).Error!.Fields.Single().Field.ShouldBe("NextReviewOn");
    }

    [Fact]
    public void A_new_owner_is_active_and_one_of_before_may_be_away()
    {
        CodeOf(ContextIssue.Draft(Guid.CreateVersion7(), Issue(), Plan(active: false))).ShouldBe("review.owner-not-active");
        var issue = ContextIssue.Draft(Guid.CreateVersion7(), Issue(), Plan()).Value;
        issue.Change(Issue(), Plan(active: false)).IsSuccess.ShouldBeTrue();
        issue.Change(Issue(), Plan(active: false, owner: Guid.CreateVersion7())).IsSuccess.ShouldBeFalse();
    }

    [Theory]
    [InlineData(Addressed.Yes, "requirement.say-how")]
    [InlineData(Addressed.No, "requirement.say-why-not")]
    public void Refuses_a_decision_without_a_reason(Addressed addressed, string code)
        => CodeOf(PartyRequirement.Add(Guid.CreateVersion7(), Guid.CreateVersion7(), new RequirementDetails("Tell us", RequirementKind.Legal, false, addressed, "\u200B"))).ShouldBe(code);

    [Fact]
    public void What_is_undecided_needs_no_reason()
        => PartyRequirement.Add(Guid.CreateVersion7(), Guid.CreateVersion7(), new RequirementDetails("Tell us", RequirementKind.Legal, false, Addressed.Undecided)).IsSuccess.ShouldBeTrue();

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://law.example")]
    [InlineData("//law.example")]
    [InlineData("law")]
    public void Refuses_a_source_that_is_no_https_address(string url)
        => CodeOf(LegalRequirement.Register(Guid.CreateVersion7(), "LGL-2026-001", Law(url), Plan())).ShouldBe("legal.no-https");

    [Theory]
    [InlineData("EU", LegalKind.Regulation, null)]
    [InlineData("BE", LegalKind.Law, null)]
    [InlineData(null, LegalKind.Contract, null)]
    [InlineData(null, LegalKind.Law, "legal.jurisdiction-missing")]
    [InlineData("XX", LegalKind.Contract, "legal.jurisdiction-unknown")]
    public void A_law_has_a_jurisdiction(string? jurisdiction, LegalKind kind, string? code)
        => CodeOf(LegalRequirement.Register(Guid.CreateVersion7(), "LGL-2026-001", Law(jurisdiction: jurisdiction, kind: kind), Plan())).ShouldBe(code);

    [Fact]
    public void What_takes_effect_later_is_reviewed_then()
    {
        var from = Today.AddMonths(20);
        Register(Law(from: from)).NextReviewOn.ShouldBe(from);
        CodeOf(LegalRequirement.Register(Guid.CreateVersion7(), "LGL-2026-001", Law(from: from), Plan(from.AddDays(-1)))).ShouldBe("review.too-early");
    }

    [Fact]
    public void An_assessment_says_what_is_missing_and_makes_it_evidence()
    {
        var law = Register(Law());
        law.CanBeDeleted.ShouldBeTrue();
        law.Assess(ComplianceStatus.NotAssessed, "?", Today).Error!.Fields.Single().Field.ShouldBe("ComplianceStatus");
        law.Assess(ComplianceStatus.Partly, null, Today).Error!.Fields.Single().Field.ShouldBe("Note");
        law.Assess(ComplianceStatus.Compliant, null, Today).IsSuccess.ShouldBeTrue();
        (law.AssessedOn, law.CanBeDeleted).ShouldBe((Today, false));
        law.Repeal("Replaced").IsSuccess.ShouldBeTrue();
        law.Assess(ComplianceStatus.Compliant, null, Today).Error!.Code.ShouldBe("legal.repealed");
    }

    [Theory]
    [InlineData("2028", "2028-12-31")]
    [InlineData("2028-06-30", "2028-06-30")]
    [InlineData("2028-02-30", null)]
    [InlineData("soon", null)]
    [InlineData("0028", null)]
    public void A_horizon_is_a_year_or_a_day(string horizon, string? end)
        => (BusinessObjective.EndOf(horizon)?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(end);

    [Fact]
    public void Refuses_a_horizon_that_is_over()
        => CodeOf(BusinessObjective.Add(Guid.CreateVersion7(), "OBJ-2026-001", new ObjectiveDetails("Grow", "2025"), Plan())).ShouldBe("objective.horizon-in-the-past");
}
