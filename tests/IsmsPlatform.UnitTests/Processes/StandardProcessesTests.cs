using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.UnitTests.Processes;

public sealed class StandardProcessesTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void The_set_covers_the_clauses_in_their_order()
    {
        StandardProcesses.All.Select(s => Version.Parse(s.Clause)).ShouldBeInOrder();
        StandardProcesses.All.Select(s => s.Clause.Split('.')[0]).Distinct().ShouldBe(["4", "5", "6", "7", "8", "9", "10"]);
        StandardProcesses.All.Select(s => s.Key).ShouldBeUnique();
    }

    [Fact]
    public void Each_output_of_the_set_is_an_input_of_another_process()
    {
        var taken = StandardProcesses.All.SelectMany(s => s.Inputs).ToHashSet(StringComparer.Ordinal);
        StandardProcesses.All.SelectMany(s => s.Outputs).Where(o => !taken.Contains(o)).ShouldBeEmpty();
    }

    [Fact]
    public void Each_text_of_the_set_fits()
        => StandardProcesses.All.Where(s => s.Name.Length > IsmsProcess.NameMaxLength || s.Purpose.Length > IsmsProcess.PurposeMaxLength || s.Criteria.Length > IsmsProcess.CriteriaMaxLength || s.Inputs.Count > IsmsProcess.MostFlows).ShouldBeEmpty();

    [Theory]
    [InlineData("4.1", ProcessLane.Plan)]
    [InlineData("7.5", ProcessLane.Plan)]
    [InlineData("8.1", ProcessLane.Do)]
    [InlineData("9.3", ProcessLane.Check)]
    [InlineData("10.2", ProcessLane.Act)]
    [InlineData("A.5.24", ProcessLane.Do)]
    [InlineData(null, ProcessLane.Do)]
    public void A_clause_says_where_a_process_belongs(string? clause, ProcessLane lane) => ProcessFlows.LaneOf(clause).ShouldBe(lane);

    [Fact]
    public void An_output_leads_to_whoever_needs_it_whatever_its_capital_letters()
    {
        var (from, to) = (Guid.NewGuid(), Guid.NewGuid());
        var flow = ProcessFlows.Between([(from, [], ["Risk plan", "Report"]), (to, ["risk plan", "Report"], ["Risk plan"])]).ShouldHaveSingleItem();
        (flow.FromId, flow.ToId).ShouldBe((from, to));
        flow.Items.ShouldBe(["Risk plan", "Report"]);
    }

    [Fact]
    public void Lines_of_a_form_are_entries_and_each_counts_once()
        => IsmsProcess.FlowsOf(["  Risks \r\n\nPlan\nrisks", "Report"]).ShouldBe(["Risks", "Plan", "Report"]);

    [Fact]
    public void A_review_is_not_planned_for_a_day_that_is_over()
        => IsmsProcess.Describe(Guid.NewGuid(), "PRC-2026-001", new ProcessDetails("Audit", NextReviewOn: Today.AddDays(-1)), Today).Error.ShouldBe(ProcessErrors.ReviewInThePast);

    [Fact]
    public void A_review_that_is_overdue_does_not_hold_up_another_edit()
    {
        var process = IsmsProcess.Describe(Guid.NewGuid(), "PRC-2026-001", new ProcessDetails("Audit", NextReviewOn: Today), Today).Value;
        process.Change(new ProcessDetails("Internal audit", NextReviewOn: Today), Today.AddDays(40)).IsSuccess.ShouldBeTrue();
    }

    [Fact]
    public void A_retired_process_stays_as_it_is()
    {
        var process = IsmsProcess.Describe(Guid.NewGuid(), "PRC-2026-001", new ProcessDetails("Audit"), Today).Value;
        process.Retire(Today).IsSuccess.ShouldBeTrue();
        foreach (var act in new Func<Result>[] { () => process.Retire(Today), () => process.Change(new ProcessDetails("Other"), Today), () => process.ConfirmReview(Today, Today) }) { act().Error.ShouldBe(ProcessErrors.Retired); }
        process.Reinstate().IsSuccess.ShouldBeTrue();
        (process.Status, process.RetiredOn).ShouldBe((ProcessStatus.Active, null));
    }
}
