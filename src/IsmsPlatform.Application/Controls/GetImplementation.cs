using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

[RequirePermission(Permissions.ControlsView)]
public sealed record GetImplementation(Guid Id) : IQuery<Result<ImplementationView>>;

/// <summary>How a control is put into practice.</summary>
public sealed record ImplementationView : ImplementationForm
{
    public required Guid Id { get; init; }

    public required Guid ControlId { get; init; }

    public required string ControlCode { get; init; }

    public required string ControlTitle { get; init; }

    public required string Owner { get; init; }

    public string? Operator { get; init; }

    public string? Unit { get; init; }

    public string? Location { get; init; }

    public string? Asset { get; init; }

    /// <summary>How often it is tested, by whom and how; null without a plan.</summary>
    public TestPlan? Plan { get; init; }

    /// <summary>Who tests it by the plan.</summary>
    public string? Tester { get; init; }

    /// <summary>When the next planned test is due.</summary>
    public DateOnly? NextTestOn { get; init; }

    /// <summary>When it was last tested so that a verdict could be reached.</summary>
    public DateOnly? LastTestedOn { get; init; }

    public TestVerdict? LastVerdict { get; init; }

    /// <summary>It reduces risk now: it is in place, and no test says that it does not.</summary>
    public bool Works { get; init; }

    /// <summary>Its tests, latest first; the newest thirty.</summary>
    public IReadOnlyList<ControlTestRow> Tests { get; init; } = [];

    public required long Version { get; init; }

    /// <summary>The asker may change it.</summary>
    public bool MayChange { get; init; }
}

public sealed class GetImplementationHandler(IsmsDbContext db, ImplementationAccess access) : IQueryHandler<GetImplementation, Result<ImplementationView>>
{
    private const int MostTests = 30;

    public async ValueTask<Result<ImplementationView>> Handle(GetImplementation query, CancellationToken cancellationToken)
    {
        var found = await db.ControlImplementations.AsNoTracking().Where(i => i.Id == query.Id).Join(db.Controls, i => i.ControlId, c => c.Id, (i, c) => new ImplementationView
        {
            Id = i.Id,
            ControlId = c.Id,
            ControlCode = c.Code,
            ControlTitle = c.Title,
            Title = i.Title,
            Description = i.Description,
            UnitId = i.UnitId,
            Unit = db.Units.Where(u => u.Id == i.UnitId).Select(u => u.Name).FirstOrDefault(),
            LocationId = i.LocationId,
            Location = db.Locations.Where(l => l.Id == i.LocationId).Select(l => l.Name).FirstOrDefault(),
            AssetId = i.AssetId,
            Asset = db.Assets.Where(a => a.Id == i.AssetId).Select(a => a.Name).FirstOrDefault(),
            OwnerId = i.OwnerId,
            Owner = db.People.Where(p => p.Id == i.OwnerId).Select(p => p.Name).First(),
            OperatorId = i.OperatorId,
            Operator = db.People.Where(p => p.Id == i.OperatorId).Select(p => p.Name).FirstOrDefault(),
            Status = i.Status,
            Maturity = i.Maturity,
            Frequency = i.Frequency,
            Automation = i.Automation,
            EvidenceExpected = i.EvidenceExpected,
            Plan = i.TestKind == null ? null : new TestPlan(i.TestKind.Value, i.TestEveryMonths!.Value, i.TesterId!.Value, i.TestMethod),
            Tester = db.People.Where(p => p.Id == i.TesterId).Select(p => p.Name).FirstOrDefault(),
            NextTestOn = i.NextTestOn,
            LastTestedOn = i.LastTestedOn,
            LastVerdict = i.LastVerdict,
            Works = (i.Status == ImplementationStatus.Implemented || i.Status == ImplementationStatus.Operated) && i.LastVerdict != TestVerdict.NotEffective,
            Version = i.Version,
        }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) { return Error.NotFound; }
        var tests = await ControlTestRows.Of(db.ControlTests.AsNoTracking().Where(t => t.ImplementationId == found.Id).OrderByDescending(t => t.DueOn).ThenByDescending(t => t.Id).Take(MostTests), db).ToListAsync(cancellationToken);
        return found with { Tests = tests, MayChange = access.MayChange(found.OwnerId!.Value) };
    }
}
