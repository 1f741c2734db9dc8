using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>Changes a planned test: who, how, by when. Its day in the plan stays, so the next one does not shift.</summary>
[RequirePermission(Permissions.ControlsEdit, Permissions.ControlsEditOwn)]
public sealed record ChangeTest : TestForm, ICommand<Result>
{
    public Guid Id { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangeTestValidator : AbstractValidator<ChangeTest>
{
    public ChangeTestValidator() => Include(new TestFormRules());
}

public sealed class ChangeTestHandler(TestDesk desk, ImplementationAccess access, ControlTestTasks tasks) : ICommandHandler<ChangeTest, Result>
{
    public async ValueTask<Result> Handle(ChangeTest command, CancellationToken cancellationToken)
    {
        var opened = await desk.OpenAsync(command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var (test, of) = opened.Value;
        if (!access.MayChange(of.OwnerId)) { return Error.Forbidden; }
        var changed = test.Change(command.Details(), of.OwnerId, await access.IsActiveAsync(command.TesterId!.Value, cancellationToken), desk.Today);
        if (!changed.IsSuccess) { return changed; }
        await tasks.PlannedAsync(test, cancellationToken);
        await desk.KnowAsync(of, cancellationToken);
        return Result.Success;
    }
}

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="ChangeTest"/>.</summary>
[RequirePermission(Permissions.ControlsEdit)]
public sealed record PatchTest(Guid Id, long Version, TestMembers Members) : ICommand<Result>;

public sealed class PatchTestHandler(IsmsDbContext db, ISender sender) : ICommandHandler<PatchTest, Result>
{
    public async ValueTask<Result> Handle(PatchTest command, CancellationToken cancellationToken)
        => await db.ControlTests.AsNoTracking().SingleOrDefaultAsync(t => t.Id == command.Id, cancellationToken) is { } test
            ? await sender.Send(command.Members.Over(test) with { Version = command.Version }, cancellationToken)
            : Error.NotFound;
}

/// <summary>The members of a planned test that a patch may set. A missing member stays as it is, null empties it; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class TestMembers : MergePatch
{
    public TestKind? Kind { get; set => field = Sent(value); }

    /// <summary>How it is tested.</summary>
    public string? Method { get; set => field = Sent(value); }

    public int? Population { get; set => field = Sent(value); }

    public int? SampleSize { get; set => field = Sent(value); }

    public Guid? TesterId { get; set => field = Sent(value); }

    public DateOnly? DueOn { get; set => field = Sent(value); }

    internal ChangeTest Over(ControlTest t) => new()
    {
        Id = t.Id,
        Kind = Or(Kind, t.Kind, nameof(Kind)),
        Method = Or(Method, t.Method, nameof(Method)),
        Population = Or(Population, t.Population, nameof(Population)),
        SampleSize = Or(SampleSize, t.SampleSize, nameof(SampleSize)),
        TesterId = Or(TesterId, t.TesterId, nameof(TesterId)),
        DueOn = Or(DueOn, t.DueOn, nameof(DueOn)),
    };
}
