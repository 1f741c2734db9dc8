namespace IsmsPlatform.Domain.Processes;

/// <summary>The clauses of ISO/IEC 27001:2022 that ask for something, in their order; a process answers to one of them.</summary>
public static class IsoClauses
{
    public static IReadOnlyList<(string Number, string Title)> All { get; } =
    [
        ("4.1", "Understanding the organisation and its context"),
        ("4.2", "Interested parties and their requirements"),
        ("4.3", "Determining the scope of the ISMS"),
        ("4.4", "Information security management system"),
        ("5.1", "Leadership and commitment"),
        ("5.2", "Policy"),
        ("5.3", "Roles, responsibilities and authorities"),
        ("6.1.1", "Risks and opportunities for the ISMS"),
        ("6.1.2", "Information security risk assessment"),
        ("6.1.3", "Information security risk treatment"),
        ("6.2", "Objectives and planning to achieve them"),
        ("6.3", "Planning of changes"),
        ("7.1", "Resources"),
        ("7.2", "Competence"),
        ("7.3", "Awareness"),
        ("7.4", "Communication"),
        ("7.5", "Documented information"),
        ("8.1", "Operational planning and control"),
        ("8.2", "Risk assessment in operation"),
        ("8.3", "Risk treatment in operation"),
        ("9.1", "Monitoring, measurement, analysis and evaluation"),
        ("9.2", "Internal audit"),
        ("9.3", "Management review"),
        ("10.1", "Continual improvement"),
        ("10.2", "Nonconformity and corrective action"),
    ];

    public static bool Has(string number) => All.Any(c => c.Number == number);
}
