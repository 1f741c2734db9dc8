using IsmsPlatform.Domain.Scope;

namespace IsmsPlatform.UnitTests.Scope;

public sealed class ScopeBoundaryTests
{
    private static readonly Guid Inside = Guid.CreateVersion7(), Outside = Guid.CreateVersion7(), Unit = Guid.CreateVersion7(), Below = Guid.CreateVersion7(), Stated = Guid.CreateVersion7(), UnderStated = Guid.CreateVersion7();

    private static readonly Dictionary<Guid, Guid?> Parents = new() { [Inside] = null, [Outside] = null, [Unit] = Inside, [Below] = Unit, [Stated] = Unit, [UnderStated] = Stated };

    private static readonly ScopeBoundary Boundary = new(Guid.CreateVersion7(), 1, new HashSet<Guid> { Inside, Unit, Below, Stated, UnderStated }, new HashSet<Guid>(), new HashSet<Guid>(), new Dictionary<Guid, bool>(), new HashSet<Guid>(), new HashSet<Guid> { Outside });

    [Fact]
    public void What_follows_a_unit_is_moved_with_it_and_what_the_version_states_stays()
    {
        var then = Boundary.AfterMove(Unit, Outside, Parents, new HashSet<Guid> { Inside, Outside, Stated });
        then.Units.ShouldBe([Inside, Stated, UnderStated], ignoreOrder: true);
        then.LeftOut.ShouldBe([Outside, Unit, Below], ignoreOrder: true);
    }

    [Fact]
    public void A_unit_that_the_version_states_itself_stays_where_it_is()
        => Boundary.AfterMove(Unit, Outside, Parents, new HashSet<Guid> { Inside, Outside, Unit }).ShouldBe(Boundary);

    [Fact]
    public void At_the_top_nobody_decided_about_it()
    {
        var then = Boundary.AfterMove(Unit, null, Parents, new HashSet<Guid> { Inside, Outside });
        then.StandOf(Unit).ShouldBe(ScopeStand.Undecided);
        then.StandOf(Inside).ShouldBe(ScopeStand.Inside);
    }
}
