using Hangfire;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Mail;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Infrastructure.Jobs;

/// <summary>One run of one kind of work in one tenant. Its arguments are ids; what to do is decided by the command it sends.</summary>
public sealed class TenantWork(RequestScope scope, PlatformDb platform, ISender sender)
{
    public async Task RunAsync(Guid tenantId, string work, CancellationToken cancellationToken)
    {
        var tenant = await platform.Tenants.AsNoTracking().Where(t => t.Id == tenantId)
            .Select(t => new CurrentTenant(t.Id, t.Slug, t.Name, t.TimeZone, t.CriticalityThreshold)).SingleOrDefaultAsync(cancellationToken);
        if (tenant is null) { return; } // gone since the job was enqueued
        scope.RequestId = $"job-{Guid.NewGuid():N}";
        scope.Enter(tenant, Actor.Job(work));
        var result = await sender.Send(RecurringWork.PerTenant[work](), cancellationToken);
        if (result.Error is { } error) { throw new InvalidOperationException($"{work} was refused: {error.Code}"); }
    }
}

/// <summary>Work of the installation as a whole, and the fan-out into tenants.</summary>
public sealed class PlatformWork(RequestScope scope, PlatformDb platform, ISender sender, IBackgroundJobClient jobs)
{
    private const int MostMails = 200;

    public async Task RunAsync(string work, CancellationToken cancellationToken)
    {
        scope.RequestId = $"job-{Guid.NewGuid():N}";
        scope.SignIn(Actor.Job(work));
        Result result = await sender.Send(RecurringWork.OfPlatform[work](), cancellationToken);
        if (result.Error is { } error) { throw new InvalidOperationException($"{work} was refused: {error.Code}"); }
    }

    /// <summary>Every mail that is due, each in a transaction of its own; the next run takes what one run does not.</summary>
    public async Task DeliverMailAsync(CancellationToken cancellationToken)
    {
        scope.RequestId = $"job-{Guid.NewGuid():N}";
        scope.SignIn(Actor.Job("deliver-mail"));
        for (var n = 0; n < MostMails && (await sender.Send(new DeliverMail(), cancellationToken)) is { IsSuccess: true, Value: true }; n++) { }
    }

    /// <summary>One job per tenant, so that one tenant's failure is one tenant's.</summary>
    public async Task FanOutAsync(string work, CancellationToken cancellationToken)
    {
        await foreach (var id in platform.Tenants.AsNoTracking().Select(t => t.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            jobs.Enqueue<TenantWork>(w => w.RunAsync(id, work, CancellationToken.None));
        }
    }
}
