using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.People.Import;

/// <summary>What an import of people refuses, beside what every import does.</summary>
internal static class PeopleImportErrors
{
    internal static Error NoSuchManager { get; } = new("people-import.no-such-manager", "Nobody in this file or in the directory is called so. Use the e-mail address, or leave the cell empty.");

    internal static Error ManagersInACircle { get; } = new("people-import.managers-in-a-circle", "These people would be each other's managers. Leave the cell of one of them empty.");

    internal static Error SameAddress(int line) => new("people-import.same-address", "Line {0} has this e-mail address, too: a line stands for one person. Keep one of them.", ErrorKind.Invalid, line);

    internal static Error ManagerFaulty(int line) => new("people-import.manager-faulty", "Line {0}, which is this person's manager, is faulty itself.", ErrorKind.Invalid, line);
}
