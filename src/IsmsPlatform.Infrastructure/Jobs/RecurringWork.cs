using System.Collections.Frozen;
using Hangfire;
using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Shared.Idempotency;
using IsmsPlatform.Application.Shared.Mail;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Infrastructure.Jobs;

/// <summary>What happens by itself, and when. Each entry is a command that is safe to repeat.</summary>
public static class RecurringWork
{
    public static FrozenDictionary<string, Func<ICommand<Result>>> OfPlatform { get; } = new Dictionary<string, Func<ICommand<Result>>>(StringComparer.Ordinal)
    {
        ["deliver-mail"] = () => new DeliverMail(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static FrozenDictionary<string, Func<ICommand<Result>>> PerTenant { get; } = new Dictionary<string, Func<ICommand<Result>>>(StringComparer.Ordinal)
    {
        ["discard-old-imports"] = () => new DiscardOldImports(),
        ["forget-old-answers"] = () => new ForgetOldAnswers(),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    internal static void Schedule(IRecurringJobManager jobs)
    {
        // Mail people wait for (confirmation, invitation) leaves within seconds.
        jobs.AddOrUpdate<PlatformWork>("deliver-mail", w => w.RunAsync("deliver-mail", CancellationToken.None), "*/5 * * * * *");
        jobs.AddOrUpdate<PlatformWork>("discard-old-imports", w => w.FanOutAsync("discard-old-imports", CancellationToken.None), Cron.Hourly(17));
        jobs.AddOrUpdate<PlatformWork>("forget-old-answers", w => w.FanOutAsync("forget-old-answers", CancellationToken.None), Cron.Hourly(23));
    }
}
