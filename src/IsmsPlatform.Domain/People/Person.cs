using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.People;

public enum PersonKind
{
    Employee,
    Contractor,
    SupplierStaff,
    ExternalAuditor,
    Board,
}

public enum PersonStatus
{
    /// <summary>Asked to join; has not answered yet.</summary>
    Invited,
    Active,
    Absent,
    Left,
}

/// <summary>What people enter about a person, as one value.</summary>
public sealed record PersonDetails(
    string Name,
    string Email,
    PersonKind Kind = PersonKind.Employee,
    string? EmployeeNo = null,
    string? JobTitle = null,
    Guid? UnitId = null,
    Guid? ManagerId = null,
    Guid? LocationId = null,
    DateOnly? HiredOn = null,
    DateOnly? LastDay = null,
    string Language = "en");

/// <summary>Someone who works for the organisation or looks at its ISMS; not everyone has an account (ISO/IEC 27001 7.2, A.5.2).</summary>
public sealed class Person : Entity
{
    public const int NameMaxLength = 200;
    public const int EmployeeNoMaxLength = 50;
    public const int JobTitleMaxLength = 100;

    private Person() { }

    public string Name { get; private set; } = "";

    /// <summary>In lower case; unique in the organisation.</summary>
    public string Email { get; private set; } = "";

    public string? EmployeeNo { get; private set; }

    public string? JobTitle { get; private set; }

    public Guid? UnitId { get; private set; }

    public Guid? ManagerId { get; private set; }

    public Guid? LocationId { get; private set; }

    public PersonKind Kind { get; private set; }

    public DateOnly? HiredOn { get; private set; }

    public DateOnly? LastDay { get; private set; }

    public PersonStatus Status { get; private set; }

    /// <summary>BCP 47; the language of mails to this person.</summary>
    public string Language { get; private set; } = "en";

    /// <summary>May answer for assets and risks.</summary>
    public bool IsActive => Status == PersonStatus.Active;

    /// <summary>Someone who is there already, with or without an account.</summary>
    public static Result<Person> Record(Guid id, PersonDetails details) => New(id, details, PersonStatus.Active);

    /// <summary>Someone who becomes active by accepting the invitation.</summary>
    public static Result<Person> Invite(Guid id, PersonDetails details) => New(id, details, PersonStatus.Invited);

    public Result Change(PersonDetails details)
    {
        if (!People.Email.IsValid(details.Email)) { return PeopleErrors.EmailInvalid; }
        if (details.ManagerId == Id) { return PeopleErrors.OwnManager; }
        if (details.LastDay < details.HiredOn) { return PeopleErrors.LastDayBeforeHired; }
        (Name, Email, Kind) = (Text.Clean(details.Name), People.Email.Normalise(details.Email), details.Kind);
        (EmployeeNo, JobTitle) = (Text.OrNull(details.EmployeeNo), Text.OrNull(details.JobTitle));
        (UnitId, ManagerId, LocationId) = (details.UnitId, details.ManagerId, details.LocationId);
        (HiredOn, LastDay, Language) = (details.HiredOn, details.LastDay, details.Language);
        return Result.Success;
    }

    /// <summary>Has another manager from now on.</summary>
    public Result ReportTo(Guid managerId)
    {
        if (managerId == Id) { return PeopleErrors.OwnManager; }
        ManagerId = managerId;
        return Result.Success;
    }

    /// <summary>Accepted the invitation, came back, or was hired again.</summary>
    public Result Activate()
    {
        if (Status == PersonStatus.Active) { return PeopleErrors.ActiveAlready; }
        if (Status == PersonStatus.Left) { LastDay = null; }
        Status = PersonStatus.Active;
        return Result.Success;
    }

    public Result MarkAbsent()
    {
        if (Status != PersonStatus.Active) { return PeopleErrors.NotActive; }
        Status = PersonStatus.Absent;
        return Result.Success;
    }

    /// <summary>At once: what is handed over and locked today cannot have a last day ahead.</summary>
    public Result Leave(DateOnly lastDay, DateOnly today)
    {
        if (Status == PersonStatus.Left) { return PeopleErrors.LeftAlready; }
        if (lastDay > today) { return PeopleErrors.LastDayAhead; }
        if (lastDay < HiredOn) { return PeopleErrors.LastDayBeforeHired; }
        (Status, LastDay) = (PersonStatus.Left, lastDay);
        return Result.Success;
    }

    private static Result<Person> New(Guid id, PersonDetails details, PersonStatus status)
    {
        var person = new Person { Id = id, Status = status };
        return person.Change(details).Error is { } error ? error : person;
    }
}
