using System.Collections.Frozen;
using Hangfire;
using IsmsPlatform.Application.Acceptance;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Idempotency;
using IsmsPlatform.Application.Evidence;
using IsmsPlatform.Application.Risks.Assess;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Infrastructure.Jobs;

/// <summary>What happens by itself, and when. Each entry is a command that is safe to repeat.</summary>
public static class RecurringWork
{
    public static FrozenDictionary<string, Func<ICommand<Result>>> OfPlatform { get; } = new Dictionary<string, Func<ICommand<Result>>>(StringComparer.Ordinal)
    {
        ["drop-old-sessions"] = () => new DropOldSessions(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FrozenDictionary<string, Func<ICommand<Result>>> PerTenant { get; } = new Dictionary<string, Func<ICommand<Result>>>(StringComparer.Ordinal)
    {
        ["discard-old-imports"] = () => new DiscardOldImports(),
        ["expire-acceptances"] = () => new ExpireAcceptances(),
        ["discard-old-risk-drafts"] = () => new DiscardOldRiskDrafts(),
        ["forget-old-answers"] = () => new ForgetOldAnswers(),
        ["keep-tasks"] = () => new KeepTasks(),
        ["send-reminders"] = () => new SendReminders(),
        ["sweep-files"] = () => new SweepFiles(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static void Schedule(IRecurringJobManager jobs)
    {
        // Mail people wait for (confirmation, invitation) leaves within seconds.
        jobs.AddOrUpdate<PlatformWork>("deliver-mail", w => w.DeliverMailAsync(CancellationToken.None), "*/5 * * * * *");
        jobs.AddOrUpdate<PlatformWork>("drop-old-sessions", w => w.RunAsync("drop-old-sessions", CancellationToken.None), Cron.Daily(3, 19));
        jobs.AddOrUpdate<PlatformWork>("discard-old-imports", w => w.FanOutAsync("discard-old-imports", CancellationToken.None), Cron.Hourly(17));
        jobs.AddOrUpdate<PlatformWork>("discard-old-risk-drafts", w => w.FanOutAsync("discard-old-risk-drafts", CancellationToken.None), Cron.Daily(3, 53));
        jobs.AddOrUpdate<PlatformWork>("forget-old-answers", w => w.FanOutAsync("forget-old-answers", CancellationToken.None), Cron.Hourly(23));
        // Hourly, because midnight and seven in the morning come at another hour in each time zone.
        jobs.AddOrUpdate<PlatformWork>("expire-acceptances", w => w.FanOutAsync("expire-acceptances", CancellationToken.None), Cron.Hourly(1));
        jobs.AddOrUpdate<PlatformWork>("keep-tasks", w => w.FanOutAsync("keep-tasks", CancellationToken.None), Cron.Hourly(2));
        jobs.AddOrUpdate<PlatformWork>("send-reminders", w => w.FanOutAsync("send-reminders", CancellationToken.None), Cron.Hourly(7));
        jobs.Trigger("keep-tasks"); // what a stop left behind
        jobs.AddOrUpdate<PlatformWork>("sweep-files", w => w.FanOutAsync("sweep-files", CancellationToken.None), Cron.Daily(3, 41));
    }
}
