using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.People.Import;

/// <summary>What a column of a file with people can mean.</summary>
public enum PersonField
{
    Name,
    Email,
    Kind,
    EmployeeNo,
    JobTitle,
    Unit,
    Manager,
    Location,
    HiredOn,
    LastDay,
}

/// <summary>Fields by the names that personnel systems give them, in English, German, French and Dutch; the template uses the first.</summary>
public static class PersonFields
{
    public static IReadOnlyList<PersonField> All { get; } = Enum.GetValues<PersonField>();

    private static readonly Headings<PersonField> Names = new(new()
    {
        [PersonField.Name] = ["Name", "Full name", "Display name", "Person", "Employee", "Mitarbeiter", "Vollständiger Name", "Nom", "Nom complet", "Naam", "Volledige naam", "Medewerker"],
        [PersonField.Email] = ["E-mail", "E-mail address", "Mail", "Work e-mail", "Mail address", "UPN", "User principal name", "E-Mail-Adresse", "Courriel", "Adresse e-mail", "E-mailadres"],
        [PersonField.Kind] = ["Kind", "Type", "Employment type", "Worker type", "Art", "Beschäftigungsart", "Type de contrat", "Soort"],
        [PersonField.EmployeeNo] = ["Employee number", "Employee no", "Employee id", "Staff number", "Personnel number", "Personalnummer", "Matricule", "Numéro de personnel", "Personeelsnummer"],
        [PersonField.JobTitle] = ["Job title", "Title", "Position", "Function", "Stelle", "Funktion", "Berufsbezeichnung", "Fonction", "Poste", "Functie"],
        [PersonField.Unit] = ["Unit", "Department", "Dept", "Team", "Organisational unit", "Division", "Abteilung", "Bereich", "Département", "Service", "Unité", "Afdeling", "Dienst"],
        [PersonField.Manager] = ["Manager", "Line manager", "Reports to", "Supervisor", "Manager e-mail", "Vorgesetzter", "Vorgesetzte", "Supérieur", "Responsable", "Leidinggevende"],
        [PersonField.Location] = ["Location", "Site", "Office", "Standort", "Lieu", "Locatie", "Vestiging"],
        [PersonField.HiredOn] = ["Hired on", "Hire date", "Start date", "Entry date", "Eintritt", "Eintrittsdatum", "Date d'entrée", "Date d'embauche", "Datum in dienst", "In dienst sinds"],
        [PersonField.LastDay] = ["Last day", "End date", "Leaving date", "Contract end", "Austritt", "Austrittsdatum", "Date de sortie", "Datum uit dienst"],
    });

    internal static Words<PersonKind> Kinds { get; } = new(new()
    {
        [PersonKind.Employee] = ["Employee", "Permanent", "Staff", "Intern", "Mitarbeiter", "Angestellt", "Employé", "Salarié", "Werknemer", "Medewerker"],
        [PersonKind.Contractor] = ["Contractor", "Freelancer", "External", "Freiberufler", "Extern", "Indépendant", "Externe", "Zelfstandige"],
        [PersonKind.SupplierStaff] = ["Supplier's staff", "Supplier staff", "Vendor staff", "Lieferant", "Fournisseur", "Leverancier"],
        [PersonKind.ExternalAuditor] = ["External auditor", "Externer Prüfer", "Auditeur externe", "Externe auditor"],
        [PersonKind.Board] = ["Board", "Board member", "Director", "Vorstand", "Administrateur", "Bestuur", "Bestuurder"],
    });

    /// <summary>How the template calls it.</summary>
    public static string HeadingOf(PersonField field) => Names.Of(field);

    /// <summary>Which column means what, by its heading; of two that mean the same, the first.</summary>
    internal static Dictionary<PersonField, int> ColumnsOf(SheetTable table) => Names.ColumnsOf(table);

    /// <summary>What a file whose lines could never be a person is refused with.</summary>
    internal static Error? Lacking(SheetTable table) => Names.Lacking(table, PersonField.Name, PersonField.Email);
}
