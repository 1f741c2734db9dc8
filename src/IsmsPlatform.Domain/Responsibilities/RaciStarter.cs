namespace IsmsPlatform.Domain.Responsibilities;

/// <summary>What a new organisation has to find responsible people for, in the order of the standard's clauses. Names are the organisation's to change.</summary>
public static class RaciStarter
{
    public static IReadOnlyList<(string Clause, string Name)> Subjects { get; } =
    [
        ("4.1", "Context and interested parties"),
        ("4.3", "Scope of the ISMS"),
        ("5.2", "Information security policy"),
        ("5.3", "Roles, responsibilities and authorities"),
        ("6.1.2", "Assessment of information security risks"),
        ("6.1.3", "Risk treatment and Statement of Applicability"),
        ("6.2", "Information security objectives"),
        ("6.3", "Changes to the ISMS"),
        ("7.2", "Competence, awareness and training"),
        ("7.5", "Documents and records"),
        ("8.1", "Operation of controls and suppliers"),
        ("9.1", "Monitoring, measurement and evaluation"),
        ("9.2", "Internal audit"),
        ("9.3", "Management review"),
        ("10.2", "Nonconformities and corrective action"),
        ("A.5.9", "Inventory of assets"),
        ("A.5.15", "Access control"),
        ("A.5.24", "Management of incidents"),
        ("A.5.29", "Security during disruption and continuity"),
        ("A.5.34", "Privacy and protection of personal data"),
    ];

    public static IEnumerable<RaciSubject> All() => Subjects.Select((s, i) => RaciSubject.Add(Guid.CreateVersion7(), s.Name, s.Clause, i + 1));
}
