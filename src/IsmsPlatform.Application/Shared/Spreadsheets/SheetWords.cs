using System.Text.RegularExpressions;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;

namespace IsmsPlatform.Application.Shared.Spreadsheets;

/// <summary>
/// Values of the domain as a table that goes out names them, in English whoever asks, and in the words of the pages:
/// <c>NotCompliant</c> → <c>Not compliant</c>.
/// </summary>
public static partial class SheetWords
{
    public static string Of(Enum value) => value switch
    {
        // What the pages call otherwise than the program does.
        LegalStatus.Active => "In force",
        ComplianceStatus.Partly => "Partly compliant",
        Addressed.Yes => "Addressed",
        Addressed.No => "Not addressed",
        IssueEffect.Both => "Helps and threatens",
        PartyKind.Employee => "Employees",
        PartyKind.Owner => "Owners of the organisation",
        ActorKind.ApiClient => "API client",
        TestKind.Operating => "Operation",
        TestStatus.Performed => "Waits for acceptance",
        _ => Inside().Replace(value.ToString(), m => " " + m.Value.ToLowerInvariant()),
    };

    [GeneratedRegex(@"(?<=\p{Ll})\p{Lu}", RegexOptions.None, 1000)]
    private static partial Regex Inside();
}
