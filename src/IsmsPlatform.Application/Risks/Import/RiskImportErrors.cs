using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Risks.Import;

/// <summary>What an import of risks refuses, beside what every import does.</summary>
internal static class RiskImportErrors
{
    internal static Error NotThere { get; } = new("risk-import.not-there", "Nothing in the register is called so: “{0}”. Add it there first, or leave it out here.");

    internal static Error NoSuchOwner { get; } = new("no-such-person", "Nobody in the directory is called so. Add the person first, or name another owner.");

    internal static Error NoLevel { get; } = new("risk-import.no-level", "This is no level of the scale. Give its number or its name.");

    internal static Error Half { get; } = new("risk-import.half", "A rating has a likelihood and an impact. Fill in both, or neither.");

    internal static Error NoInherent { get; } = new("risk-import.no-inherent", "The current risk is what controls make of the inherent one. Fill in both parts of the inherent rating, or leave out the current one.");

    internal static Error SameTitle(int line) => new("risk-import.same-title", "Line {0} has this title, too: a line stands for one risk. Keep one of them, or tell them apart.", ErrorKind.Invalid, line);

    internal static Error Missing(string name) => NotThere with { Arguments = [name] };
}
