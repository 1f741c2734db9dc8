using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Comments;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using IsmsPlatform.IntegrationTests.Assets;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.IntegrationTests.Records;

/// <summary>A form carries the id of what it makes: sent again it is the same record, and whatever differs is not lost in silence.</summary>
public sealed class SentTwiceTests(PostgresServer server)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_same_asset_again_is_that_asset_and_another_content_is_refused()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var form = Register.Form(" Mail server ", 1, 2, 3) with { OwnerId = tenant.Manager.PersonId, SourceSystem = "CMDB", ExternalId = "M-1" };
        await OnceAsync(tenant.Manager, form, form with { Name = "File server" }, form with { Availability = 4 }, form with { ExternalId = "M-2" });
        (await tenant.Manager.SendAsync(new AcceptAsset(form.Id, 1))).Ok();
        await OnceAsync(tenant.Manager, form, form with { Description = "Sends mail" });
        var stored = (await tenant.Manager.SendAsync(new GetAsset(form.Id))).Ok();
        (stored.Name, stored.Availability, stored.ExternalId, stored.Status).ShouldBe(("Mail server", 3, "M-1", AssetStatus.Active));
    }

    [Fact]
    public async Task The_same_person_again_is_that_person_and_another_content_is_refused()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var form = new AddPerson(Guid.CreateVersion7(), "Nora Nantes ", $"Nora@{tenant.Slug}.example", PersonKind.Employee, null, "Clerk", null, tenant.Manager.PersonId, null, null, null, Invite: false);
        await OnceAsync(tenant.Manager, form, form with { Name = "Nils Nantes" }, form with { JobTitle = "Head" }, form with { Email = $"nils@{tenant.Slug}.example" });
        (await tenant.ReadAsync(db => db.People.Where(p => p.Id == form.Id).Select(p => p.Name + ", " + p.JobTitle).SingleAsync(Ct))).ShouldBe("Nora Nantes, Clerk");
    }

    [Fact]
    public async Task The_same_comment_again_is_that_comment_and_another_text_is_refused()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var asset = await tenant.Manager.AddAsync(Register.Form("Mail", 1, 2, 3));
        var form = new WriteComment(Guid.CreateVersion7(), nameof(Asset), asset, " Who pays? ");
        await OnceAsync(tenant.Manager, form, form with { Text = "Who decides?" });
        (await tenant.Manager.SendAsync(new ListComments(nameof(Asset), asset))).Ok().Page.Items.Single().Text.ShouldBe("Who pays?");
    }

    [Fact]
    public async Task The_same_task_again_is_that_task_and_another_content_is_refused()
    {
        var tenant = await (await server.AppAsync()).TenantAsync();
        var member = await tenant.MemberAsync(Role.AssetOwner);
        var form = new CreateTask(Guid.CreateVersion7(), " Count the badges ", member.PersonId, TestApp.Today.AddDays(9), null, null);
        (await tenant.Manager.SendAsync(form)).Error.ShouldBeNull();
        (await tenant.Manager.SendAsync(form)).Error.ShouldBeNull();
        foreach (var other in (CreateTask[])[form with { Title = "Count the keys" }, form with { DueOn = TestApp.Today.AddDays(1) }, form with { AssigneeId = tenant.Manager.PersonId }])
        {
            (await tenant.Manager.SendAsync(other)).Error.ShouldBe(ReviewErrors.SentBefore);
        }
        (await tenant.ReadAsync(db => db.WorkTasks.Where(t => t.Id == form.Id).Select(t => t.Title).SingleAsync(Ct))).ShouldBe("Count the badges");
    }

    private static async Task OnceAsync<TForm>(TestMember by, TForm form, params TForm[] others)
        where TForm : ICommand<Result<Guid>>
    {
        var id = (await by.SendAsync(form)).Ok();
        (await by.SendAsync(form)).Ok().ShouldBe(id);
        foreach (var other in others) { (await by.SendAsync(other)).Error.ShouldBe(ReviewErrors.SentBefore); }
    }
}
