using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Demo;

/// <summary>Annex A, one control of the organisation's own, and how some of them are put into practice.</summary>
public sealed record DemoControls(DemoControl Own, IReadOnlyList<DemoImplementation> Implementations);

public sealed record DemoControl(string Title, string Purpose, ControlTheme Theme, ControlNature Nature, IReadOnlyList<ControlType> Types, IReadOnlyList<SecurityProperty> Properties);

/// <param name="Control">Its code in Annex A; "own" for the organisation's own one.</param>
/// <param name="Owner">E-mail address.</param>
/// <param name="Unit">Code of the unit where it holds; null for everywhere.</param>
/// <param name="Asset">Name of the system where it holds.</param>
public sealed record DemoImplementation(string Control, string Title, string? Description, string Owner, string? Operator, string? Unit, string? Location, string? Asset, ImplementationStatus Status, int? Maturity, OperationFrequency? Frequency, ControlAutomation? Automation, string? Evidence, DemoTestPlan? Plan = null, IReadOnlyList<DemoTest>? Tests = null);

/// <param name="Tester">E-mail address.</param>
public sealed record DemoTestPlan(TestKind Kind, int EveryMonths, string Tester, string? Method);

/// <param name="DueIn">Days from today; negative is over.</param>
/// <param name="ByPlan">Stands for a day of the plan.</param>
/// <param name="PerformedAgo">Days before today; null while it is planned.</param>
/// <param name="AcceptedBy">E-mail address; null while it waits.</param>
public sealed record DemoTest(TestKind Kind, string Tester, int DueIn, bool ByPlan, string? Method, int? Population, int? SampleSize, int? PerformedAgo, TestVerdict? Verdict, string? Conclusion, string? AcceptedBy);

/// <summary>Enters the controls of a demo organisation.</summary>
internal sealed class DemoControlsEntry(IsmsDbContext isms, AnnexA annex, CodeSequence codes, DateOnly today, DateTimeOffset now)
{
    internal async Task EnterAsync(DemoControls demo, IReadOnlyDictionary<string, Guid> people, IReadOnlyDictionary<string, Guid> units, IReadOnlyDictionary<string, Guid> locations, IReadOnlyDictionary<string, Guid> assets, CancellationToken cancellationToken)
    {
        var controls = (await annex.AddAsync([], cancellationToken)).ToDictionary(c => c.Code, StringComparer.Ordinal);
        var o = demo.Own;
        controls["own"] = Control.Define(Guid.CreateVersion7(), await codes.NextAsync(Control.CodePrefix, cancellationToken), new ControlDetails(o.Title, o.Purpose, o.Theme, o.Nature, new ControlAttributes(o.Types, o.Properties, [], [], [])));
        isms.Controls.Add(controls["own"]);
        foreach (var i in demo.Implementations)
        {
            Guid? Named(IReadOnlyDictionary<string, Guid> records, string? key) => key is null ? null : records[key];
            var details = new ImplementationDetails(i.Title, i.Description, Named(units, i.Unit), Named(locations, i.Location), Named(assets, i.Asset), people[i.Owner], Named(people, i.Operator), i.Status, i.Maturity, i.Frequency, i.Automation, i.Evidence);
            var implementation = ControlImplementation.Add(Guid.CreateVersion7(), controls[i.Control].Id, details, ownerIsActive: true).Value;
            isms.ControlImplementations.Add(implementation);
            await EnterTestsAsync(i, implementation, people, cancellationToken);
        }
    }

    private async Task EnterTestsAsync(DemoImplementation demo, ControlImplementation of, IReadOnlyDictionary<string, Guid> people, CancellationToken cancellationToken)
    {
        if (demo.Plan is { } plan) { Require(of.PlanTests(new TestPlan(plan.Kind, plan.EveryMonths, people[plan.Tester], plan.Method), testerIsActive: true), demo.Title); }
        List<ControlTest> tests = [];
        foreach (var d in demo.Tests ?? [])
        {
            var due = today.AddDays(d.DueIn);
            // Tests whose day is over cannot be planned; the list shows them nevertheless.
            var test = ControlTest.Plan(Guid.CreateVersion7(), await codes.NextAsync(ControlTest.CodePrefix, cancellationToken), of, new TestDetails(d.Kind, d.Method, d.Population, d.SampleSize, people[d.Tester], due), d.ByPlan ? due : null, testerIsActive: true, today: due).Value;
            if (d.PerformedAgo is { } days) { Require(test.Perform(new TestOutcome(today.AddDays(-days), d.Method, d.Population, d.SampleSize, d.Verdict!.Value, d.Conclusion), people[d.Tester], of.OwnerId, lastAccepted: null, today, now.AddDays(-days)), demo.Title); }
            if (d.AcceptedBy is { } by) { Require(test.Accept(people[by], today.AddDays(-Math.Max(d.PerformedAgo!.Value - 1, 0))), demo.Title); }
            tests.Add(test);
        }
        isms.ControlTests.AddRange(tests);
        TestDesk.Know(of, tests);
    }

    private static void Require(Result result, string key)
    {
        if (result.Error is { } error) { throw new InvalidOperationException($"{key}: {error.Code}"); }
    }
}
