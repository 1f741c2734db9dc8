using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Domain.Controls;

/// <summary>What a test asks of a control.</summary>
public enum TestKind
{
    /// <summary>Would it reduce the risk, done as described?</summary>
    Design,
    /// <summary>Was it done as described, over a period?</summary>
    Operating,
    RestoreTest,
    /// <summary>A scan or a configuration that is looked at.</summary>
    Technical,
    SelfAssessment,
}

public enum TestVerdict
{
    Effective,
    PartlyEffective,
    NotEffective,
    /// <summary>It could not be told; what was known before still holds.</summary>
    NotTestable,
}

public enum TestStatus
{
    Planned,
    /// <summary>Waits for somebody else to accept or reject it.</summary>
    Performed,
    Accepted,
    /// <summary>Does not count; it is performed anew.</summary>
    Rejected,
    Cancelled,
}

/// <summary>What becomes of the nonconformity that a control which is not effective suggests (10.2).</summary>
public enum NonconformityOffer
{
    Offered,
    Declined,
}

/// <summary>What is said of a test before it is performed, as one value.</summary>
/// <param name="Method">How it is tested.</param>
/// <param name="Population">How many cases there are.</param>
/// <param name="SampleSize">How many of them are looked at.</param>
public sealed record TestDetails(TestKind Kind, string? Method, int? Population, int? SampleSize, Guid TesterId, DateOnly DueOn);

/// <summary>What was found, as one value.</summary>
public sealed record TestOutcome(DateOnly PerformedOn, string? Method, int? Population, int? SampleSize, TestVerdict Verdict, string? Conclusion);

/// <summary>One test of how a control is put into practice (ISO/IEC 27001 9.1, A.5.36). Once performed, what was found stays as it is.</summary>
public sealed class ControlTest : Entity
{
    public const string CodePrefix = "CT";
    public const int MethodMaxLength = 2000;
    public const int ConclusionMaxLength = 4000;
    public const int CasesMax = 1_000_000_000;

    /// <summary>How long before the day the tester is asked.</summary>
    public const int LeadDays = 14;

    /// <summary>Days until a performed test is to be accepted or rejected, and a rejected one to be repeated.</summary>
    public const int DaysToDecide = 14;

    /// <summary>Days after which a control that did not work, or only partly, is tested again at the latest; the plan may ask sooner.</summary>
    public const int RetestDays = 30;

    /// <summary>What was found longer ago says little of how the control works today.</summary>
    public const int MonthsBackMax = 12;

    private ControlTest() { }

    public string Code { get; private init; } = "";

    public Guid ImplementationId { get; private init; }

    /// <summary>What was tested, as it was called when the test was planned.</summary>
    public string Title { get; private init; } = "";

    public TestKind Kind { get; private set; }

    public string? Method { get; private set; }

    public int? Population { get; private set; }

    public int? SampleSize { get; private set; }

    public Guid TesterId { get; private set; }

    public DateOnly DueOn { get; private set; }

    /// <summary>The day in the plan that it stands for, however late it is performed; null for one that no plan asked for.</summary>
    public DateOnly? OccurrenceOn { get; private set; }

    /// <summary>The test that this one repeats: it was rejected, or found that the control does not work.</summary>
    public Guid? RepeatsId { get; private init; }

    public TestStatus Status { get; private set; }

    public DateOnly? PerformedOn { get; private set; }

    /// <summary>Who says so: the tester, or whoever recorded it for them.</summary>
    public Guid? PerformedById { get; private set; }

    /// <summary>Of two tests of one day the later record counts.</summary>
    public DateTimeOffset? RecordedAt { get; private set; }

    public TestVerdict? Verdict { get; private set; }

    public string? Conclusion { get; private set; }

    public Guid? DecidedById { get; private set; }

    public DateOnly? DecidedOn { get; private set; }

    /// <summary>Why it was rejected or cancelled.</summary>
    public string? Reason { get; private set; }

