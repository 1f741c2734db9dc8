namespace IsmsPlatform.Application.People;

/// <summary>What the directory can show of a person, in the order of the table.</summary>
public enum PersonColumn
{
    /// <summary>Always there: it leads to the person.</summary>
    Name,
    Unit,
    Email,
    Manager,
    Location,
    Kind,
    /// <summary>Whether they are inside the scope in force.</summary>
    Scope,
    Status,
}
