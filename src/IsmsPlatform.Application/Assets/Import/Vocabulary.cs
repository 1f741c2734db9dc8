using System.Globalization;
using System.Text.RegularExpressions;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Domain.Assets;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>Words that tables use for the values of an asset, in English, German, French and Dutch; the first is the one that exports write.</summary>
internal static partial class Vocabulary
{
    internal static Words<AssetType> Types { get; } = new(new()
    {
        [AssetType.Information] = ["Information", "Data", "Dataset", "Database content", "Informationen", "Daten", "Données", "Informatie", "Gegevens"],
        [AssetType.Process] = ["Process", "Business process", "Prozess", "Geschäftsprozess", "Processus", "Proces"],
        [AssetType.Service] = ["Service", "Business service", "IT service", "Dienst", "Dienstleistung"],
        [AssetType.Application] = ["Application", "App", "Software", "Anwendung", "Programm", "Logiciel", "Applicatie", "Toepassing"],
        [AssetType.DataStore] = ["Data store", "Database", "DB", "Storage", "Datenbank", "Datenspeicher", "Speicher", "Base de données", "Stockage", "Databank", "Opslag"],
        [AssetType.Server] = ["Server", "Virtual machine", "VM", "Host", "Serveur"],
        [AssetType.Endpoint] = ["Endpoint", "Laptop", "Notebook", "Desktop", "Workstation", "Client", "Mobile", "Mobile device", "Phone", "Endgerät", "Arbeitsplatz", "Rechner", "Poste de travail", "Ordinateur", "Werkstation", "Toestel"],
        [AssetType.Network] = ["Network", "Network device", "Router", "Switch", "Firewall", "Netz", "Netzwerk", "Réseau", "Netwerk"],
        [AssetType.CloudService] = ["Cloud service", "Cloud", "SaaS", "PaaS", "IaaS", "Cloud-Dienst", "Clouddienst", "Service cloud"],
        [AssetType.Media] = ["Media", "Removable media", "USB stick", "Backup tape", "Tape", "Datenträger", "Support de données", "Gegevensdrager"],
        [AssetType.Location] = ["Location", "Site", "Building", "Room", "Standort", "Gebäude", "Raum", "Lieu", "Bâtiment", "Locatie", "Gebouw"],
        [AssetType.People] = ["People", "Person", "Staff", "Role", "Personal", "Mitarbeiter", "Personnel", "Personeel", "Mensen"],
        [AssetType.SupplierService] = ["Supplier service", "Supplier", "Vendor", "Outsourced service", "Lieferant", "Lieferantendienst", "Fournisseur", "Prestataire", "Leverancier"],
        [AssetType.Paper] = ["Paper", "Paper records", "Document", "Papier", "Akte", "Akten", "Dossier papier", "Dossier"],
    });

    internal static Words<Classification> Classes { get; } = new(new()
    {
        [Classification.Public] = ["Public", "Open", "Öffentlich", "Openbaar"],
        [Classification.Internal] = ["Internal", "Internal use", "Internal use only", "Restricted", "Intern", "Interne", "Usage interne"],
        [Classification.Confidential] = ["Confidential", "Sensitive", "Vertraulich", "Confidentiel", "Vertrouwelijk"],
        [Classification.StrictlyConfidential] = ["Strictly confidential", "Highly confidential", "Secret", "Streng vertraulich", "Geheim", "Strictement confidentiel", "Strikt vertrouwelijk"],
    });

    internal static Words<int> Needs { get; } = new(new()
    {
        [0] = ["0", "None", "Keine", "Kein", "Aucun", "Nul", "Geen"],
        [1] = ["1", "Low", "Niedrig", "Gering", "Normal", "Faible", "Bas", "Laag"],
        [2] = ["2", "Medium", "Moderate", "Mittel", "Moyen", "Middel", "Gemiddeld"],
        [3] = ["3", "High", "Hoch", "Élevé", "Haut", "Hoog"],
        [4] = ["4", "Very high", "Critical", "Sehr hoch", "Très élevé", "Critique", "Zeer hoog"],
    });

    internal static Words<bool> Truths { get; } = new(new()
    {
        [true] = ["Yes", "Y", "True", "1", "X", "Ja", "J", "Wahr", "Oui", "O", "Vrai", "Waar"],
        [false] = ["No", "N", "False", "0", "Nein", "Falsch", "Non", "Faux", "Nee", "Onwaar"],
    });

    /// <summary>Hours: “4”, “4 h”, “2 days”; parts of an hour count as a whole one.</summary>
    internal static int? Hours(string cell)
    {
        var match = Duration().Match(cell.Trim());
        if (!match.Success || !double.TryParse(match.Groups["n"].Value.Replace(',', '.'), CultureInfo.InvariantCulture, out var n)) { return null; }
        var hours = Math.Ceiling(match.Groups["d"].Success ? n * 24 : n);
        return hours <= Asset.HoursMax ? (int)hours : null;
    }

    [GeneratedRegex(@"^(?<n>\d{1,6}([.,]\d{1,3})?)\s*((?<d>d|days?|tage?|jours?|dagen|dag)|h|hrs?|hours?|std\.?|stunden?|heures?|uur|uren)?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Duration();
}
