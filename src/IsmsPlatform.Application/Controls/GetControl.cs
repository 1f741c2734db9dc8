using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

[RequirePermission(Permissions.ControlsView)]
public sealed record GetControl(Guid Id) : IQuery<Result<ControlView>>;

/// <summary>A control and how it is put into practice.</summary>
public sealed record ControlView : ControlForm
{
    public required Guid Id { get; init; }

    /// <summary>A.8.13, or the organisation's own.</summary>
    public required string Code { get; init; }

    /// <summary>Of Annex A; null for the organisation's own ones.</summary>
    public string? AnnexId { get; init; }

    public DateOnly? RetiredOn { get; init; }

    /// <summary>Newest last; those that are retired as well.</summary>
    public IReadOnlyList<ImplementationRow> Implementations { get; init; } = [];

    public required long Version { get; init; }
}

/// <param name="Works">It reduces risk now: it is in place, and no test says that it does not.</param>
/// <param name="Where">The unit, the location and the system where it holds; empty where it holds everywhere.</param>
public sealed record ImplementationRow(Guid Id, string Title, ImplementationStatus Status, Guid OwnerId, string Owner, int? Maturity, OperationFrequency? Frequency, IReadOnlyList<string> Where, TestVerdict? LastVerdict, DateOnly? LastTestedOn, DateOnly? NextTestOn, bool Works, long Version);

public sealed class GetControlHandler(IsmsDbContext db) : IQueryHandler<GetControl, Result<ControlView>>
{
    /// <summary>More than anybody puts one control into practice.</summary>
    private const int Most = 200;

    public async ValueTask<Result<ControlView>> Handle(GetControl query, CancellationToken cancellationToken)
    {
        if (await db.Controls.AsNoTracking().SingleOrDefaultAsync(c => c.Id == query.Id, cancellationToken) is not { } control) { return Error.NotFound; }
        var implementations = await db.ControlImplementations.AsNoTracking().Where(i => i.ControlId == control.Id).OrderBy(i => i.Id).Take(Most).Select(i => new
        {
            Row = i,
            Owner = db.People.Where(p => p.Id == i.OwnerId).Select(p => p.Name).First(),
            Unit = db.Units.Where(u => u.Id == i.UnitId).Select(u => u.Name).FirstOrDefault(),
            Location = db.Locations.Where(l => l.Id == i.LocationId).Select(l => l.Name).FirstOrDefault(),
            Asset = db.Assets.Where(a => a.Id == i.AssetId).Select(a => a.Name).FirstOrDefault(),
        }).ToListAsync(cancellationToken);
        return new ControlView
        {
            Id = control.Id,
            Code = control.Code,
            AnnexId = control.AnnexId,
            Title = control.Title,
            Purpose = control.Purpose,
            Theme = control.Theme,
            Nature = control.Nature,
            Types = AnnexAControl.Of<ControlType>(control.Types),
            Properties = AnnexAControl.Of<SecurityProperty>(control.Properties),
            Concepts = AnnexAControl.Of<CybersecurityConcept>(control.Concepts),
            Capabilities = AnnexAControl.Of<OperationalCapability>(control.Capabilities),
            Domains = AnnexAControl.Of<SecurityDomain>(control.Domains),
            RetiredOn = control.RetiredOn,
            Implementations = [.. implementations.Select(i => new ImplementationRow(i.Row.Id, i.Row.Title, i.Row.Status, i.Row.OwnerId, i.Owner, i.Row.Maturity, i.Row.Frequency, [.. ((string?[])[i.Unit, i.Location, i.Asset]).OfType<string>()], i.Row.LastVerdict, i.Row.LastTestedOn, i.Row.NextTestOn, i.Row.Works, i.Row.Version))],
            Version = control.Version,
        };
    }
}
