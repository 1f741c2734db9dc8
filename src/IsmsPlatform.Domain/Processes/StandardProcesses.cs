namespace IsmsPlatform.Domain.Processes;

/// <summary>A process that every ISMS has.</summary>
/// <param name="Key">Stays when the organisation calls it otherwise.</param>
public sealed record StandardProcess(string Key, string Clause, string Name, string Purpose, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, string Criteria)
{
    public ProcessDetails Details(Guid? ownerId = null, DateOnly? nextReviewOn = null) => new(Name, Clause, Purpose, ownerId, Inputs, Outputs, Criteria, nextReviewOn);
}

/// <summary>
/// The processes that ISO/IEC 27001 asks for, in the order of its clauses. An output has the same name as the input that it becomes, so that the map
/// connects. The texts are the organisation's to change.
/// </summary>
public static class StandardProcesses
{
    private const string Issues = "Context issues";
    private const string Requirements = "Requirements of interested parties";
    private const string Scope = "Approved scope";
    private const string Policy = "Information security policy";
    private const string Roles = "Roles and responsibilities";
    private const string Risks = "Assessed risks";
    private const string Treatment = "Risk treatment plan";
    private const string Applicability = "Statement of Applicability";
    private const string Objectives = "Information security objectives";
    private const string Changes = "Planned changes of the ISMS";
    private const string People = "Competent and aware people";
    private const string Documents = "Current documents and records";
    private const string Assets = "Inventory of assets";
    private const string Controls = "Controls in operation";
    private const string Records = "Records of operation";
    private const string Lessons = "Lessons from incidents";
    private const string Measurements = "Measurement results";
    private const string Findings = "Audit findings";
    private const string Decisions = "Decisions of the management review";
    private const string Actions = "Corrective actions";

    public static IReadOnlyList<StandardProcess> All { get; } =
    [
        new("context", "4.1", "Understanding context and interested parties",
            "Know what inside and outside the organisation bears on information security, and what interested parties require, so that the ISMS answers to it.",
            ["Business strategy and objectives", "Laws, contracts and expectations", Decisions], [Issues, Requirements],
            "Issues and requirements are reviewed at least once a year; each requirement is addressed or turned down with a reason; climate change is determined."),
        new("scope", "4.3", "Determining the scope",
            "Draw the boundary of the ISMS so that everybody knows what it protects, and what it does not and why.",
            [Issues, Requirements, "Interfaces with other organisations"], [Scope],
            "One approved scope is in force; each exclusion has a reason; interfaces are named."),
        new("leadership", "5.1", "Leadership, policy and roles",
            "Set the direction: a policy that top management stands for, and people who answer for each part of the ISMS.",
            [Scope, Decisions], [Policy, Roles],
            "The policy is approved, published and reviewed each year; exactly one person is accountable for each subject."),
        new("risk", "6.1.2", "Assessing risks and planning their treatment",
            "Find, analyse and evaluate risks by one method, decide how each is treated, and justify which controls apply.",
            [Scope, Policy, Issues, Assets, Lessons], [Risks, Treatment, Applicability],
            "Each risk has an owner, a level and a decision; risk owners accept what remains; results can be compared from one assessment to the next."),
        new("objectives", "6.2", "Setting and pursuing objectives",
            "Turn policy and risks into measurable objectives, each with someone responsible, means and a day.",
            [Policy, Risks, Requirements], [Objectives],
            "Each objective has a measure with a target, an owner and a due date; progress is reviewed every quarter."),
        new("changes", "6.3", "Planning changes of the ISMS",
            "Change the ISMS on purpose: with its consequences, resources and responsibilities considered before.",
            [Decisions, Actions], [Changes],
            "No change of scope, policy or method takes effect before it is planned and approved."),
        new("competence", "7.2", "Building competence and awareness",
            "Make sure that people can do what is asked of them, and know why it matters.",
            [Roles, Policy, Objectives], [People],
            "Each role has its required competence with proof; awareness training is completed by all within 30 days of joining and every year."),
        new("documents", "7.5", "Controlling documents and records",
            "Keep what must be written down findable, current, approved and protected.",
            [Policy, Changes], [Documents],
            "Documents in use are approved and not past their review date; superseded versions cannot be taken for current ones."),
        new("assets", "8.1", "Managing assets",
            "Know what has to be protected, who owns it and how much protection it needs (A.5.9 to A.5.14).",
            [Scope, "Procurement and retirement of systems"], [Assets],
            "Each asset in scope has an owner and a protection need that was reviewed within a year."),
        new("operation", "8.1", "Operating controls and suppliers",
            "Carry out what was planned: run the controls, treat the risks, and govern what suppliers do on the organisation's behalf.",
            [Treatment, Applicability, People, Documents], [Controls, Records],
            "Planned actions are done by their day; controls are tested; relevant suppliers are assessed every year."),
        new("incidents", "8.1", "Managing information security incidents",
            "Notice, assess and respond to events quickly, report where law or contract demand it, and learn from them (A.5.24 to A.5.28).",
            ["Reported events", Controls, Roles], [Lessons, Records],
            "Events are assessed within a working day; deadlines for notification are kept; each incident ends with a review."),
        new("measurement", "9.1", "Monitoring, measuring and evaluating",
            "See from figures whether controls and the ISMS achieve what they are meant to.",
            [Objectives, Records, Controls], [Measurements],
            "Each indicator has a target, a source and someone who evaluates it; deviations lead to an action."),
        new("audit", "9.2", "Auditing internally",
            "Find out impartially whether the ISMS conforms to the standard and to the organisation's own rules, and is put into practice.",
            [Applicability, Records, Documents], [Findings],
            "All clauses and applicable controls are audited within the cycle of the programme; nobody audits their own work."),
        new("review", "9.3", "Reviewing by management",
            "Top management judges whether the ISMS is suitable, adequate and effective, and decides what changes.",
            [Measurements, Findings, Lessons, Issues], [Decisions],
            "Held at least once a year with all inputs of 9.3.2; decisions have someone responsible and a day."),
        new("improvement", "10.2", "Correcting and improving",
            "React to nonconformities, remove their causes and see to it that they do not return; improve continually.",
            [Findings, Measurements, Lessons], [Actions],
            "Each nonconformity has a cause, an action and a check of its effect; actions are done by their day."),
    ];
}
