using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Controls;

public enum ImplementationStatus
{
    NotPlanned,
    Planned,
    InProgress,
    /// <summary>It is in place, and nobody has shown yet that it runs.</summary>
    Implemented,
    Operated,
    Retired,
}

/// <summary>How often a control is carried out.</summary>
public enum OperationFrequency
{
    Continuous,
    Daily,
    Weekly,
    Monthly,
    Quarterly,
    HalfYearly,
    Yearly,
    OnEvent,
}

public enum ControlAutomation
{
    Manual,
    Partly,
    Automatic,
}

/// <summary>What people enter about an implementation, as one value.</summary>
/// <param name="Title">How people call it: <c>Nightly backup of the cluster</c>.</param>
/// <param name="Description">How it is done.</param>
/// <param name="UnitId">Where it holds: a unit, a location, a system; without any of them everywhere.</param>
/// <param name="OwnerId">Who answers for it.</param>
/// <param name="OperatorId">Who carries it out, if that is somebody else.</param>
/// <param name="Maturity">0 to 5.</param>
/// <param name="EvidenceExpected">By what one sees that it was done.</param>
public sealed record ImplementationDetails(
    string Title,
    string? Description,
    Guid? UnitId,
    Guid? LocationId,
    Guid? AssetId,
    Guid OwnerId,
    Guid? OperatorId,
    ImplementationStatus Status,
    int? Maturity,
    OperationFrequency? Frequency,
    ControlAutomation? Automation,
    string? EvidenceExpected);

/// <summary>How often an implementation is tested, by whom and how.</summary>
public sealed record TestPlan(TestKind Kind, int EveryMonths, Guid TesterId, string? Method);

/// <summary>How a control is put into practice in a part of the organisation, and who answers for it (ISO/IEC 27001 8.1).</summary>
public sealed class ControlImplementation : Entity
{
    public const int TitleMaxLength = 200;
    public const int DescriptionMaxLength = 4000;
    public const int EvidenceMaxLength = 1000;
    public const int MaturityMin = 0;
    public const int MaturityMax = 5;

    private ControlImplementation() { }

    public Guid ControlId { get; private init; }

    public string Title { get; private set; } = "";

    public string? Description { get; private set; }

    public Guid? UnitId { get; private set; }

    public Guid? LocationId { get; private set; }

    public Guid? AssetId { get; private set; }

    public Guid OwnerId { get; private set; }

    public Guid? OperatorId { get; private set; }

    public ImplementationStatus Status { get; private set; }

    public int? Maturity { get; private set; }

    public OperationFrequency? Frequency { get; private set; }

    public ControlAutomation? Automation { get; private set; }

    public string? EvidenceExpected { get; private set; }

    /// <summary>What the plan of tests asks for; null where there is none, as is all that follows.</summary>
    public TestKind? TestKind { get; private set; }

    public int? TestEveryMonths { get; private set; }

    public Guid? TesterId { get; private set; }

    public string? TestMethod { get; private set; }

    /// <summary>When the next planned test is due, kept by the acts on tests.</summary>
    public DateOnly? NextTestOn { get; private set; }

    /// <summary>The last test that counts (<see cref="ControlTest.Counts"/>), kept by the acts on tests.</summary>
    public DateOnly? LastTestedOn { get; private set; }

    public TestVerdict? LastVerdict { get; private set; }

    /// <summary>It reduces risk now: it is in place, and no test says that it does not.</summary>
    public bool Works => Status is ImplementationStatus.Implemented or ImplementationStatus.Operated && LastVerdict is not TestVerdict.NotEffective;

    public TestPlan? Plan => TestKind is { } kind ? new TestPlan(kind, TestEveryMonths!.Value, TesterId!.Value, TestMethod) : null;

    /// <param name="ownerIsActive">An owner who left answers for nothing.</param>
    public static Result<ControlImplementation> Add(Guid id, Guid controlId, ImplementationDetails details, bool ownerIsActive)
    {
        var implementation = new ControlImplementation { Id = id, ControlId = controlId };
        return implementation.Change(details, ownerIsActive).Error is { } error ? error : implementation;
    }

    public Result Change(ImplementationDetails d, bool ownerIsActive)
    {
        // Asked only of a new owner, so that a leaver does not hold up other edits.
        if (d.OwnerId != OwnerId && !ownerIsActive) { return ControlErrors.OwnerNotActive; }
        if (TestKind == Controls.TestKind.Operating && d.OwnerId != OwnerId && d.OwnerId == TesterId) { return TestErrors.OwnerTests.At(nameof(OwnerId)); }
        var description = Text.OrNull(d.Description);
        if (d.Status is ImplementationStatus.Implemented or ImplementationStatus.Operated && description is null) { return ControlErrors.NotDescribed; }
        (Title, Description, EvidenceExpected) = (Text.Clean(d.Title), description, Text.OrNull(d.EvidenceExpected));
        (UnitId, LocationId, AssetId, OwnerId, OperatorId) = (d.UnitId, d.LocationId, d.AssetId, d.OwnerId, d.OperatorId);
        (Status, Maturity, Frequency, Automation) = (d.Status, d.Maturity, d.Frequency, d.Automation);
        return Result.Success;
    }

    public Result PlanTests(TestPlan plan, bool testerIsActive)
    {
        if (Status == ImplementationStatus.Retired) { return TestErrors.ImplementationRetired; }
        if (plan.TesterId != TesterId && !testerIsActive) { return TestErrors.TesterNotActive; }
        if (plan.Kind == Controls.TestKind.Operating && plan.TesterId == OwnerId) { return TestErrors.OwnerTests.At(nameof(TesterId)); }
        (TestKind, TestEveryMonths, TesterId, TestMethod) = (plan.Kind, plan.EveryMonths, plan.TesterId, Text.OrNull(plan.Method));
        return Result.Success;
    }

    public void EndTests() => (TestKind, TestEveryMonths, TesterId, TestMethod) = (null, null, null, null);

    /// <summary>What its tests say now, kept here so that lists and risks can ask for it by an index.</summary>
    public void Know(DateOnly? nextTestOn, DateOnly? lastTestedOn, TestVerdict? lastVerdict) => (NextTestOn, LastTestedOn, LastVerdict) = (nextTestOn, lastTestedOn, lastVerdict);

    public void HandOver(Guid ownerId) => OwnerId = ownerId;

    public void BeTestedBy(Guid testerId) => TesterId = testerId;

    /// <summary>Whoever carried it out is gone; the owner answers for it until somebody else is named.</summary>
    public void BeOperatedBy(Guid operatorId) => OperatorId = operatorId;
}
