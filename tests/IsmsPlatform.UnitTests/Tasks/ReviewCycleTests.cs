using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.UnitTests.Tasks;

public sealed class ReviewCycleTests
{
    [Theory]
    [InlineData("2026-05-01", 12, "2026-03-01", "2026-05-01")] // ahead: it stays
    [InlineData("2026-03-01", 12, "2026-03-01", "2027-03-01")] // on its day
    [InlineData("2026-01-10", 12, "2026-03-01", "2027-01-10")] // late: the plan does not shift
    [InlineData("2024-01-10", 12, "2026-03-01", "2027-01-10")] // occurrences that were missed are over
    [InlineData("2026-01-31", 1, "2026-02-01", "2026-02-28")]
    [InlineData("2026-01-31", 1, "2026-03-01", "2026-03-31")] // a short month shortens no other
    [InlineData("2024-02-29", 12, "2027-06-01", "2028-02-29")]
    public void The_next_review_follows_the_plan(string planned, int months, string reviewed, string next)
        => ReviewCycle.NextAfter(DateOnly.Parse(planned), months, DateOnly.Parse(reviewed)).ShouldBe(DateOnly.Parse(next));

    [Fact]
    public void What_the_program_asks_for_closes_by_the_act_alone()
    {
        var task = WorkTask.Decide(Guid.CreateVersion7(), Guid.CreateVersion7(), "Decide", Guid.CreateVersion7(), new DateOnly(2026, 3, 1), null, DateTimeOffset.UnixEpoch);
        task.Complete(task.AssigneeId, DateTimeOffset.UnixEpoch).Error.ShouldBe(TaskErrors.ClosesByTheAct);
        task.Cancel(task.AssigneeId, DateTimeOffset.UnixEpoch).Error.ShouldBe(TaskErrors.ClosesByTheAct);
        task.IsOpen.ShouldBeTrue();
    }
}
