using System.Security.Cryptography;
using System.Text;
using IsmsPlatform.Application.Shared.Idempotency;
using IsmsPlatform.Domain.Shared;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IsmsPlatform.Web.Http;

/// <summary>
/// A POST with an <c>Idempotency-Key</c> is done once: a repetition, also one at the same moment, gets the same answer; the same key
/// with another request is refused. Refusals are not kept: what was refused may be mended and sent again.
/// </summary>
internal sealed class Idempotency(IdempotentAnswers answers) : IAsyncResourceFilter
{
    internal const string Header = "Idempotency-Key";

    private static readonly string[] Kept = ["Content-Type", "Location", "ETag"];

    private static readonly Error BadKey = new("idempotency-key.invalid", "Send one Idempotency-Key of 1 to 200 visible ASCII characters.");

    private static readonly Error OtherRequest = new("idempotency-key.reused", "This Idempotency-Key was used for another request. Send a new key.");

    private static readonly Error OwnId = new("idempotency-key.not-for-files", "Send the field id with a UUID of your own in place of an Idempotency-Key: an upload is passed on as it arrives, and an id is added once.");

    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        var http = context.HttpContext;
        if (!HttpMethods.IsPost(http.Request.Method) || !http.Request.Headers.TryGetValue(Header, out var sent))
        {
            await next();
            return;
        }
        if (sent is not [{ } key] || !IdempotentAnswers.IsKey(key))
        {
            context.Result = ResultToProblem.Of(http, BadKey, StatusCodes.Status422UnprocessableEntity);
            return;
        }
        // To compare two requests it would have to keep a body of any size before anybody may refuse it.
        if (context.ActionDescriptor.EndpointMetadata.OfType<StreamedUploadAttribute>().Any())
        {
            context.Result = ResultToProblem.Of(http, OwnId, StatusCodes.Status422UnprocessableEntity);
            return;
        }
        var hash = await HashAsync(http.Request, http.RequestAborted);
        await using var transaction = await answers.BeginAsync(key, http.RequestAborted);
        if (await answers.FindAsync(key, http.RequestAborted) is { } given)
        {
            if (!given.RequestHash.AsSpan().SequenceEqual(hash)) { context.Result = ResultToProblem.Of(http, OtherRequest, StatusCodes.Status422UnprocessableEntity); }
            else { await RepeatAsync(http.Response, given, http.RequestAborted); }
            if (context.Result is null) { context.Result = new Microsoft.AspNetCore.Mvc.EmptyResult(); }
            return;
        }
        // The answer waits until it is committed together with what it tells of.
        var (body, answer) = (http.Response.Body, new MemoryStream());
        http.Response.Body = answer;
        try
        {
            var executed = await next();
            if (executed.Exception is not null && !executed.ExceptionHandled) { return; }
            if (http.Response.StatusCode is >= 200 and < 300)
            {
                var headers = Kept.Where(h => http.Response.Headers.ContainsKey(h)).ToDictionary(h => h, h => http.Response.Headers[h].ToString(), StringComparer.Ordinal);
                await answers.StoreAsync(key, new IdempotentAnswer(hash, http.Response.StatusCode, headers, answer.ToArray()), http.RequestAborted);
                await transaction.CommitAsync(http.RequestAborted);
            }
        }
        finally { http.Response.Body = body; }
        answer.Position = 0;
        await answer.CopyToAsync(body, http.RequestAborted);
    }

    private static async Task RepeatAsync(HttpResponse response, IdempotentAnswer given, CancellationToken cancellationToken)
    {
        response.StatusCode = given.Status;
        foreach (var (name, value) in given.Headers) { response.Headers[name] = value; }
        await response.Body.WriteAsync(given.Body, cancellationToken);
    }

    private static async Task<byte[]> HashAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.EnableBuffering();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        var buffer = new byte[64 * 1024];
        while (await request.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read) { hash.AppendData(buffer, 0, read); }
        request.Body.Position = 0;
        return hash.GetHashAndReset();
    }
}
