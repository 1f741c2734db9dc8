using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.People;

public sealed record DirectoryPage(ListPeople Query, Page<PersonRow> Page, IReadOnlyList<Choice> Units);

/// <summary>Which columns the directory shows.</summary>
public static class PersonColumns
{
    public static PersonColumn[] Default { get; } = [PersonColumn.Name, PersonColumn.Unit, PersonColumn.Email, PersonColumn.Kind, PersonColumn.Scope, PersonColumn.Status];
}

/// <param name="RoleForm">The form that gives one more role.</param>
public sealed record PersonPage(PersonView Person, IReadOnlyList<ActivityEntry> Activity, AssignRole RoleForm);

/// <param name="Id">The person; of a new one the id that it will have.</param>
public sealed record PersonFormPage(Guid Id, IPersonForm Form, PersonChoices Choices, long Version = 0, Conflict? Conflict = null)
{
    public static ChangePerson FormOf(PersonView p) => new(p.Id, p.Name, p.Email, p.Kind, p.EmployeeNo, p.JobTitle, p.UnitId, p.ManagerId, p.LocationId, p.HiredOn, p.LastDay, p.Version);

    public static Conflict Compare(ChangePerson form, PersonView stored, PersonChoices choices, IReadOnlyList<ActivityEntry> latest, Texts t, Words words)
    {
        static string? Name(IReadOnlyList<Choice> records, Guid? id) => records.FirstOrDefault(c => c.Id == id)?.Name;
        return Both.Versions(latest,
            new(t["Name"], form.Name, stored.Name),
            new(t["E-mail address"], form.Email, stored.Email),
            new(t["Kind"], words.Of(form.Kind), words.Of(stored.Kind)),
            new(t["Job title"], form.JobTitle, stored.JobTitle),
            new(t["Employee number"], form.EmployeeNo, stored.EmployeeNo),
            new(t["Unit"], Name(choices.Units, form.UnitId), stored.Unit),
            new(t["Manager"], Name(choices.Managers, form.ManagerId), stored.Manager),
            new(t["Location"], Name(choices.Locations, form.LocationId), stored.Location),
            new(t["Hired on"], Both.Day(form.HiredOn), Both.Day(stored.HiredOn)),
            new(t["Last day"], Both.Day(form.LastDay), Both.Day(stored.LastDay)));
    }
}

/// <summary>How a person's state looks.</summary>
public static class PersonLook
{
    public static StatusKind Kind(PersonStatus status) => status switch
    {
        PersonStatus.Active => StatusKind.Good,
        PersonStatus.Absent => StatusKind.Progress,
        PersonStatus.Left => StatusKind.Neutral,
        _ => StatusKind.Draft,
    };
}
