using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>Says how often an implementation is tested, by whom and how; its next test is planned with it.</summary>
[RequirePermission(Permissions.ControlsEdit, Permissions.ControlsEditOwn)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetTestPlan : ICommand<Result>
{
    /// <summary>Of the implementation.</summary>
    [JsonIgnore]
    public Guid Id { get; init; }

    /// <summary>What the editor saw of the implementation.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    public TestKind? Kind { get; init; }

    /// <summary>1 to 60.</summary>
    public int? EveryMonths { get; init; }

    /// <summary>Who tests; of how a control operates never its owner.</summary>
    public Guid? TesterId { get; init; }

    /// <summary>How it is tested.</summary>
    public string? Method { get; init; }

    /// <summary>The day of the next test; those after it are counted from here.</summary>
    public DateOnly? NextTestOn { get; init; }
}

public sealed class SetTestPlanValidator : AbstractValidator<SetTestPlan>
{
    public SetTestPlanValidator()
    {
        RuleFor(p => p.Kind).Chosen();
        RuleFor(p => p.EveryMonths).Required().Between(1, ReviewCycle.MonthsMax);
        RuleFor(p => p.TesterId).Must(id => id is { } tester && tester != Guid.Empty).WithErrorCode("required").WithMessage("Choose one.");
        RuleFor(p => p.Method).AtMost(ControlTest.MethodMaxLength);
        RuleFor(p => p.NextTestOn).Must(d => d is not null).WithErrorCode("required").WithMessage("Fill in this field.").Plausible();
    }
}

public sealed class SetTestPlanHandler(IsmsDbContext db, ImplementationAccess access, TestDesk desk, ControlTestTasks tasks) : ICommandHandler<SetTestPlan, Result>
{
    public async ValueTask<Result> Handle(SetTestPlan command, CancellationToken cancellationToken)
    {
        if (await db.ControlImplementations.SingleOrDefaultAsync(i => i.Id == command.Id, cancellationToken) is not { } of) { return Error.NotFound; }
        if (!access.MayChange(of.OwnerId)) { return Error.Forbidden; }
        if (of.Version != command.Version) { return Error.Stale; }
        var (next, active) = (command.NextTestOn!.Value, await access.IsActiveAsync(command.TesterId!.Value, cancellationToken));
        var planned = of.PlanTests(new TestPlan(command.Kind!.Value, command.EveryMonths!.Value, command.TesterId.Value, command.Method), active);
        if (!planned.IsSuccess) { return planned; }
        var open = await db.ControlTests.Where(t => t.ImplementationId == of.Id && t.OccurrenceOn != null && (t.Status == TestStatus.Planned || t.Status == TestStatus.Performed)).OrderBy(t => t.Id).FirstOrDefaultAsync(cancellationToken);
        if (open is { Status: TestStatus.Performed }) { return TestErrors.WaitsForDecision; }
        var details = new TestDetails(command.Kind.Value, command.Method, open?.Population, open?.SampleSize, command.TesterId.Value, next);
        if ((open is null ? await BeginAsync(of, details, active, cancellationToken) : await MoveAsync(open, details, of, active, cancellationToken)).Error is { } refused) { return At(refused); }
        await desk.KnowAsync(of, cancellationToken);
        return Result.Success;
    }

    private async Task<Result> BeginAsync(ControlImplementation of, TestDetails details, bool active, CancellationToken cancellationToken)
    {
        var test = ControlTest.Plan(Guid.CreateVersion7(), await desk.CodeAsync(cancellationToken), of, details, details.DueOn, active, desk.Today);
        if (test.Error is { } refused) { return refused; }
        await desk.AddAsync(test.Value, cancellationToken);
        return Result.Success;
    }

    private async Task<Result> MoveAsync(ControlTest open, TestDetails details, ControlImplementation of, bool active, CancellationToken cancellationToken)
    {
        var moves = details.DueOn != open.DueOn;
        var changed = open.Change(details, of.OwnerId, active, desk.Today);
        if (!changed.IsSuccess) { return changed; }
        if (moves) { open.StandFor(details.DueOn); }
        await tasks.PlannedAsync(open, cancellationToken);
        return Result.Success;
    }

    // The form of the plan calls the day by another name.
    private static Error At(Error refused) => refused == TestErrors.DueInThePast ? refused.At(nameof(SetTestPlan.NextTestOn)) : refused;
}

/// <summary>Nobody tests it by a plan any more; a test that was planned is cancelled for the same reason.</summary>
[RequirePermission(Permissions.ControlsEdit, Permissions.ControlsEditOwn)]
public sealed record EndTestPlan(Guid Id, long Version, string? Reason) : ICommand<Result>;

public sealed class EndTestPlanValidator : AbstractValidator<EndTestPlan>
{
    public EndTestPlanValidator() => RuleFor(e => e.Reason).AtMost(ReviewedRecord.ClosedReasonMaxLength);
}

public sealed class EndTestPlanHandler(IsmsDbContext db, ImplementationAccess access, TestDesk desk) : ICommandHandler<EndTestPlan, Result>
{
    public async ValueTask<Result> Handle(EndTestPlan command, CancellationToken cancellationToken)
    {
        if (await db.ControlImplementations.SingleOrDefaultAsync(i => i.Id == command.Id, cancellationToken) is not { } of) { return Error.NotFound; }
        if (!access.MayChange(of.OwnerId)) { return Error.Forbidden; }
        if (of.Version != command.Version) { return Error.Stale; }
        if (of.Plan is null) { return TestErrors.NoPlan; }
        if (Text.OrNull(command.Reason) is not { } reason) { return ReviewErrors.ReasonMissing; }
        await desk.EndAsync(of, db.ControlTests.Where(t => t.OccurrenceOn != null), reason, cancellationToken);
        return Result.Success;
    }
}
