using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Risks.Import;

/// <summary>What a column of a file with risks can mean.</summary>
public enum RiskField
{
    Title,
    Scenario,
    Kind,
    Affects,
    Owner,
    Option,
    PersonalData,
    Threat,
    Vulnerabilities,
    Assets,
    Controls,
    InherentLikelihood,
    InherentImpact,
    CurrentLikelihood,
    CurrentImpact,
    NextReview,
    Code,
}

/// <summary>Fields by the names that registers give them, in English, German, French and Dutch; the template uses the first, which are those of the export.</summary>
public static class RiskFields
{
    public static IReadOnlyList<RiskField> All { get; } = Enum.GetValues<RiskField>();

    private static readonly Headings<RiskField> Names = new(new()
    {
        [RiskField.Title] = ["Title", "Risk", "Name", "Risk title", "Titel", "Risiko", "Titre", "Risque", "Risico"],
        [RiskField.Scenario] = ["Scenario", "Description", "Risk scenario", "Szenario", "Beschreibung", "Scénario", "Omschrijving"],
        [RiskField.Kind] = ["Kind", "Type", "Risk type", "Art", "Soort"],
        [RiskField.Affects] = ["Affects", "CIA", "C/I/A", "Protection goals", "Schutzziele", "Betrifft", "Critères", "Raakt"],
        [RiskField.Owner] = ["Owner", "Risk owner", "Risikoeigner", "Propriétaire", "Eigenaar"],
        [RiskField.Option] = ["Option", "Treatment", "Treatment option", "Strategy", "Behandlung", "Traitement", "Behandeling"],
        [RiskField.PersonalData] = ["Personal data", "GDPR", "Personenbezogene Daten", "Données personnelles", "Persoonsgegevens"],
        [RiskField.Threat] = ["Threat", "Bedrohung", "Menace", "Dreiging"],
        [RiskField.Vulnerabilities] = ["Vulnerabilities", "Vulnerability", "Schwachstellen", "Vulnérabilités", "Kwetsbaarheden"],
        [RiskField.Assets] = ["Assets", "Asset", "Werte", "Actifs", "Middelen"],
        [RiskField.Controls] = ["Controls", "Control", "Maßnahmen", "Mesures", "Maatregelen"],
        [RiskField.InherentLikelihood] = ["Inherent likelihood", "Gross likelihood", "Likelihood", "Eintrittswahrscheinlichkeit", "Vraisemblance", "Waarschijnlijkheid"],
        [RiskField.InherentImpact] = ["Inherent impact", "Gross impact", "Impact", "Auswirkung", "Gevolg"],
        [RiskField.CurrentLikelihood] = ["Current likelihood", "Net likelihood", "Residual likelihood"],
        [RiskField.CurrentImpact] = ["Current impact", "Net impact", "Residual impact"],
        [RiskField.Code] = ["Code"],
        [RiskField.NextReview] = ["Next review", "Review date", "Review on", "Nächste Prüfung", "Prochaine revue", "Volgende beoordeling"],
    });

    /// <summary>Columns of the template: the code of a risk is given by the program, and only an export of the register has it.</summary>
    public static IReadOnlyList<RiskField> Entered { get; } = [.. All.Where(f => f != RiskField.Code)];

    internal static Words<RiskKind> Kinds { get; } = new(new()
    {
        [RiskKind.Information] = ["Information", "Information security", "To information"],
        [RiskKind.Isms] = ["ISMS", "To the ISMS", "Management system"],
        [RiskKind.Opportunity] = ["Opportunity", "Chance", "Opportunité", "Kans"],
    });

    internal static Words<TreatmentOption> Options { get; } = new(new()
    {
        [TreatmentOption.Modify] = ["Modify", "Reduce", "Mitigate", "Treat", "Vermindern", "Réduire", "Verminderen"],
        [TreatmentOption.Accept] = ["Accept", "Retain", "Akzeptieren", "Accepter", "Accepteren"],
        [TreatmentOption.Avoid] = ["Avoid", "Terminate", "Vermeiden", "Éviter", "Vermijden"],
        [TreatmentOption.Share] = ["Share", "Transfer", "Teilen", "Partager", "Delen"],
    });

    internal static Words<SecurityProperty> Properties { get; } = new(new()
    {
        [SecurityProperty.Confidentiality] = ["Confidentiality", "C", "Vertraulichkeit", "Confidentialité", "Vertrouwelijkheid"],
        [SecurityProperty.Integrity] = ["Integrity", "I", "Integrität", "Intégrité", "Integriteit"],
        [SecurityProperty.Availability] = ["Availability", "A", "Verfügbarkeit", "Disponibilité", "Beschikbaarheid"],
    });

    internal static Words<bool> Booleans { get; } = new(new() { [true] = ["yes", "true", "x", "1", "ja", "oui"], [false] = ["no", "false", "0", "nein", "non", "nee"] });

    /// <summary>How the template calls it.</summary>
    public static string HeadingOf(RiskField field) => Names.Of(field);

    /// <summary>Which column means what, by its heading; of two that mean the same, the first.</summary>
    internal static Dictionary<RiskField, int> ColumnsOf(SheetTable table) => Names.ColumnsOf(table);

    /// <summary>What a file whose lines could never be a risk is refused with.</summary>
    internal static Error? Lacking(SheetTable table) => Names.Lacking(table, RiskField.Title, RiskField.Affects, RiskField.Owner);
}
