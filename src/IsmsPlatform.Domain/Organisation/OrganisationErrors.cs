using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Organisation;

/// <summary>What the organisation's frame refuses, why, and how to go on.</summary>
public static class OrganisationErrors
{
    public static FieldError CountryUnknown { get; } = new(nameof(OrganisationDetails.Country), "organisation.country-unknown",
        "Choose a country from the list.");

    public static FieldError TimeZoneUnknown { get; } = new(nameof(OrganisationDetails.TimeZone), "organisation.time-zone-unknown",
        "Choose a time zone from the list, for example Europe/Brussels.");

    public static FieldError CurrencyUnknown { get; } = new(nameof(OrganisationDetails.Currency), "organisation.currency-unknown",
        "Choose a currency from the list.");

    public static FieldError NoWorkingDay { get; } = new(nameof(OrganisationDetails.WorkingDays), "organisation.no-working-day",
        "Choose at least one working day.");

    public static Error NotInTrial { get; } = new("organisation.not-in-trial",
        "This organisation is not in its trial. Nothing was changed.");

    public static Error UnitCycle { get; } = new Error("unit.cycle",
        "A unit cannot stand below itself or below one of its own units. Choose another parent.").At(nameof(UnitDetails.ParentId));

    public static Error UnitLeavesScope(int versionNo, int people, int assets) => new Error("unit.leaves-scope",
        "There it leaves the scope in force (version {0}). People who are no longer in scope then: {1}; assets: {2}. Confirm that this is meant, or choose another parent.", ErrorKind.Refused, versionNo, people, assets).At(nameof(UnitDetails.ParentId));

    public static Error UnitEntersScope(int versionNo, int people, int assets) => new Error("unit.enters-scope",
        "There it comes into the scope in force (version {0}). People who are in scope then: {1}; assets: {2}. Confirm that this is meant, or choose another parent.", ErrorKind.Refused, versionNo, people, assets).At(nameof(UnitDetails.ParentId));

    /// <param name="day">The last on which it exists.</param>
    /// <param name="units">Units directly below it that go on.</param>
    public static Error UnitEndsInUse(DateOnly day, int people, int assets, int units) => new Error("unit.ends-in-use",
        "After {0} it is over, but something still belongs to it. People: {1}; assets: {2}; units below it: {3}. Move them to another unit first, or confirm that this is meant.", ErrorKind.Refused, day, people, assets, units).At(nameof(UnitDetails.ValidTo));

    /// <inheritdoc cref="UnitEndsInUse"/>
    public static Error UnitEndsInScope(int versionNo, DateOnly day, int people, int assets, int units) => new Error("unit.ends-in-scope",
        "After {1} it is over, but something still belongs to it and stays inside the scope in force (version {0}) through it. People: {2}; assets: {3}; units below it: {4}. Move them to another unit first, or confirm that this is meant.", ErrorKind.Refused, versionNo, day, people, assets, units).At(nameof(UnitDetails.ValidTo));

    public static Error UnitEndsBeforeItBegins { get; } = new Error("unit.ends-before-it-begins",
        "The unit would end before it begins. Correct one of the two dates.").At(nameof(UnitDetails.ValidTo));

    public static Error LocationCountryUnknown { get; } = new Error("location.country-unknown",
        "Choose a country from the list, or leave it empty.").At(nameof(LocationDetails.Country));
}
