using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace IsmsPlatform.Web.Http;

/// <summary>A resource of <c>/api/v1</c>: bearer keys only, problem+json, ETag and If-Match.</summary>
[ApiController]
[Authorize(AuthenticationSchemes = ApiKeyAuthentication.SchemeName)]
[IgnoreAntiforgeryToken]
[TypeFilter<Idempotency>]
[EnableRateLimiting(ApiRate.Policy)]
[Refuses(401, 403, 429)]
public abstract class ApiController(ISender sender) : ControllerBase
{
    protected ISender Sender { get; } = sender;

    /// <summary>
    /// Puts the version into ETag, with a fingerprint behind it, because what is derived (names, inherited values) changes without a
    /// new version. A client that has it already gets 304.
    /// </summary>
    protected ActionResult<T> Versioned<T>(Result<T> result, Func<T, long> version)
        => this.ToAnswer(result, value =>
        {
            var tag = $"\"{version(value)}-{Fingerprint(value)}\"";
            Response.Headers.ETag = tag;
            return HttpMethods.IsGet(Request.Method) && Request.Headers.IfNoneMatch == tag ? StatusCode(StatusCodes.Status304NotModified) : value;
        });

    /// <summary>A page without what only people need: no way back, no count.</summary>
    protected ActionResult<ApiPage<T>> Paged<T>(Result<Page<T>> result)
        => result.Error is { } error ? this.Refuse(error) : new ApiPage<T>(result.Value.Items, result.Value.Next);

    /// <summary>The version in If-Match; null when it is missing or no version of ours.</summary>
    protected long? ExpectedVersion => long.TryParse(Request.Headers.IfMatch.ToString().Trim('"').Split('-')[0], CultureInfo.InvariantCulture, out var v) ? v : null;

    /// <summary>Deletes a record at the version in If-Match: nothing is left to answer with.</summary>
    protected async Task<IActionResult> GoneAsync(Func<long, ICommand<Result>> delete, CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var done = await Sender.Send(delete(version), cancellationToken);
        return done.Error is { } error ? this.Refuse(error) : NoContent();
    }

    private static string Fingerprint<T>(T value) => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(value)).AsSpan(0, 6));

    /// <summary>The answer to a change without If-Match.</summary>
    protected ObjectResult VersionMissing() => ResultToProblem.Of(HttpContext, Request.Headers.IfMatch == "*" ? AnyVersion : VersionNeeded, StatusCodes.Status428PreconditionRequired);

    private static readonly Error VersionNeeded = new("version-needed", "Send If-Match with the ETag that you read, as it was.");

    // RFC 9110 lets * through whatever stands there now. It would undo what somebody entered meanwhile, which If-Match is asked for to prevent.
    private static readonly Error AnyVersion = new("version-needed", "If-Match: * would change whatever stands there by now. Send the ETag that you read, as it was.");
}
