using System.Globalization;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.Organisation;

/// <param name="Scope">Only those about which the scope in force decides so.</param>
public sealed record UnitsPage(IReadOnlyList<UnitRow> Units, ScopeStand? Scope);

/// <inheritdoc cref="UnitsPage"/>
public sealed record LocationsPage(IReadOnlyList<LocationRow> Locations, ScopeStand? Scope);

public sealed record ProfilePage(OrganisationView Organisation, IReadOnlyList<ActivityEntry> Activity);

/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record ProfileFormPage(ChangeOrganisation Form, Conflict? Conflict = null)
{
    public static ChangeOrganisation FormOf(OrganisationView o) => new(o.LegalName, o.TradeName, o.RegistrationNo, o.Sector, o.Country, o.TimeZone, o.Currency, o.FiscalYearStart,
        o.EmployeeCountBand, [.. WorkingDaysOfWeek.Week.Where(d => o.WorkingDays.Include(d))], o.CriticalityThreshold, o.Version);

    public static Conflict Compare(ChangeOrganisation form, OrganisationView stored, IReadOnlyList<ActivityEntry> latest, Texts t, Words words) => Both.Versions(latest,
        new(t["Legal name"], form.LegalName, stored.LegalName),
        new(t["Trade name"], form.TradeName, stored.TradeName),
        new(t["Registration number"], form.RegistrationNo, stored.RegistrationNo),
        new(t["Sector"], form.Sector, stored.Sector),
        new(t["Country"], Words.Country(form.Country), Words.Country(stored.Country)),
        new(t["Time zone"], form.TimeZone, stored.TimeZone),
        new(t["Currency"], form.Currency, stored.Currency),
        new(t["Fiscal year begins in"], form.FiscalYearStart is { } month and >= 1 and <= 12 ? words.Month(month) : null, words.Month(stored.FiscalYearStart)),
        new(t["Employees"], words.Of(form.EmployeeCountBand), words.Of(stored.EmployeeCountBand)),
        new(t["Working days"], words.Of((form.WorkingDays ?? []).Where(d => Enum.IsDefined(d)).ToWorkingDays()), words.Of(stored.WorkingDays)),
        new(t["Critical from"], form.CriticalityThreshold?.ToString(), stored.CriticalityThreshold.ToString()));
}

/// <param name="Below">Units that stand directly below.</param>
public sealed record UnitPage(UnitRow Unit, UnitRow? Parent, IReadOnlyList<UnitRow> Below, IReadOnlyList<ActivityEntry> Activity);

/// <param name="Id">The unit; of a new one the id that it will have.</param>
/// <param name="Moving">The new parent, empty for the top, once the page says what that changes about the scope.</param>
/// <param name="Ending">The last day, once the page says what still belongs to the unit.</param>
public sealed record UnitFormPage(Guid Id, IUnitForm Form, UnitChoices Choices, long Version = 0, Conflict? Conflict = null, Guid? Moving = null, DateOnly? Ending = null)
{
    public bool IsMoveConfirmed => Form is ChangeUnit { MovedTo: { } to } && to == Moving;

    public bool IsEndConfirmed => Form is ChangeUnit { EndedOn: { } day } && day == Ending;

    public static ChangeUnit FormOf(UnitRow u) => new(u.Id, u.Code, u.Name, u.ParentId, u.ManagerId, u.ValidFrom, u.ValidTo, u.Version);

    public static Conflict Compare(ChangeUnit form, UnitRow stored, UnitChoices choices, IReadOnlyList<ActivityEntry> latest, Texts t)
    {
        string? Parent(Guid? id) => choices.Parents.FirstOrDefault(p => p.Id == id)?.Name;
        return Both.Versions(latest,
            new(t["Name"], form.Name, stored.Name),
            new(t["Code"], form.Code, stored.Code),
            new(t["Parent unit"], Parent(form.ParentId), Parent(stored.ParentId)),
            new(t["Manager"], choices.Managers.FirstOrDefault(m => m.Id == form.ManagerId)?.Name, stored.Manager),
            new(t["Exists from"], Both.Day(form.ValidFrom), Both.Day(stored.ValidFrom)),
            new(t["Exists until"], Both.Day(form.ValidTo), Both.Day(stored.ValidTo)));
    }
}

public sealed record LocationPage(LocationRow Location, IReadOnlyList<ActivityEntry> Activity);

/// <param name="Id">The location; of a new one the id that it will have.</param>
public sealed record LocationFormPage(Guid Id, ILocationForm Form, long Version = 0, Conflict? Conflict = null)
{
    public static ChangeLocation FormOf(LocationRow l) => new(l.Id, l.Code, l.Name, l.Address, l.Country, l.Kind, l.ZoneLevel, l.Hazards, l.Version);

    public static Conflict Compare(ChangeLocation form, LocationRow stored, IReadOnlyList<ActivityEntry> latest, Texts t, Words words) => Both.Versions(latest,
        new(t["Name"], form.Name, stored.Name),
        new(t["Code"], form.Code, stored.Code),
        new(t["Kind"], words.Of(form.Kind), words.Of(stored.Kind)),
        new(t["Security zone"], words.Of(form.ZoneLevel), words.Of(stored.ZoneLevel)),
        new(t["Address"], form.Address, stored.Address),
        new(t["Country"], Words.Country(form.Country), Words.Country(stored.Country)),
        new(t["Hazards"], form.Hazards, stored.Hazards));
}
