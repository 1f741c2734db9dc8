using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using IsmsPlatform.IntegrationTests.RiskAssessments;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Methodologies;

/// <summary>What a newer methodology leaves to be done.</summary>
public sealed class RatingAgainTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static Task<List<WorkTask>> TasksAsync(AssessmentWorld w) => w.Tenant.ReadAsync(db => db.WorkTasks.AsNoTracking().Where(t => t.Kind == WorkTaskKind.RatingAgain).OrderBy(t => t.CreatedAt).ToListAsync(Ct));

    [Fact]
    public async Task A_newer_methodology_leaves_one_task_that_counts_what_is_left_and_closes_with_the_last()
    {
        var w = await AssessmentWorld.BeginAsync(server);
        var (fire, theft) = (await w.RiskAsync("Fire"), await w.RiskAsync("Theft"));
        await w.RatedAsync(fire, 2, 2);
        await w.RatedAsync(theft, 3, 3);
        await w.Tenant.KeepTasksAsync();
        (await TasksAsync(w)).ShouldBeEmpty();
        await w.ApproveMethodAsync();
        await Task.WhenAll(w.Tenant.KeepTasksAsync(), w.Tenant.KeepTasksAsync());
        var task = (await TasksAsync(w)).ShouldHaveSingleItem();
        (task.AssigneeId, task.Title, task.Status).ShouldBe((w.Manager.PersonId, "2 risks by version 2 of the methodology", WorkTaskStatus.Open));
        (await w.Manager.SendAsync(new GetInbox())).Ok().Open.Single(t => t.Kind == WorkTaskKind.RatingAgain).Path.ShouldBe("risks?stale=true");
        (await (await w.Manager.BrowserAsync()).GetAsync($"/t/{w.Tenant.Slug}/tasks")).Text.ShouldContain("Rate again: 2 risks by version 2 of the methodology");
        await w.RatedAsync(fire, 2, 2);
        await w.Tenant.KeepTasksAsync();
        (await TasksAsync(w)).ShouldHaveSingleItem().Title.ShouldBe("1 risk by version 2 of the methodology");
        await w.RatedAsync(theft, 3, 3);
        await w.Tenant.KeepTasksAsync();
        (await TasksAsync(w)).ShouldHaveSingleItem().Status.ShouldBe(WorkTaskStatus.Done);
    }

    [Fact]
    public async Task Another_version_asks_in_the_place_of_the_one_before()
    {
        var w = await AssessmentWorld.BeginAsync(server);
        await w.RatedAsync(await w.RiskAsync("Fire"), 2, 2);
        await w.ApproveMethodAsync();
        await w.Tenant.KeepTasksAsync();
        await w.ApproveMethodAsync();
        await w.Tenant.KeepTasksAsync();
        (await TasksAsync(w)).Select(t => t.Status).ShouldBe([WorkTaskStatus.Cancelled, WorkTaskStatus.Open]);
    }
}
