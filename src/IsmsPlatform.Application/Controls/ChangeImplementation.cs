using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>Changes how a control is put into practice: the ISMS manager each, an owner their own.</summary>
[RequirePermission(Permissions.ControlsEdit, Permissions.ControlsEditOwn)]
public sealed record ChangeImplementation : ImplementationForm, ICommand<Result>
{
    public Guid Id { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangeImplementationValidator : AbstractValidator<ChangeImplementation>
{
    public ChangeImplementationValidator() => Include(new ImplementationFormRules());
}

public sealed class ChangeImplementationHandler(IsmsDbContext db, ImplementationAccess access, TestDesk tests, RisksToReevaluate risks, Texts t) : ICommandHandler<ChangeImplementation, Result>
{
    public async ValueTask<Result> Handle(ChangeImplementation command, CancellationToken cancellationToken)
    {
        if (await db.ControlImplementations.SingleOrDefaultAsync(i => i.Id == command.Id, cancellationToken) is not { } implementation) { return Error.NotFound; }
        if (!access.MayChange(implementation.OwnerId)) { return Error.Forbidden; }
        if (implementation.Version != command.Version) { return Error.Stale; }
        var (worked, wasRetired) = (implementation.Works, implementation.Status == ImplementationStatus.Retired);
        var changed = implementation.Change(command.Details(), await access.IsActiveAsync(command.OwnerId!.Value, cancellationToken));
        if (!changed.IsSuccess) { return changed; }
        if (!wasRetired && implementation.Status == ImplementationStatus.Retired) { await tests.EndAsync(implementation, db.ControlTests, t["The implementation was retired."], cancellationToken); }
        if (worked && !implementation.Works) { await risks.MarkAsync(implementation, ReevaluationCause.ControlNotInPlace, cancellationToken); }
        return Result.Success;
    }
}

/// <summary>Changes only the members that were sent; the outcome meets the rules of <see cref="ChangeImplementation"/>.</summary>
[RequirePermission(Permissions.ControlsEdit)]
public sealed record PatchImplementation(Guid Id, long Version, ImplementationMembers Members) : ICommand<Result>;

public sealed class PatchImplementationHandler(IsmsDbContext db, ISender sender) : ICommandHandler<PatchImplementation, Result>
{
    public async ValueTask<Result> Handle(PatchImplementation command, CancellationToken cancellationToken)
        => await db.ControlImplementations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == command.Id, cancellationToken) is { } implementation
            ? await sender.Send(command.Members.Over(implementation) with { Version = command.Version }, cancellationToken)
            : Error.NotFound;
}

/// <summary>The members of an implementation that a patch may set. A missing member stays as it is, null empties it; unknown members are refused.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed class ImplementationMembers : MergePatch
{
    public string? Title { get; set => field = Sent(value); }

    /// <summary>How it is done.</summary>
    public string? Description { get; set => field = Sent(value); }

    public Guid? UnitId { get; set => field = Sent(value); }

    public Guid? LocationId { get; set => field = Sent(value); }

    public Guid? AssetId { get; set => field = Sent(value); }

    public Guid? OwnerId { get; set => field = Sent(value); }

    public Guid? OperatorId { get; set => field = Sent(value); }

    public ImplementationStatus? Status { get; set => field = Sent(value); }

    public int? Maturity { get; set => field = Sent(value); }

    public OperationFrequency? Frequency { get; set => field = Sent(value); }

    public ControlAutomation? Automation { get; set => field = Sent(value); }

    public string? EvidenceExpected { get; set => field = Sent(value); }

    internal ChangeImplementation Over(ControlImplementation i) => new()
    {
        Id = i.Id,
        Title = Or(Title, i.Title, nameof(Title)),
        Description = Or(Description, i.Description, nameof(Description)),
        UnitId = Or(UnitId, i.UnitId, nameof(UnitId)),
        LocationId = Or(LocationId, i.LocationId, nameof(LocationId)),
        AssetId = Or(AssetId, i.AssetId, nameof(AssetId)),
        OwnerId = Or(OwnerId, i.OwnerId, nameof(OwnerId)),
        OperatorId = Or(OperatorId, i.OperatorId, nameof(OperatorId)),
        Status = Or(Status, i.Status, nameof(Status)),
        Maturity = Or(Maturity, i.Maturity, nameof(Maturity)),
        Frequency = Or(Frequency, i.Frequency, nameof(Frequency)),
        Automation = Or(Automation, i.Automation, nameof(Automation)),
        EvidenceExpected = Or(EvidenceExpected, i.EvidenceExpected, nameof(EvidenceExpected)),
    };
}
