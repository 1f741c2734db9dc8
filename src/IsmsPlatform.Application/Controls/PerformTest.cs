using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Controls;

/// <summary>Somebody tested, and says what was found. From here on it stays; somebody else accepts or rejects it.</summary>
[RequirePermission(Permissions.ControlsEdit, Permissions.ControlsEditOwn)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PerformTest : ICommand<Result>
{
    [JsonIgnore]
    public Guid Id { get; init; }

    /// <summary>What the tester saw.</summary>
    [JsonIgnore]
    public long Version { get; init; }

    /// <summary>The day on which it was tested, at most 12 months back; the day that was planned is kept beside it.</summary>
    public DateOnly? PerformedOn { get; init; }

    /// <summary>How it was tested.</summary>
    public string? Method { get; init; }

    /// <summary>How many cases there were.</summary>
    public int? Population { get; init; }

    /// <summary>How many of them were looked at.</summary>
    public int? SampleSize { get; init; }

    public TestVerdict? Verdict { get; init; }

    /// <summary>What was found, and why that makes the verdict.</summary>
    public string? Conclusion { get; init; }

    internal TestOutcome Outcome() => new(PerformedOn!.Value, Method, Population, SampleSize, Verdict!.Value, Conclusion);
}

public sealed class PerformTestValidator : AbstractValidator<PerformTest>
{
    public PerformTestValidator()
    {
        RuleFor(t => t.PerformedOn).Must(d => d is not null).WithErrorCode("required").WithMessage("Fill in this field.").Plausible();
        RuleFor(t => t.Method).AtMost(ControlTest.MethodMaxLength);
        RuleFor(t => t.Population).Between(0, ControlTest.CasesMax);
        RuleFor(t => t.SampleSize).Between(0, ControlTest.CasesMax);
        RuleFor(t => t.Verdict).Chosen();
        RuleFor(t => t.Conclusion).AtMost(ControlTest.ConclusionMaxLength);
    }
}

public sealed class PerformTestHandler(TestDesk desk, ControlFailure failure, ControlTestTasks tasks, RequestScope scope, TimeProvider clock) : ICommandHandler<PerformTest, Result>
{
    public async ValueTask<Result> Handle(PerformTest command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (test, of) = opened.Value;
        if (!desk.MayPerform(test.TesterId)) { return Error.Forbidden; }
        if (scope.AnsweringId is not { } me) { return TestErrors.NobodyTested; }
        var performed = test.Perform(command.Outcome(), me, of.OwnerId, await desk.LastAcceptedAsync(test, cancellationToken), desk.Today, clock.GetUtcNow());
        if (!performed.IsSuccess) { return performed; }
        await desk.KnowAsync(of, cancellationToken);
        await tasks.PerformedAsync(test, of.OwnerId, cancellationToken);
        await failure.TellAsync(test, of, cancellationToken);
        return Result.Success;
    }
}
