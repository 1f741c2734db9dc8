using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

[RequirePermission(Permissions.ControlsView)]
public sealed record GetControlTest(Guid Id) : IQuery<Result<ControlTestView>>;

/// <summary>A test of how a control is put into practice: what was planned, what was found, what was decided.</summary>
public sealed record ControlTestView : TestForm
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    /// <summary>What is tested, as it was called when the test was planned.</summary>
    public required string Title { get; init; }

    public required Guid ImplementationId { get; init; }

    public required string Implementation { get; init; }

    public required Guid ControlId { get; init; }

    public required string ControlCode { get; init; }

    public required string ControlTitle { get; init; }

    public required TestStatus Status { get; init; }

    public required string Tester { get; init; }

    /// <summary>The day in the plan that it stands for; null for one that no plan asked for.</summary>
    public DateOnly? OccurrenceOn { get; init; }

    /// <summary>Who answers for the control.</summary>
    public required Guid OwnerId { get; init; }

    public required string Owner { get; init; }

    public DateOnly? PerformedOn { get; init; }

    public Guid? PerformedById { get; init; }

    public string? PerformedBy { get; init; }

    public TestVerdict? Verdict { get; init; }

    public string? Conclusion { get; init; }

    public Guid? DecidedById { get; init; }

    /// <summary>Who accepted, rejected or cancelled it.</summary>
    public string? DecidedBy { get; init; }

    public DateOnly? DecidedOn { get; init; }

    /// <summary>Why it was rejected or cancelled.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a nonconformity is suggested, or was declined; null where the control is not found ineffective.</summary>
    public NonconformityOffer? Nonconformity { get; init; }

    public string? NonconformityReason { get; init; }

    /// <summary>The test that this one repeats: it was rejected, or found that the control does not work.</summary>
    public Guid? RepeatsId { get; init; }

    public string? RepeatsCode { get; init; }

    /// <summary>The test that repeats this one.</summary>
    public Guid? RepeatedById { get; init; }

    public string? RepeatedByCode { get; init; }

    public required long Version { get; init; }

    /// <summary>The asker owns the control or keeps all of them.</summary>
    public bool IsKeeper { get; init; }

    /// <summary>The asker may change or cancel it while it is planned.</summary>
    public bool MayChange { get; init; }

    /// <summary>The asker may say what was found.</summary>
    public bool MayPerform { get; init; }

    /// <summary>The asker may accept or reject it.</summary>
    public bool MayDecide { get; init; }

    /// <summary>The asker may decline the nonconformity.</summary>
    public bool MayDecline { get; init; }

    public bool IsOverdue(DateOnly today) => Status == TestStatus.Planned && DueOn < today;
}

public sealed class GetControlTestHandler(IsmsDbContext db, TestDesk desk, ImplementationAccess access, RequestScope scope) : IQueryHandler<GetControlTest, Result<ControlTestView>>
{
    public async ValueTask<Result<ControlTestView>> Handle(GetControlTest query, CancellationToken cancellationToken)
    {
        var found = await db.ControlTests.AsNoTracking().Where(t => t.Id == query.Id)
            .Join(db.ControlImplementations, t => t.ImplementationId, i => i.Id, (t, i) => new { Test = t, Of = i })
            .Join(db.Controls, x => x.Of.ControlId, c => c.Id, (x, c) => new ControlTestView
            {
                Id = x.Test.Id,
                Code = x.Test.Code,
                Title = x.Test.Title,
                ImplementationId = x.Of.Id,
                Implementation = x.Of.Title,
                ControlId = c.Id,
                ControlCode = c.Code,
                ControlTitle = c.Title,
                Kind = x.Test.Kind,
                Method = x.Test.Method,
                Population = x.Test.Population,
                SampleSize = x.Test.SampleSize,
                TesterId = x.Test.TesterId,
                Tester = db.People.Where(p => p.Id == x.Test.TesterId).Select(p => p.Name).First(),
                DueOn = x.Test.DueOn,
                OccurrenceOn = x.Test.OccurrenceOn,
                Status = x.Test.Status,
                OwnerId = x.Of.OwnerId,
                Owner = db.People.Where(p => p.Id == x.Of.OwnerId).Select(p => p.Name).First(),
                PerformedOn = x.Test.PerformedOn,
                PerformedById = x.Test.PerformedById,
                PerformedBy = db.People.Where(p => p.Id == x.Test.PerformedById).Select(p => p.Name).FirstOrDefault(),
                Verdict = x.Test.Verdict,
                Conclusion = x.Test.Conclusion,
                DecidedById = x.Test.DecidedById,
                DecidedBy = db.People.Where(p => p.Id == x.Test.DecidedById).Select(p => p.Name).FirstOrDefault(),
                DecidedOn = x.Test.DecidedOn,
                Reason = x.Test.Reason,
                Nonconformity = x.Test.Nonconformity,
                NonconformityReason = x.Test.NonconformityReason,
                RepeatsId = x.Test.RepeatsId,
                RepeatsCode = db.ControlTests.Where(r => r.Id == x.Test.RepeatsId).Select(r => r.Code).FirstOrDefault(),
                RepeatedById = db.ControlTests.Where(r => r.RepeatsId == x.Test.Id).Select(r => (Guid?)r.Id).FirstOrDefault(),
                RepeatedByCode = db.ControlTests.Where(r => r.RepeatsId == x.Test.Id).Select(r => r.Code).FirstOrDefault(),
                Version = x.Test.Version,
            }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) { return Error.NotFound; }
        var mine = scope.AnsweringId is { } me && (found.TesterId == me || found.PerformedById == me);
        return found with
        {
            IsKeeper = access.MayChange(found.OwnerId),
            MayChange = found.Status == TestStatus.Planned && access.MayChange(found.OwnerId),
            MayPerform = found.Status == TestStatus.Planned && desk.MayPerform(found.TesterId!.Value),
            MayDecide = found.Status == TestStatus.Performed && desk.MayDecide(found.OwnerId) && !mine,
            MayDecline = found.Nonconformity == NonconformityOffer.Offered && desk.MayDecide(found.OwnerId),
        };
    }
}
