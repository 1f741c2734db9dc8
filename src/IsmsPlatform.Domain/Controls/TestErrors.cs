using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Controls;

/// <summary>What tests of controls refuse, why, and how to go on.</summary>
public static class TestErrors
{
    public static Error ImplementationRetired { get; } = new("control-test.implementation-retired", "This implementation is retired, so there is nothing to test. Take it up again first.");

    public static Error TesterNotActive { get; } = new Error("control-test.tester-not-active", "Only someone who is active tests. Choose another person, or mark this one as active first.").At(nameof(ControlTest.TesterId));

    public static Error OwnerTests { get; } = new("control-test.owner-tests", "Whoever answers for a control does not test how it operates. Name another tester, or choose another kind of test.");

    public static Error DueInThePast { get; } = new Error("control-test.due-in-the-past", "This day is over. Plan the test for today or later.").At(nameof(ControlTest.DueOn));

    public static Error SampleTooLarge { get; } = new Error("control-test.sample-too-large", "The sample is larger than the number of cases. Correct one of the two.").At(nameof(ControlTest.SampleSize));

    public static Error PerformedInTheFuture { get; } = new Error("control-test.performed-in-the-future", "This day is still to come. Give the day on which it was tested.").At(nameof(ControlTest.PerformedOn));

    public static Error PerformedTooLongAgo { get; } = new Error("control-test.performed-too-long-ago", "This day is more than {0} months back: what was found then says little of today. Give the day on which it was tested, or test again.", ErrorKind.Refused, ControlTest.MonthsBackMax).At(nameof(ControlTest.PerformedOn));

    public static Error PerformedBeforeTheLast(DateOnly last) => new Error("control-test.performed-before-the-last", "The last test of this kind took place on {0} and was accepted; this one comes after it. Give the day on which it was tested.", ErrorKind.Refused, last).At(nameof(ControlTest.PerformedOn));

    public static Error ConclusionMissing { get; } = new Error("control-test.conclusion-missing", "Say what was found: a verdict without it convinces nobody.").At(nameof(ControlTest.Conclusion));

    public static Error NobodyTested { get; } = new("control-test.nobody-tested", "Nobody answers for this key, so nobody would have tested. Name who does in Settings › API clients.");

    public static Error NotPlanned { get; } = new("control-test.not-planned", "Only a planned test is changed, performed or cancelled. What was performed stays as it is: reject it, and it is performed anew.");

    public static Error NotPerformed { get; } = new("control-test.not-performed", "Only a test that was performed and waits is accepted or rejected. Open it to see where it stands.");

    public static Error OwnTest { get; } = new("control-test.own-test", "Nobody accepts or rejects what they tested themselves. The control's owner or an ISMS manager does, whoever of them did not test.");

    public static Error NothingOffered { get; } = new("control-test.nothing-offered", "No nonconformity is suggested here, so there is nothing to decline.");

    public static Error WaitsForDecision { get; } = new("control-test.waits-for-decision", "A test of this plan was performed and waits. Accept or reject it first, then change the plan.");

    public static Error NoPlan { get; } = new("control-test.no-plan", "Nothing is planned here, so there is nothing to end.");
}
