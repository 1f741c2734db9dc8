using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.People;

namespace IsmsPlatform.UnitTests.Methodologies;

/// <summary>Scales that can be used, and what keeps others from being used.</summary>
public sealed class RiskScalesTests
{
    private static readonly RiskScales Five = MethodologyPresets.FiveByFive;

    [Theory]
    [InlineData(MethodologyStart.ThreeByThree, 3)]
    [InlineData(MethodologyStart.FourByFour, 4)]
    [InlineData(MethodologyStart.FiveByFive, 5)]
    public void A_ready_method_can_be_used_as_it_is(MethodologyStart start, int size)
    {
        var scales = MethodologyPresets.Of(start);
        scales.Faults().ShouldBeEmpty();
        (scales.Likelihood.Count, scales.Impact.Count).ShouldBe((size, size));
    }

    [Theory]
    [InlineData(1, 4, "Low")]
    [InlineData(5, 1, "Medium")]
    [InlineData(3, 3, "Medium")]
    [InlineData(2, 5, "High")]
    [InlineData(4, 3, "High")]
    [InlineData(3, 5, "Very high")]
    [InlineData(4, 4, "Very high")]
    public void Five_by_five_goes_by_the_product(int likelihood, int impact, string level)
        => Five.Levels[Five.LevelOf(likelihood, impact) - 1].Name.ShouldBe(level);

    [Fact]
    public void An_empty_cell_is_named()
    {
        var fault = With(Five, 2, 3, 0).Faults().ShouldHaveSingleItem();
        (fault.Field, fault.Code).ShouldBe(("Scales.Matrix[2][3]", "methodology.empty-cell"));
        fault.Arguments.ShouldBe(["Possible", "Major"]);
    }

    [Fact]
    public void A_level_that_falls_while_likelihood_or_impact_rises_is_named()
        => With(Five, 4, 4, 3).Faults().ShouldContain(f => f.Field == "Scales.Matrix[4][4]" && f.Code == "methodology.not-monotone");

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public void A_scale_has_three_to_six_levels(int size)
        => (Five with { Likelihood = [.. Enumerable.Range(1, size).Select(n => new LikelihoodLevel($"L{n}"))] }).Faults().ShouldContain(f => f.Field == "Scales.Likelihood" && f.Code == "methodology.size");

    [Fact]
    public void Ranges_of_frequency_do_not_overlap()
    {
        var overlapping = Five with { Likelihood = [Five.Likelihood[0], Five.Likelihood[1] with { YearlyFrom = 0.05m }, .. Five.Likelihood.Skip(2)] };
        overlapping.Faults().ShouldHaveSingleItem().Code.ShouldBe("methodology.frequencies-overlap");
        var falling = Five with { Likelihood = [Five.Likelihood[0] with { YearlyFrom = 0.2m, YearlyTo = 0.1m }, .. Five.Likelihood.Skip(1)] };
        falling.Faults().ShouldContain(f => f.Code == "methodology.frequency-falls");
    }

    [Fact]
    public void Between_two_likelihoods_there_is_no_gap()
    {
        var gap = WithLikelihood(1, Five.Likelihood[1] with { YearlyFrom = 0.2m }).Faults().ShouldHaveSingleItem();
        (gap.Field, gap.Code).ShouldBe(("Scales.Likelihood[1].YearlyFrom", "methodology.frequencies-gap"));
        gap.Arguments.ShouldBe(["Rare", "Unlikely", 0.1m]);
        var open = WithLikelihood(1, Five.Likelihood[1] with { YearlyTo = null }).Faults().ShouldHaveSingleItem();
        (open.Field, open.Code).ShouldBe(("Scales.Likelihood[1].YearlyTo", "methodology.frequency-open"));
        WithLikelihood(2, Five.Likelihood[2] with { YearlyFrom = null, YearlyTo = null }).Faults().ShouldContain(f => f.Field == "Scales.Likelihood[2].YearlyFrom");
        (Five with { Likelihood = [.. Five.Likelihood.Select(l => l with { YearlyFrom = null, YearlyTo = null })] }).Faults().ShouldBeEmpty("an organisation need not count");
    }

    [Fact]
    public void A_likelihood_says_in_words_what_it_means()
    {
        var fault = WithLikelihood(4, Five.Likelihood[4] with { Definition = " " }).Faults().ShouldHaveSingleItem();
        (fault.Field, fault.Code).ShouldBe(("Scales.Likelihood[4].Definition", "methodology.no-definition"));
        fault.Arguments.ShouldBe(["Almost certain"]);
    }

    [Fact]
    public void A_level_that_no_cell_leads_to_is_named()
    {
        var fault = (Five with { Matrix = [.. Five.Matrix.Select(row => (IReadOnlyList<int>)[.. row.Select(level => Math.Min(level, 3))])] }).Faults().ShouldHaveSingleItem();
        (fault.Field, fault.Code).ShouldBe(("Scales.Levels[3].Name", "methodology.level-unused"));
        fault.Arguments.ShouldBe(["Very high"]);
    }

