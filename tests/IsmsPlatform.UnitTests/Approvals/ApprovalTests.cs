using IsmsPlatform.Domain.Approvals;

namespace IsmsPlatform.UnitTests.Approvals;

public sealed class ApprovalTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;
    private static readonly (Guid Author, Guid Other) People = (Guid.CreateVersion7(), Guid.CreateVersion7());
    private static readonly string Content = CanonicalJson.Of(new { b = "two", a = 1 });

    [Fact]
    public void The_order_of_members_changes_no_content() => CanonicalJson.Of(new { a = 1, b = "two" }).ShouldBe(Content);

    [Fact]
    public void A_decision_holds_for_the_content_that_was_asked_for()
    {
        var approval = Asked();
        approval.Approve(By(People.Other), CanonicalJson.Of(new { a = 2, b = "two" }), null, Now).Error.ShouldBe(ApprovalErrors.EditedSince);
        approval.Approve(By(People.Other), Content, null, Now).IsSuccess.ShouldBeTrue();
        approval.Reject(By(People.Other), "Changed my mind", Now).Error.ShouldBe(ApprovalErrors.ClosedAlready);
        (approval.Decision, approval.ByWaiver).ShouldBe((ApprovalDecision.Approved, false));
    }

    [Fact]
    public void An_author_decides_by_waiver_only_and_the_decision_says_so()
    {
        Asked().Approve(By(People.Author), Content, null, Now).Error.ShouldBe(ApprovalErrors.OwnWork);
        var waived = Asked();
        waived.Approve(By(People.Author) with { OwnWorkIsWaived = true }, Content, null, Now).IsSuccess.ShouldBeTrue();
        waived.ByWaiver.ShouldBeTrue();
    }

    [Fact]
    public void Whoever_asks_decides_no_more_than_the_author_whom_they_named()
    {
        var approval = Approval.Request(Guid.CreateVersion7(), "Thing", Guid.CreateVersion7(), 1, "A thing", Content, People.Author, People.Other, Now);
        approval.Approve(By(People.Other), Content, null, Now).Error.ShouldBe(ApprovalErrors.OwnWork);
        approval.Reject(By(People.Other), "No", Now).Error.ShouldBe(ApprovalErrors.OwnWork);
    }

    [Fact]
    public void What_differs_is_marked_by_word_and_by_field()
    {
        var rows = ContentDiff.Between(CanonicalJson.Of(new { text = "the old rule holds", gone = "x", same = 1 }), CanonicalJson.Of(new { text = "the new rule holds", added = "y", same = 1 }));
        rows.Single(r => r.Path == "text").Pieces.ShouldBe([new(DiffKind.Same, "the"), new(DiffKind.Removed, " old"), new(DiffKind.Added, " new"), new(DiffKind.Same, " rule holds")]);
        rows.Where(r => r.Differs).Select(r => r.Path).ShouldBe(["added", "text", "gone"]);
        (rows.Single(r => r.Path == "gone").After, rows.Single(r => r.Path == "added").Before).ShouldBe((null, null));
    }

    [Fact]
    public void Nested_values_are_compared_by_their_path()
        => ContentDiff.Between(null, CanonicalJson.Of(new { list = new[] { new { name = "one" }, new { name = "two" } } })).Select(r => (r.Path, r.After)).ShouldBe([("list 1.name", "one"), ("list 2.name", "two")]);

    private static Approval Asked() => Approval.Request(Guid.CreateVersion7(), "Thing", Guid.CreateVersion7(), 1, "A thing", Content, People.Author, People.Author, Now);

    private static Decider By(Guid person) => new(person, "TopManagement", OwnWorkIsWaived: false);
}
