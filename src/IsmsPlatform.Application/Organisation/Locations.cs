using FluentValidation;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Organisation;

/// <summary>All locations, by name.</summary>
/// <param name="Scope">Only those about which the scope in force decides so; all of them where none is in force.</param>
[RequirePermission(Permissions.OrganisationView)]
public sealed record ListLocations(ScopeStand? Scope = null) : IQuery<Result<IReadOnlyList<LocationRow>>>;

public sealed record LocationRow(Guid Id, string Code, string Name, string? Address, string? Country, LocationKind Kind, ZoneLevel ZoneLevel, string? Hazards, long Version)
{
    /// <summary>Inside the scope in force; null where none is.</summary>
    public bool? InScope { get; init; }

    /// <summary>What the scope in force decides about it; null where none is.</summary>
    public ScopeStand? Stand { get; init; }

    internal LocationRow Beside(ScopeBoundary? boundary) => this with { InScope = boundary?.Locations.Contains(Id), Stand = boundary?.StandOf(Id) };
}

public sealed class ListLocationsHandler(IsmsDbContext db, ScopeInForce inForce) : IQueryHandler<ListLocations, Result<IReadOnlyList<LocationRow>>>
{
    private const int Most = 5000;

    public async ValueTask<Result<IReadOnlyList<LocationRow>>> Handle(ListLocations query, CancellationToken cancellationToken)
    {
        var boundary = await inForce.BoundaryAsync(cancellationToken);
        var locations = await db.Locations.AsNoTracking().OrderBy(l => l.Name).ThenBy(l => l.Id).Take(Most)
            .Select(l => new LocationRow(l.Id, l.Code, l.Name, l.Address, l.Country, l.Kind, l.ZoneLevel, l.Hazards, l.Version)).ToListAsync(cancellationToken);
        return Result<IReadOnlyList<LocationRow>>.Of([.. locations.Select(l => l.Beside(boundary)).Where(l => query.Scope is null || l.Stand is null || l.Stand == query.Scope)]);
    }
}

/// <summary>One location.</summary>
[RequirePermission(Permissions.OrganisationView)]
public sealed record GetLocation(Guid Id) : IQuery<Result<LocationRow>>;

public sealed class GetLocationHandler(IsmsDbContext db, ScopeInForce inForce) : IQueryHandler<GetLocation, Result<LocationRow>>
{
    public async ValueTask<Result<LocationRow>> Handle(GetLocation query, CancellationToken cancellationToken)
        => await db.Locations.AsNoTracking().Where(l => l.Id == query.Id)
            .Select(l => new LocationRow(l.Id, l.Code, l.Name, l.Address, l.Country, l.Kind, l.ZoneLevel, l.Hazards, l.Version))
            .SingleOrDefaultAsync(cancellationToken) is { } location ? location.Beside(await inForce.BoundaryAsync(cancellationToken)) : Error.NotFound;
}

/// <summary>What a form says of a location; creating and changing share it.</summary>
public interface ILocationForm
{
    string? Code { get; }

    string? Name { get; }

    string? Address { get; }

    string? Country { get; }

    LocationKind Kind { get; }

    ZoneLevel ZoneLevel { get; }

    string? Hazards { get; }
}

public sealed class LocationFormRules : AbstractValidator<ILocationForm>
{
    public LocationFormRules()
    {
        RuleFor(l => l.Code).Required().AtMost(Location.CodeMaxLength);
        RuleFor(l => l.Name).Required().AtMost(Location.NameMaxLength);
        RuleFor(l => l.Address).AtMost(Location.AddressMaxLength);
        RuleFor(l => l.Hazards).AtMost(Location.HazardsMaxLength);
        RuleFor(l => l.Kind).Known();
        RuleFor(l => l.ZoneLevel).Known();
    }
}
