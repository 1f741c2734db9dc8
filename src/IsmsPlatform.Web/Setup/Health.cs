using System.Text.Json;
using Hangfire;
using IsmsPlatform.Infrastructure.Postgres;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace IsmsPlatform.Web.Setup;

/// <summary>Live: the process answers. Ready: database version and role, migrations, jobs.</summary>
internal static class Health
{
    internal static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<DatabaseCheck>("database").AddCheck<MigrationsCheck>("migrations").AddCheck<JobsCheck>("jobs");

    internal static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/healthz/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { ResponseWriter = WriteAsync });
    }

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(e => e.Key, e => new { status = e.Value.Status.ToString(), e.Value.Description }, StringComparer.Ordinal),
        }, JsonSerializerOptions.Web));
    }

    private sealed class DatabaseCheck(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                var (version, role) = await RoleSelfCheck.CheckAsync(source, cancellationToken);
                return HealthCheckResult.Healthy($"PostgreSQL {version} as {role}");
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return HealthCheckResult.Unhealthy(e is InvalidOperationException ? e.Message : "The database does not answer.");
            }
        }
    }

    private sealed class MigrationsCheck(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var pending = await Migrator.PendingAsync(source, cancellationToken);
            return pending.Count == 0 ? HealthCheckResult.Healthy("none pending") : HealthCheckResult.Unhealthy($"pending: {string.Join(", ", pending)}");
        }
    }

    private sealed class JobsCheck(JobStorage storage) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var servers = storage.GetMonitoringApi().Servers().Count;
            return Task.FromResult(servers > 0 ? HealthCheckResult.Healthy($"{servers} worker(s)") : HealthCheckResult.Degraded("No worker is running: mails and recurring work wait."));
        }
    }
}
