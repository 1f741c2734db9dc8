using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.LossExposure;

/// <summary>Says how much loss in a year the organisation bears, and how often.</summary>
/// <param name="Version">What the editor saw; 0 before it is set.</param>
/// <param name="Points">Losses with their chance in percent; points without both are left out.</param>
[RequirePermission(Permissions.MethodologyEdit)]
public sealed record SetLossTolerance(long Version, IReadOnlyList<ToleranceLine>? Points) : ICommand<Result>;

/// <param name="Loss">In the organisation's currency.</param>
/// <param name="Percent">Above 0, at most 100.</param>
public sealed record ToleranceLine(decimal? Loss, double? Percent);

public sealed class SetLossToleranceValidator : AbstractValidator<SetLossTolerance>
{
    public SetLossToleranceValidator()
        => RuleFor(t => t.Points).Must(p => p is null || p.All(l => l.Loss is null == l.Percent is null)).WithErrorCode("tolerance.half").WithMessage("A point has a loss and a chance. Fill in both, or neither.");
}

public sealed class SetLossToleranceHandler(IsmsDbContext db, AuditTrail audit, TimeProvider clock) : ICommandHandler<SetLossTolerance, Result>
{
    public async ValueTask<Result> Handle(SetLossTolerance command, CancellationToken cancellationToken)
    {
        var points = (command.Points ?? []).Where(l => l is { Loss: not null, Percent: not null }).Select(l => new TolerancePoint(l.Loss!.Value, l.Percent!.Value / 100)).ToList();
        var stored = await db.LossTolerances.SingleOrDefaultAsync(cancellationToken);
        if ((stored?.Version ?? 0) != command.Version) { return Error.Stale; }
        var before = stored?.Curve();
        if (stored is null)
        {
            var set = LossTolerance.Set(Guid.CreateVersion7(clock.GetUtcNow()), points);
            if (set.Error is { } error) { return error; }
            db.LossTolerances.Add(stored = set.Value);
        }
        else if (stored.Change(points).Error is { } refused) { return refused; }
        audit.Note(nameof(LossTolerance), stored.Id, nameof(LossTolerance), new FieldChange(LossTolerance.Points, before is null ? null : Told(before), Told(stored.Curve())));
        return Result.Success;
    }

    private static string Told(IReadOnlyList<TolerancePoint> points) => string.Join("; ", points.Select(p => FormattableString.Invariant($"{p.Loss:#,0} – {p.Chance * 100:0.##} %")));
}
