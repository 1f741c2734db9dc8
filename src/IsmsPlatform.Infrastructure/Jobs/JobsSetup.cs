using Hangfire;
using Hangfire.Common;
using Hangfire.PostgreSql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace IsmsPlatform.Infrastructure.Jobs;

public static class JobsSetup
{
    /// <param name="services">Where to.</param>
    /// <param name="source">The program's database.</param>
    /// <param name="worker">True where jobs are run, not only stored.</param>
    public static IServiceCollection AddJobs(this IServiceCollection services, NpgsqlDataSource source, bool worker)
    {
        // Storage and filters through the container: Hangfire's own registries are static, so two hosts in one process would mix.
        services.AddSingleton<JobStorage>(_ => new PostgreSqlStorage(new Connections(source), new PostgreSqlStorageOptions
        {
            SchemaName = "hangfire",
            PrepareSchemaIfNecessary = false,
            QueuePollInterval = TimeSpan.FromSeconds(1),
            UseSlidingInvisibilityTimeout = true, // without it a healthy long job is started twice
        }));
        services.AddSingleton<IJobFilterProvider>(_ => new JobFilterProviderCollection(
            new JobFilterCollection { new AutomaticRetryAttribute { Attempts = 5 } }, new JobFilterAttributeFilterProvider()));
        services.AddHangfire(h => h.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings());
        services.AddScoped<TenantWork>();
        services.AddScoped<PlatformWork>();
        if (!worker) { return services; }
        services.AddHangfireServer(o =>
        {
            o.WorkerCount = 2;
            o.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            o.ShutdownTimeout = TimeSpan.FromSeconds(15);
        });
        services.AddHostedService<Scheduler>();
        return services;
    }

    private sealed class Connections(NpgsqlDataSource source) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
    }

    private sealed class Scheduler(IRecurringJobManager jobs) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            RecurringWork.Schedule(jobs);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
