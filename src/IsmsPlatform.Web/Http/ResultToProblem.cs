using IsmsPlatform.Application.Shared;
using System.Text.Json;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Ui;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Http;

/// <summary>One of the two places where a refusal becomes HTTP: problem+json (RFC 9457) with the stable code and the fields.</summary>
public static class ResultToProblem
{
    public static ActionResult<T> ToAnswer<T>(this ControllerBase controller, Result<T> result, Func<T, ActionResult<T>>? done = null)
        => result.Error is { } error ? controller.Refuse(error) : done?.Invoke(result.Value) ?? result.Value;

    // A key has scopes, no role.
    private static readonly Error ScopeMissing = new(Error.Forbidden.Code, "The scopes of this key do not allow this. Ask whoever made it.", ErrorKind.Forbidden);

    public static ObjectResult Refuse(this ControllerBase controller, Error error) => Of(controller.HttpContext, error == Error.Forbidden ? ScopeMissing : error, error.Kind switch
    {
        ErrorKind.Invalid => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Forbidden or ErrorKind.ProofNeeded => StatusCodes.Status403Forbidden,
        ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    });

    /// <summary>What could not even be read (broken JSON, a word where a number belongs), in the same form, as 400.</summary>
    public static IActionResult Unreadable(ActionContext context)
    {
        var wrong = context.ModelState.Where(e => e.Value is { Errors.Count: > 0 }).Select(e => (e.Key, Message: e.Value!.Errors[0].ErrorMessage)).ToList();
        // Where the body could not be read, the argument that it was to fill is missing as well: nothing that the sender could mend.
        if (wrong.Any(w => w.Key.StartsWith('$'))) { wrong.RemoveAll(w => !w.Key.StartsWith('$')); }
        return Of(context.HttpContext, Error.Invalid([.. wrong.Select(w => Misread(w.Key, w.Message))]), StatusCodes.Status400BadRequest);
    }

    // What the JSON reader says names types of the program; its path is what the sender needs. Where it stumbled over the JSON itself, the path
    // is the member that it read last, which may be right.
    private static FieldError Misread(string key, string message) => key switch
    {
        ['$', '.', ..] when message.Contains("System.DateOnly", StringComparison.Ordinal) => new(key[2..], "unreadable", "Give a day such as 2026-03-31."),
        ['$', '.', ..] when message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) || message.StartsWith("The JSON property", StringComparison.Ordinal)
            => new(key[2..], "unreadable", "This member is unknown, or its value is of another kind."),
        "" or ['$', ..] => new("", "unreadable", "The body is not JSON that can be read."),
        _ => new(key, "unreadable", message),
    };

    /// <summary>What no action answered (no such address, no such method, another content type), in the same form.</summary>
    internal static async Task BareAsync(HttpContext context)
    {
        var status = context.Response.StatusCode;
        var error = status switch
        {
            StatusCodes.Status404NotFound => Error.NotFound,
            StatusCodes.Status405MethodNotAllowed => new Error("method-not-allowed", "This address does not take this method. See /docs."),
            StatusCodes.Status415UnsupportedMediaType => new Error("media-type-not-supported", "Send a content type that /docs names for this address."),
            _ => new Error("http-" + status.ToString(System.Globalization.CultureInfo.InvariantCulture), "This request cannot be answered. See /docs."),
        };
        await WriteAsync(context, error, status);
    }

    /// <summary>Where no controller is there to answer.</summary>
    internal static Task WriteAsync(HttpContext context, Error error, int status)
        => context.Response.WriteAsJsonAsync((ProblemDetails)Of(context, error, status).Value!, options: null, "application/problem+json", context.RequestAborted);

    internal static ObjectResult Of(HttpContext context, Error error, int status)
    {
        var texts = context.RequestServices.GetRequiredService<Texts>();
        var problem = new ProblemDetails
        {
            Status = status,
            Title = texts[error.Sentence, [.. error.Arguments.Select(Written)]],
            Type = $"urn:isms-platform:error:{error.Code}",
            Extensions = { ["code"] = error.Code, ["traceId"] = context.TraceIdentifier },
        };
        if (error.Fields.Count > 0)
        {
            problem.Extensions["errors"] = error.Fields
                .Select(f => new { field = JsonPath(f.Field), code = f.Code, message = texts[f.Sentence, [.. f.Arguments.Select(Written)]] }).ToList();
        }
        return new ObjectResult(problem) { StatusCode = problem.Status, ContentTypes = { "application/problem+json" } };
    }

    // Days as JSON writes them.
    private static object Written(object argument) => argument is DateOnly day ? day.ToString("O", System.Globalization.CultureInfo.InvariantCulture) : argument;

    // What a list is asked for arrives as a query: its parts are no member of the request.
    private static string JsonPath(string field) => string.Join('.', field.Split('.').SkipWhile(p => p is "Filter" or "Place").Select(JsonNamingPolicy.CamelCase.ConvertName));
}
