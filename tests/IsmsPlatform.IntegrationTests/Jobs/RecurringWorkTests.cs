using Hangfire;
using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Mail;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Infrastructure.Jobs;
using IsmsPlatform.IntegrationTests.Host;
using IsmsPlatform.IntegrationTests.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace IsmsPlatform.IntegrationTests.Jobs;

/// <summary>What happens by itself: in the right tenant, once per tenant, safe to repeat.</summary>
public sealed class RecurringWorkTests(PostgresServer server)
{
    [Fact]
    public async Task A_tenants_work_touches_that_tenant_alone_and_leaves_what_is_young()
    {
        var app = await server.AppAsync();
        var (one, other) = (await app.TenantAsync(), await app.TenantAsync());
        foreach (var tenant in new[] { one, other })
        {
            await UploadAsync(app, tenant, hoursAgo: 30);
            await UploadAsync(app, tenant, hoursAgo: 1);
        }
        for (var run = 0; run < 2; run++)
        {
            await using var scope = app.Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<TenantWork>().RunAsync(one.Id, "discard-old-imports", CancellationToken.None);
        }
        (await one.ReadAsync(db => db.ImportFiles.CountAsync())).ShouldBe(1);
        (await other.ReadAsync(db => db.ImportFiles.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task The_fan_out_enqueues_one_job_per_tenant_with_ids_only()
    {
        var app = await server.AppAsync();
        var tenant = await app.TenantAsync();
        await using (var scope = app.Services.CreateAsyncScope()) { await scope.ServiceProvider.GetRequiredService<PlatformWork>().FanOutAsync("discard-old-imports", CancellationToken.None); }
        var jobs = app.Services.GetRequiredService<JobStorage>().GetMonitoringApi().EnqueuedJobs("default", 0, 10_000).Select(j => j.Value.Job).Where(j => j.Type == typeof(TenantWork)).ToList();
        jobs.Count(j => j.Args[0].Equals(tenant.Id)).ShouldBe(1);
        jobs.ShouldAllBe(j => j.Args[0] is Guid && j.Args[1] is string);
    }

    [Fact]
    public void A_mail_that_is_not_taken_is_tried_again_later_and_given_up_after_two_days()
    {
        var now = DateTimeOffset.UnixEpoch;
        var mail = OutboxMail.To("a@b.example", "Subject", "Body with a link", null, now);
        mail.Failed(now);
        mail.DueAt.ShouldBe(now.AddMinutes(1));
        mail.Failed(now);
        mail.DueAt.ShouldBe(now.AddMinutes(2));
        for (var attempt = 2; attempt < 12; attempt++) { mail.Failed(now); }
        mail.DueAt.ShouldBeNull();
        mail.SentAt.ShouldBeNull();
    }

    [Fact]
    public async Task A_delivered_mail_keeps_no_text_because_its_link_lets_someone_in()
    {
        var app = await server.AppAsync();
        Guid id;
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            var mail = OutboxMail.To("someone@delivery.example", "Subject", "https://example/secret", null, TimeProvider.System.GetUtcNow());
            id = mail.Id;
            db.Outbox.Add(mail);
            await db.SaveChangesAsync();
            await scope.ServiceProvider.GetRequiredService<PlatformWork>().DeliverMailAsync(CancellationToken.None);
        }
        await using var later = app.Services.CreateAsyncScope();
        var sent = await later.ServiceProvider.GetRequiredService<PlatformDb>().Outbox.AsNoTracking().SingleAsync(m => m.Id == id);
        sent.SentAt.ShouldNotBeNull();
        sent.Body.ShouldBeNull();
    }

    private static async Task UploadAsync(TestApp app, TestTenant tenant, int hoursAgo)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestScope>().Enter(tenant.Tenant, Actor.Job("test"));
        var (platform, isms) = (scope.ServiceProvider.GetRequiredService<PlatformDb>(), scope.ServiceProvider.GetRequiredService<IsmsDbContext>());
        isms.ImportFiles.Add(ImportFile.Upload(Guid.CreateVersion7(), "Asset", "a.csv", "test", [1], "{}", tenant.Manager.Account.Id, TimeProvider.System.GetUtcNow().AddHours(-hoursAgo)));
        await TestApp.SaveAsync(platform, isms);
    }
}
