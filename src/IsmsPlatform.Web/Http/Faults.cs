using IsmsPlatform.Application.Shared;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace IsmsPlatform.Web.Http;

/// <summary>Exceptions are bugs or outages: 500, or 503 when the database cannot be reached.</summary>
internal static class Faults
{
    internal static int StatusOf(Exception e) => e switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        NpgsqlException { IsTransient: true } or TimeoutException => StatusCodes.Status503ServiceUnavailable,
        { InnerException: { } inner } => StatusOf(inner),
        _ => StatusCodes.Status500InternalServerError,
    };
}
