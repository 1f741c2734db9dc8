using IsmsPlatform.Domain.LossExposure;
using Shouldly;
using Xunit;

namespace IsmsPlatform.UnitTests.LossExposure;

public sealed class LossToleranceTests
{
    private static readonly TolerancePoint[] Points = [new(10_000, 0.5), new(1_000_000, 0.02)];

    [Fact]
    public void Points_come_in_any_order_and_stand_by_rising_loss()
        => LossTolerance.Set(Guid.NewGuid(), [Points[1], Points[0]]).Value.Curve().ShouldBe(Points);

    [Theory]
    [InlineData(10_000, 0.5, 20_000, 0.6, "tolerance.falling")]
    [InlineData(10_000, 0.5, 10_000, 0.4, "tolerance.falling")]
    [InlineData(10_000, 0, 20_000, 0, "tolerance.chance")]
    [InlineData(10_000, 1.5, 20_000, 0.4, "tolerance.chance")]
    [InlineData(0, 0.5, 20_000, 0.4, "amount")]
    [InlineData(-1, 0.5, 20_000, 0.4, "amount")]
    public void A_curve_that_says_nonsense_is_refused(double loss, double chance, double greater, double chanceOfGreater, string code)
        => LossTolerance.Set(Guid.NewGuid(), [new((decimal)loss, chance), new((decimal)greater, chanceOfGreater)]).Error!.Fields.Single().Code.ShouldBe(code);

    [Fact]
    public void One_point_is_no_curve() => LossTolerance.Set(Guid.NewGuid(), [Points[0]]).Error!.Fields.Single().Code.ShouldBe("tolerance.points");

    [Fact]
    public void Between_its_points_the_chance_falls_with_the_logarithm_of_the_loss()
    {
        LossTolerance.ChanceAt(Points, 1_000).ShouldBe(0.5);
        LossTolerance.ChanceAt(Points, 100_000).ShouldBe(0.26, 0.0001);
        LossTolerance.ChanceAt(Points, 5_000_000).ShouldBe(0.02);
    }

    [Fact]
    public void An_excess_is_told_where_it_is_worst_and_only_where_there_is_one()
    {
        LossFigures Figures(params ExceedancePoint[] curve) => new(0, 0, 0, 0, 0, 0, 1, curve);
        LossTolerance.ExcessOf(Points, Figures(new(1_000, 0.4), new(100_000, 0.1), new(900_000, 0.001))).ShouldBeNull();
        var excess = LossTolerance.ExcessOf(Points, Figures(new(1_000, 0.9), new(1_000_000, 0.1)))!;
        excess.Loss.ShouldBe(1_000_000);
        excess.Chance.ShouldBe(0.1, 0.0001);
        excess.Tolerated.ShouldBe(0.02, 0.0001);
    }

    [Fact]
    public void What_lies_before_the_first_point_or_beyond_the_last_is_judged_by_the_nearest_one()
    {
        static LossFigures Figures(params ExceedancePoint[] curve) => new(0, 0, 0, 0, 0, 0, 1, curve);
        var small = LossTolerance.ExcessOf(Points, Figures(new(500, 0.8), new(9_000, 0.1)))!;
        (small.Loss, small.Chance, small.Tolerated).ShouldBe((500, 0.8, 0.5));
        var great = LossTolerance.ExcessOf(Points, Figures(new(2_000_000, 0.04), new(8_000_000, 0.03)))!;
        (great.Chance, great.Tolerated).ShouldBe((0.04, 0.02));
        LossTolerance.ExcessOf(Points, Figures(new(500, 0.5), new(9_000, 0.3), new(900_000, 0.001))).ShouldBeNull();
    }
}