    [Fact]
    public void A_graver_level_is_not_looked_at_less_often()
    {
        var fault = (Five with { Levels = [.. Five.Levels.Take(3), Five.Levels[3] with { ReviewMonths = 12 }] }).Faults().ShouldHaveSingleItem();
        (fault.Field, fault.Code).ShouldBe(("Scales.Levels[3].ReviewMonths", "methodology.review-rises"));
        fault.Arguments.ShouldBe(["Very high", "High", 6]);
    }

    [Fact]
    public void Top_management_accepts_at_least_what_risk_owners_accept()
    {
        var fault = (Five with { Limits = [new(Role.RiskOwner, 3), new(Role.IsmsManager, 0), new(Role.TopManagement, 2)] }).Faults().ShouldHaveSingleItem();
        (fault.Field, fault.Code).ShouldBe(("Scales.Limits[2].Level", "methodology.top-below-owners"));
        fault.Arguments.ShouldBe(["High"]);
        (Five with { Limits = [new(Role.RiskOwner, 2)] }).Faults().ShouldHaveSingleItem().Field.ShouldBe("Scales.Limits");
    }

    [Fact]
    public void Nobody_is_asked_to_approve_what_cannot_be_used()
    {
        var draft = RiskMethodology.Draft(Guid.CreateVersion7(), 2, "Little.", Five with { Levels = [.. Five.Levels.Take(3), Five.Levels[3] with { ReviewMonths = 12 }] }, Guid.CreateVersion7());
        draft.Submit().Error!.Fields.ShouldHaveSingleItem().Field.ShouldBe("Scales.Levels[3].ReviewMonths");
        draft.Status.ShouldBe(MethodologyStatus.Draft);
    }

    [Fact]
    public void Two_levels_of_one_name_are_refused()
        => (Five with { Levels = [Five.Levels[0], Five.Levels[1] with { Name = "low" }, .. Five.Levels.Skip(2)] }).Faults().ShouldHaveSingleItem().Field.ShouldBe("Scales.Levels[1].Name");

    [Fact]
    public void Each_level_needs_its_meaning_in_each_dimension()
        => (Five with { Dimensions = [Five.Dimensions[0] with { Definitions = ["a", "b", " ", "d", "e"] }] }).Faults().ShouldHaveSingleItem().Field.ShouldBe("Scales.Dimensions[0].Definitions[2]");

    [Fact]
    public void A_stronger_level_has_no_weaker_colour()
        => (Five with { Levels = [.. Five.Levels.Take(3), Five.Levels[3] with { Shade = 1 }] }).Faults().ShouldHaveSingleItem().Code.ShouldBe("methodology.shade-falls");

    [Fact]
    public void The_highest_level_always_needs_somebody()
        => (Five with { Threshold = 4 }).Faults().ShouldContain(f => f.Field == "Scales.Threshold");

    [Fact]
    public void No_role_accepts_what_nobody_may_accept()
    {
        var scales = Five with { NeverFrom = 3 };
        scales.Faults().ShouldHaveSingleItem().Code.ShouldBe("methodology.limit-above-never");
        (scales with { Limits = [new(Role.RiskOwner, 2), new(Role.TopManagement, 2)] }).Faults().ShouldBeEmpty();
    }

    [Fact]
    public void Only_roles_that_may_accept_get_a_limit()
        => (Five with { Limits = [new(Role.RiskOwner, 2), new(Role.TopManagement, 2), new(Role.Employee, 2)] }).Faults().ShouldHaveSingleItem().Code.ShouldBe("methodology.limit-role");

    [Fact]
    public void Another_size_keeps_what_is_there_and_leaves_the_new_empty()
    {
        var larger = Five.Resized(6, 4, 5, 2);
        (larger.Likelihood.Count, larger.Impact.Count, larger.Levels.Count, larger.Dimensions.Count).ShouldBe((6, 4, 5, 2));
        larger.Likelihood.Take(5).ShouldBe(Five.Likelihood);
        larger.Matrix[5].ShouldAllBe(cell => cell == 0);
        larger.Matrix[4].ShouldBe(Five.Matrix[4].Take(4));
        larger.Dimensions.ShouldAllBe(d => d.Definitions.Count == 4);
    }

    [Fact]
    public void Fewer_levels_of_risk_empty_the_cells_that_meant_them()
    {
        var smaller = Five.Resized(5, 5, 3, 5);
        smaller.Matrix[4][4].ShouldBe(0);
        smaller.LimitOf(Role.TopManagement).ShouldBe(3);
        smaller.Faults().Select(f => f.Code).Distinct().ShouldBe(["methodology.empty-cell"]);
    }

    private static RiskScales WithLikelihood(int number, LikelihoodLevel level) => Five with { Likelihood = [.. Five.Likelihood.Select((l, i) => i == number ? level : l)] };

    private static RiskScales With(RiskScales scales, int likelihood, int impact, int level)
        => scales with { Matrix = [.. scales.Matrix.Select((row, l) => (IReadOnlyList<int>)[.. row.Select((cell, i) => (l, i) == (likelihood, impact) ? level : cell)])] };
}
