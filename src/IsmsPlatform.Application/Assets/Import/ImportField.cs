using IsmsPlatform.Application.Shared.Imports;
using System.Text;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>What a column of an imported file can mean.</summary>
public enum ImportField
{
    Name,
    ExternalId,
    Type,
    Description,
    Owner,
    Custodian,
    Unit,
    Location,
    Classification,
    PersonalData,
    Confidentiality,
    Integrity,
    Availability,
    RtoHours,
    RpoHours,
    AcquiredOn,
    EndOfSupportOn,
    NextReviewOn,
    Needs,
}

/// <summary>Fields by the names that sources give them, in English, German, French and Dutch.</summary>
public static class ImportFields
{
    public static IReadOnlyList<ImportField> All { get; } = Enum.GetValues<ImportField>();

    /// <summary>How the template and the export call it; proposed first.</summary>
    public static string HeadingOf(ImportField field) => Names[field][0];

    private static readonly Dictionary<ImportField, string[]> Names = new()
    {
        [ImportField.Name] = ["Name", "Asset name", "Asset", "Title", "CI name", "Configuration item", "Display name", "Hostname", "Bezeichnung", "Benennung", "Titel", "Nom", "Désignation", "Intitulé", "Naam", "Omschrijving kort"],
        [ImportField.ExternalId] = ["External id", "Id", "CI", "CI id", "CI number", "Asset id", "Asset tag", "Asset number", "Inventory number", "Tag", "Key", "Reference", "Sys id", "Inventarnummer", "Nummer", "Kennung", "Numéro", "Référence", "Identifiant", "Inventarisnummer", "Kenmerk"],
        [ImportField.Type] = ["Type", "Asset type", "Category", "Class", "CI type", "CI class", "Kind", "Typ", "Kategorie", "Art", "Klasse", "Catégorie", "Soort", "Categorie"],
        [ImportField.Description] = ["Description", "Details", "Notes", "Comment", "Remarks", "Purpose", "Beschreibung", "Bemerkung", "Zweck", "Remarque", "Commentaire", "Beschrijving", "Opmerking"],
        [ImportField.Owner] = ["Owner", "Asset owner", "Owned by", "Responsible", "Accountable", "Owner e-mail", "Eigentümer", "Eigner", "Verantwortlich", "Verantwortlicher", "Propriétaire", "Responsable", "Eigenaar", "Verantwoordelijke"],
        [ImportField.Custodian] = ["Custodian", "Managed by", "Maintained by", "Administrator", "Operator", "Betreuer", "Betreut von", "Administrateur", "Gestionnaire", "Beheerder"],
        [ImportField.Unit] = ["Unit", "Organisational unit", "Department", "Dept", "Division", "Team", "Business unit", "Business area", "Cost centre", "Abteilung", "Bereich", "Organisationseinheit", "Kostenstelle", "Département", "Unité", "Afdeling", "Dienst"],
        [ImportField.Location] = ["Location", "Site", "Place", "Building", "Office", "Hosted at", "Region", "Standort", "Ort", "Gebäude", "Lieu", "Emplacement", "Locatie", "Vestiging", "Plaats"],
        [ImportField.Classification] = ["Classification", "Confidentiality class", "Information class", "Data classification", "Sensitivity", "Protection class", "Klassifizierung", "Vertraulichkeitsstufe", "Schutzklasse", "Sensibilité", "Classificatie", "Gevoeligheid"],
        [ImportField.PersonalData] = ["Personal data", "Contains personal data", "PII", "GDPR", "GDPR relevant", "Personenbezogene Daten", "Personenbezug", "DSGVO", "Données personnelles", "RGPD", "Persoonsgegevens", "AVG"],
        [ImportField.Confidentiality] = ["Confidentiality", "C", "Conf", "C value", "Vertraulichkeit", "Confidentialité", "Vertrouwelijkheid"],
        [ImportField.Integrity] = ["Integrity", "I", "Integ", "I value", "Integrität", "Intégrité", "Integriteit"],
        [ImportField.Availability] = ["Availability", "A", "Avail", "A value", "Verfügbarkeit", "Disponibilité", "Beschikbaarheid"],
        [ImportField.RtoHours] = ["RTO hours", "RTO", "RTO (h)", "Recovery time", "Recovery time objective", "Wiederanlaufzeit", "Temps de reprise", "Hersteltijd"],
        [ImportField.RpoHours] = ["RPO hours", "RPO", "RPO (h)", "Recovery point", "Recovery point objective", "Maximaler Datenverlust", "Perte de données maximale", "Maximaal gegevensverlies"],
        [ImportField.AcquiredOn] = ["Acquired on", "Acquired", "Purchased", "Purchase date", "Bought on", "Install date", "In service since", "Anschaffung", "Anschaffungsdatum", "Kaufdatum", "Date d'achat", "Acquis le", "Aankoopdatum", "Aanschafdatum"],
        [ImportField.EndOfSupportOn] = ["End of support", "End of support on", "Support until", "Supported until", "EOL", "EOS", "End of life", "Warranty until", "Wartung bis", "Supportende", "Ende der Wartung", "Fin de support", "Einde ondersteuning"],
        [ImportField.NextReviewOn] = ["Next review", "Next review on", "Review date", "Review due", "Review by", "Nächste Prüfung", "Prüfung am", "Prochaine revue", "Volgende beoordeling"],
        [ImportField.Needs] = ["Needs", "Depends on", "Dependencies", "Requires", "Relies on", "Runs on", "Uses", "Hängt ab von", "Abhängig von", "Benötigt", "Läuft auf", "Dépend de", "Nécessite", "Hangt af van", "Draait op"],
    };

    private static readonly Dictionary<string, (ImportField Field, int Rank)> ByName = Names
        .SelectMany(f => f.Value.Select((name, rank) => (Key: Cells.Fold(name), Field: f.Key, Rank: rank)))
        .GroupBy(n => n.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => (g.First().Field, g.Min(n => n.Rank)), StringComparer.Ordinal);

    /// <summary>The field that a heading names, and how good the name is (0 is best).</summary>
    internal static (ImportField Field, int Rank)? Named(string heading) => ByName.TryGetValue(Cells.Fold(heading), out var found) ? found : null;
}
