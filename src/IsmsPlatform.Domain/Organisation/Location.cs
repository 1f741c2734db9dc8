using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Organisation;

public enum LocationKind
{
    Office,
    DataCentre,
    Home,
    CloudRegion,
    Production,
    Other,
}

/// <summary>Security zones (A.7.1), ordered, the strictest last.</summary>
public enum ZoneLevel
{
    Public,
    Office,
    Secure,
    Critical,
}

/// <summary>What people enter about a location, as one value.</summary>
public sealed record LocationDetails(
    string Code,
    string Name,
    LocationKind Kind,
    ZoneLevel ZoneLevel,
    string? Address = null,
    string? Country = null,
    string? Hazards = null);

/// <summary>A place where information is processed: a physical boundary that the scope may name (ISO/IEC 27001 4.3).</summary>
public sealed class Location : Entity
{
    public const int CodeMaxLength = 20;
    public const int NameMaxLength = 200;
    public const int AddressMaxLength = 500;
    public const int HazardsMaxLength = 1000;

    private Location() { }

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string? Address { get; private set; }

    /// <summary>ISO 3166-1 alpha-2; a home or a cloud region may have none.</summary>
    public string? Country { get; private set; }

    public LocationKind Kind { get; private set; }

    public ZoneLevel ZoneLevel { get; private set; }

    /// <summary>Flood, fire, burglary … (A.7.5).</summary>
    public string? Hazards { get; private set; }

    public static Result<Location> Create(Guid id, LocationDetails details)
    {
        var location = new Location { Id = id };
        return location.Change(details).Error is { } error ? error : location;
    }

    public Result Change(LocationDetails details)
    {
        var country = Text.OrNull(details.Country);
        if (country is not null && !IsoCodes.Countries.Contains(country)) { return OrganisationErrors.LocationCountryUnknown; }
        (Code, Name, Kind, ZoneLevel) = (Text.Clean(details.Code), Text.Clean(details.Name), details.Kind, details.ZoneLevel);
        (Address, Country, Hazards) = (Text.OrNull(details.Address), country, Text.OrNull(details.Hazards));
        return Result.Success;
    }
}
