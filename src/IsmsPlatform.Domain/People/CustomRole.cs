using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.People;

/// <summary>A role that an organisation defines for itself (ISO/IEC 27001 5.3): what it is for, and what it allows.</summary>
public sealed class CustomRole : Entity
{
    public const int NameMaxLength = 100;
    public const int PurposeMaxLength = 300;

    /// <summary>As many roles as one may overlook are in use at most.</summary>
    public const int MostInUse = 50;

    private CustomRole() { }

    public string Name { get; private set; } = "";

    /// <summary>One sentence that says what the role is for.</summary>
    public string Purpose { get; private set; } = "";

    /// <summary>What it allows, in the order of the alphabet; which words there are is not for the domain to know.</summary>
    public string[] Permissions { get; private set; } = [];

    /// <summary>The day on which it went out of use; null while it is in use.</summary>
    public DateOnly? RetiredOn { get; private set; }

    public static Result<CustomRole> Define(Guid id, string name, string purpose, IEnumerable<string> permissions)
    {
        var role = new CustomRole { Id = id };
        return role.Change(name, purpose, permissions).Error is { } error ? error : role;
    }

    public Result Change(string name, string purpose, IEnumerable<string> permissions)
    {
        if (RetiredOn is not null) { return PeopleErrors.RoleIsRetired; }
        if (IsBuiltIn(name)) { return PeopleErrors.NameOfBuiltInRole; }
        string[] allowed = [.. permissions.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (allowed.Length == 0) { return PeopleErrors.RoleAllowsNothing; }
        (Name, Purpose) = (name.Trim(), purpose.Trim());
        if (!allowed.SequenceEqual(Permissions, StringComparer.Ordinal)) { Permissions = allowed; }
        return Result.Success;
    }

    public Result Retire(DateOnly today)
    {
        if (RetiredOn is not null) { return PeopleErrors.RoleIsRetired; }
        RetiredOn = today;
        return Result.Success;
    }

    // "Top management" of one's own beside the one that appoints the ISMS manager: nobody could tell them apart.
    private static bool IsBuiltIn(string name) => Enum.TryParse<Role>(string.Concat(name.Where(char.IsLetterOrDigit)), ignoreCase: true, out _);
}