    public NonconformityOffer? Nonconformity { get; private set; }

    public string? NonconformityReason { get; private set; }

    /// <summary>It says something about the control: it was performed, nobody rejected it, and a verdict could be reached.</summary>
    public bool Counts => Status is TestStatus.Performed or TestStatus.Accepted && Verdict is not TestVerdict.NotTestable;

    /// <param name="occurrenceOn">The day in the plan; null for one that no plan asked for.</param>
    public static Result<ControlTest> Plan(Guid id, string code, ControlImplementation of, TestDetails details, DateOnly? occurrenceOn, bool testerIsActive, DateOnly today)
    {
        if (of.Status == ImplementationStatus.Retired) { return TestErrors.ImplementationRetired; }
        var test = new ControlTest { Id = id, Code = code, ImplementationId = of.Id, Title = of.Title, OccurrenceOn = occurrenceOn };
        return test.Change(details, of.OwnerId, testerIsActive, today).Error is { } error ? error : test;
    }

    /// <summary>The next test of a plan; its day may be over already, because what was missed is told and not shifted.</summary>
    public static ControlTest Next(Guid id, string code, ControlImplementation of, TestPlan plan, DateOnly dueOn) => new()
    {
        Id = id,
        Code = code,
        ImplementationId = of.Id,
        Title = of.Title,
        Kind = plan.Kind,
        Method = Text.OrNull(plan.Method),
        TesterId = plan.TesterId,
        DueOn = dueOn,
        OccurrenceOn = dueOn,
    };

    /// <summary>The test that takes the place of this rejected one, and stands for the same day of the plan.</summary>
    public ControlTest Again(Guid id, string code, DateOnly dueOn) => new()
    {
        Id = id,
        Code = code,
        ImplementationId = ImplementationId,
        Title = Title,
        Kind = Kind,
        Method = Method,
        Population = Population,
        SampleSize = SampleSize,
        TesterId = TesterId,
        DueOn = dueOn,
        OccurrenceOn = OccurrenceOn,
        RepeatsId = Id,
    };

    /// <summary>The control is tested again, soon, to see whether it works now. It stands for the same day of the plan, which goes on from there.</summary>
    public ControlTest Retest(Guid id, string code, ControlImplementation of, TestPlan plan, DateOnly dueOn) => new()
    {
        Id = id,
        Code = code,
        ImplementationId = of.Id,
        Title = of.Title,
        Kind = plan.Kind,
        Method = Text.OrNull(plan.Method),
        TesterId = plan.TesterId,
        DueOn = dueOn,
        OccurrenceOn = OccurrenceOn,
        RepeatsId = Id,
    };

    /// <param name="ownerId">Who answers for the control.</param>
    public Result Change(TestDetails details, Guid ownerId, bool testerIsActive, DateOnly today)
    {
        if (Status != TestStatus.Planned) { return TestErrors.NotPlanned; }
        if (details.TesterId != TesterId && !testerIsActive) { return TestErrors.TesterNotActive; }
        if (details.Kind == TestKind.Operating && details.TesterId == ownerId) { return TestErrors.OwnerTests.At(nameof(TesterId)); }
        if (details.DueOn != DueOn && details.DueOn < today) { return TestErrors.DueInThePast; }
        if (details.SampleSize > details.Population) { return TestErrors.SampleTooLarge; }
        (Kind, Method, Population, SampleSize, TesterId, DueOn) = (details.Kind, Text.OrNull(details.Method), details.Population, details.SampleSize, details.TesterId, details.DueOn);
        return Result.Success;
    }

    /// <summary>The plan was changed: this is the test of another day.</summary>
    public void StandFor(DateOnly occurrenceOn) => OccurrenceOn = occurrenceOn;

    public void HandOver(Guid testerId) => TesterId = testerId;

