using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Organisation;

/// <summary>What people enter about a unit, as one value.</summary>
public sealed record UnitDetails(
    string Code,
    string Name,
    Guid? ParentId = null,
    Guid? ManagerId = null,
    DateOnly? ValidFrom = null,
    DateOnly? ValidTo = null);

/// <summary>A department or team: an organisational boundary that the scope may name (ISO/IEC 27001 4.3).</summary>
public sealed class OrganisationalUnit : Entity
{
    public const int CodeMaxLength = 20;
    public const int NameMaxLength = 200;

    private OrganisationalUnit() { }

    public string Code { get; private set; } = "";

    public string Name { get; private set; } = "";

    public Guid? ParentId { get; private set; }

    public Guid? ManagerId { get; private set; }

    public DateOnly? ValidFrom { get; private set; }

    /// <summary>The last day on which it exists.</summary>
    public DateOnly? ValidTo { get; private set; }

    /// <param name="parents">Every unit of the organisation with its parent.</param>
    public static Result<OrganisationalUnit> Create(Guid id, UnitDetails details, IReadOnlyDictionary<Guid, Guid?> parents)
    {
        var unit = new OrganisationalUnit { Id = id };
        return unit.Change(details, parents).Error is { } error ? error : unit;
    }

    /// <param name="parents">Every unit of the organisation with its parent, as stored.</param>
    public Result Change(UnitDetails details, IReadOnlyDictionary<Guid, Guid?> parents)
    {
        if (WouldCycle(Id, details.ParentId, parents)) { return OrganisationErrors.UnitCycle; }
        if (details.ValidTo < details.ValidFrom) { return OrganisationErrors.UnitEndsBeforeItBegins; }
        (Code, Name) = (Text.Clean(details.Code), Text.Clean(details.Name));
        (ParentId, ManagerId) = (details.ParentId, details.ManagerId);
        (ValidFrom, ValidTo) = (details.ValidFrom, details.ValidTo);
        return Result.Success;
    }

    /// <summary>Someone else heads it from now on.</summary>
    public void BeHeadedBy(Guid managerId) => ManagerId = managerId;

    public bool ExistsOn(DateOnly day) => (ValidFrom is null || ValidFrom <= day) && (ValidTo is null || ValidTo >= day);

    /// <summary>Whether the unit would stand above itself with this parent.</summary>
    public static bool WouldCycle(Guid unitId, Guid? parentId, IReadOnlyDictionary<Guid, Guid?> parents)
    {
        // As many steps as there are units at most: an older circle elsewhere must not hold this one up for ever.
        var steps = 0;
        for (var above = parentId; above is { } id && steps <= parents.Count; above = parents.GetValueOrDefault(id), steps++)
        {
            if (id == unitId) { return true; }
        }
        return false;
    }
}
