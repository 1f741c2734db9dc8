using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;

namespace IsmsPlatform.Web.Features.Controls;

/// <param name="Query">The address's query, for links that go on with the same filter.</param>
public sealed record TestList(ControlTestFilter Filter, Page<ControlTestRow> Page, string Query);

public sealed record TestPage(ControlTestView Test, IReadOnlyList<ActivityEntry> Activity);

/// <param name="Id">Of the test.</param>
/// <param name="Version">What the editor saw; null for a new one.</param>
/// <param name="Implementation">What is tested.</param>
/// <param name="Conflict">Both versions, when someone else saved meanwhile.</param>
public sealed record TestFormPage(TestForm Form, Guid Id, long? Version, string? Code, ImplementationView Implementation, IReadOnlyList<Choice> People, Conflict? Conflict = null);

public sealed record PerformPage(PerformTest Form, ControlTestView Test);

public sealed record TestPlanPage(SetTestPlan Form, ImplementationView Implementation, IReadOnlyList<Choice> People);

/// <summary>How the values of tests look and read.</summary>
public static class TestLook
{
    public static StatusKind Kind(TestVerdict verdict) => verdict switch
    {
        TestVerdict.Effective => StatusKind.Good,
        TestVerdict.PartlyEffective => StatusKind.Progress,
        TestVerdict.NotEffective => StatusKind.Bad,
        _ => StatusKind.Neutral,
    };

    public static StatusKind Kind(TestStatus status) => status switch
    {
        TestStatus.Planned => StatusKind.Draft,
        TestStatus.Performed => StatusKind.Progress,
        TestStatus.Accepted => StatusKind.Good,
        TestStatus.Rejected => StatusKind.Bad,
        _ => StatusKind.Neutral,
    };

    internal static Conflict Compare(ChangeTest form, ControlTestView stored, IReadOnlyList<Choice> people, IReadOnlyList<ActivityEntry> latest, Texts t, Words words) => Both.Versions(latest,
        new(t["Kind of test"], form.Kind is { } kind ? words.Of(kind) : null, words.Of(stored.Kind!.Value)),
        new(t["How it is tested"], form.Method, stored.Method),
        new(t["Cases there are"], form.Population?.ToString(Svg.Invariant), stored.Population?.ToString(Svg.Invariant)),
        new(t["Cases looked at"], form.SampleSize?.ToString(Svg.Invariant), stored.SampleSize?.ToString(Svg.Invariant)),
        new(t["Tester"], people.FirstOrDefault(p => p.Id == form.TesterId)?.Name, stored.Tester),
        new(t["Due on"], form.DueOn?.ToString("O", Svg.Invariant), stored.DueOn?.ToString("O", Svg.Invariant)));
}