    /// <param name="by">Who says so.</param>
    /// <param name="ownerId">Who answers for the control.</param>
    /// <param name="lastAccepted">The day of the last test of this kind that was accepted; null where none was.</param>
    public Result Perform(TestOutcome outcome, Guid by, Guid ownerId, DateOnly? lastAccepted, DateOnly today, DateTimeOffset now)
    {
        if (Status != TestStatus.Planned) { return TestErrors.NotPlanned; }
        if (Kind == TestKind.Operating && (by == ownerId || TesterId == ownerId)) { return TestErrors.OwnerTests; }
        if (outcome.PerformedOn > today) { return TestErrors.PerformedInTheFuture; }
        if (outcome.PerformedOn < today.AddMonths(-MonthsBackMax)) { return TestErrors.PerformedTooLongAgo; }
        if (lastAccepted is { } last && outcome.PerformedOn < last) { return TestErrors.PerformedBeforeTheLast(last); }
        if (outcome.SampleSize > outcome.Population) { return TestErrors.SampleTooLarge; }
        if (Text.OrNull(outcome.Conclusion) is not { } conclusion) { return TestErrors.ConclusionMissing; }
        (Status, PerformedOn, PerformedById, RecordedAt) = (TestStatus.Performed, outcome.PerformedOn, by, now);
        (Method, Population, SampleSize) = (Text.OrNull(outcome.Method), outcome.Population, outcome.SampleSize);
        (Verdict, Conclusion) = (outcome.Verdict, conclusion);
        if (Verdict == TestVerdict.NotEffective) { Nonconformity = NonconformityOffer.Offered; }
        return Result.Success;
    }

    /// <summary>It counts for good. Nobody accepts what they tested themselves.</summary>
    public Result Accept(Guid by, DateOnly today)
    {
        if (Status != TestStatus.Performed) { return TestErrors.NotPerformed; }
        if (IsWorkOf(by)) { return TestErrors.OwnTest; }
        (Status, DecidedById, DecidedOn) = (TestStatus.Accepted, by, today);
        return Result.Success;
    }

    /// <summary>It does not count; what was found stays to be read.</summary>
    public Result Reject(string? reason, Guid by, DateOnly today)
    {
        if (Status != TestStatus.Performed) { return TestErrors.NotPerformed; }
        if (IsWorkOf(by)) { return TestErrors.OwnTest; }
        if (Text.OrNull(reason) is not { } why) { return ReviewErrors.ReasonMissing; }
        (Status, Reason, DecidedById, DecidedOn, Nonconformity) = (TestStatus.Rejected, why, by, today, null);
        return Result.Success;
    }

    /// <summary>It is not performed at all.</summary>
    public Result Cancel(string? reason, Guid? by, DateOnly today)
    {
        if (Status != TestStatus.Planned) { return TestErrors.NotPlanned; }
        if (Text.OrNull(reason) is not { } why) { return ReviewErrors.ReasonMissing; }
        (Status, Reason, DecidedById, DecidedOn) = (TestStatus.Cancelled, why, by, today);
        return Result.Success;
    }

    /// <summary>Nobody makes a nonconformity of it, for a reason that stays.</summary>
    public Result DeclineNonconformity(string? reason)
    {
        if (Nonconformity != NonconformityOffer.Offered) { return TestErrors.NothingOffered; }
        if (Text.OrNull(reason) is not { } why) { return ReviewErrors.ReasonMissing; }
        (Nonconformity, NonconformityReason) = (NonconformityOffer.Declined, why);
        return Result.Success;
    }

    /// <summary>It was found to work only partly, or not at all, and that counts for good.</summary>
    public bool AsksForRetest => Status == TestStatus.Accepted && Verdict is (TestVerdict.NotEffective or TestVerdict.PartlyEffective);

    public bool IsWorkOf(Guid person) => person == TesterId || person == PerformedById;

    public bool IsOverdue(DateOnly today) => Status == TestStatus.Planned && DueOn < today;
}
