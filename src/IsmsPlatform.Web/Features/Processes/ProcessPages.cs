using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Processes;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace IsmsPlatform.Web.Features.Processes;

/// <summary>The processes as a page.</summary>
/// <param name="Query">The address's query, for links that go on with the same filter.</param>
public sealed record ProcessList(ProcessFilter Filter, Page<ProcessRow> Page, string Query);

public sealed record ProcessPage(ProcessView Process, IReadOnlyList<ActivityEntry> Activity);

/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record ProcessFormPage(ProcessForm Form, IReadOnlyList<Choice> People, Conflict? Conflict = null)
{
    public static ChangeProcess FormOf(ProcessView p) => new()
    {
        Id = p.Id,
        Version = p.Version,
        Name = p.Name,
        Clause = p.Clause,
        Purpose = p.Purpose,
        OwnerId = p.OwnerId,
        Inputs = p.Inputs,
        Outputs = p.Outputs,
        Criteria = p.Criteria,
        NextReviewOn = p.NextReviewOn,
    };

    /// <summary>Inputs or outputs as a text field holds them, one on each line.</summary>
    /// <summary>The clauses in words; one that stood there before there was a list stays to be chosen.</summary>
    public static IEnumerable<SelectListItem> Clauses(string? present, Texts t)
        => new[] { new SelectListItem(t["None"], "") }
            .Concat(string.IsNullOrEmpty(present) || IsoClauses.Has(present) ? [] : [new SelectListItem(present, present)])
            .Concat(IsoClauses.All.Select(c => new SelectListItem($"{c.Number} {c.Title}", c.Number)));

    public static string Lines(string[]? flows) => string.Join('\n', flows ?? []);

    public static Conflict Compare(ChangeProcess form, ProcessView stored, IReadOnlyList<Choice> people, IReadOnlyList<ActivityEntry> latest, Texts t) => Both.Versions(latest,
        new(t["Name"], form.Name, stored.Name),
        new(t["Clause"], form.Clause, stored.Clause),
        new(t["Purpose"], form.Purpose, stored.Purpose),
        new(t["Owner"], people.FirstOrDefault(p => p.Id == form.OwnerId)?.Name, stored.Owner),
        new(t["Inputs"], Lines(IsmsProcess.FlowsOf(form.Inputs)), Lines(stored.Inputs)),
        new(t["Outputs"], Lines(IsmsProcess.FlowsOf(form.Outputs)), Lines(stored.Outputs)),
        new(t["Criteria"], form.Criteria, stored.Criteria),
        new(t["Next review"], Both.Day(form.NextReviewOn), Both.Day(stored.NextReviewOn)));
}

/// <summary>How the processes look.</summary>
public static class ProcessLook
{
    public static Ui.StatusKind Kind(ProcessStatus status) => status == ProcessStatus.Active ? Ui.StatusKind.Good : Ui.StatusKind.Neutral;

    /// <summary>The map as it is drawn.</summary>
    public static FlowMap Drawing(ProcessMap map, Texts t, Words words, Shell shell)
    {
        var names = map.Processes.ToDictionary(p => p.Id, p => p.Name);
        // Clauses 4 and 5 stand left of 6 and 7, which rest on them: the lane that plans is two columns wide.
        static int Column(MappedProcess p) => p.Lane switch { ProcessLane.Plan => ProcessFlows.IsSupport(p.Clause) ? 1 : 0, ProcessLane.Do => 2, ProcessLane.Check => 3, _ => 4 };
        return new FlowMap(t["Map of the processes; the same connections stand in the table below"],
            [new(words.Of(ProcessLane.Plan), 0, 2), new(words.Of(ProcessLane.Do), 2, 1), new(words.Of(ProcessLane.Check), 3, 1), new(words.Of(ProcessLane.Act), 4, 1)],
            [.. map.Processes.Select(p => new FlowNode(p.Id.ToString(), Column(p), p.Name, p.Clause is null ? p.Code : t["Clause {0}", p.Clause], shell.Url($"processes/{p.Id}"), p.Owner is null ? p.Name : t["{0}, owned by {1}", p.Name, p.Owner]))],
            [.. map.Flows.Select(f => new FlowLine(f.FromId.ToString(), f.ToId.ToString(), t["{0} → {1}: {2}", names[f.FromId], names[f.ToId], string.Join(", ", f.Items)]))]);
    }
}

/// <summary>The inputs of a process, or its outputs, each with the processes at its other end.</summary>
/// <param name="Kind">Input or output, as a word.</param>
/// <param name="Nobody">What is said where there is none.</param>
public sealed record FlowRows(string Kind, IReadOnlyList<string> Items, IReadOnlyList<FlowPartner> Partners, string Nobody);
