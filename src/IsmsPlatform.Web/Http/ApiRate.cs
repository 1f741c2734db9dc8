using System.Globalization;
using System.Threading.RateLimiting;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.RateLimiting;

namespace IsmsPlatform.Web.Http;

/// <summary>
/// How often one client may ask: a bucket of requests that fills again evenly. Counted per node and per key, so that one client's
/// loop is that client's trouble. Configuration: <c>Api:RequestsPerMinute</c>.
/// </summary>
internal static class ApiRate
{
    internal const string Policy = "api";
    internal const int PerMinute = 1200;

    private static readonly Error TooMany = new("rate-limit", "Too many requests in a short time. Wait as many seconds as Retry-After says.");

    internal static void AddApiRate(this IServiceCollection services, IConfiguration configuration)
    {
        var perMinute = Math.Max(1, configuration.GetValue("Api:RequestsPerMinute", PerMinute));
        services.AddRateLimiter(o =>
        {
            o.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(
                context.RequestServices.GetRequiredService<RequestScope>().Actor.Id,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = perMinute,
                    TokensPerPeriod = Math.Max(1, perMinute / 60),
                    ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / perMinute)),
                    QueueLimit = 0,
                    AutoReplenishment = true,
                }));
            o.OnRejected = RejectAsync;
        });
    }

    private static async ValueTask RejectAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var http = context.HttpContext;
        var seconds = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;
        http.Response.Headers.RetryAfter = Math.Max(1, seconds).ToString(CultureInfo.InvariantCulture);
        await ResultToProblem.Of(http, TooMany, StatusCodes.Status429TooManyRequests).ExecuteResultAsync(new ActionContext(http, http.GetRouteData(), new ActionDescriptor()));
    }
}
