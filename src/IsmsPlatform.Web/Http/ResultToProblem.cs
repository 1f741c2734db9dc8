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

    public static ObjectResult Refuse(this ControllerBase controller, Error error)
    {
        var texts = controller.HttpContext.RequestServices.GetRequiredService<Texts>();
        var problem = new ProblemDetails
        {
            Status = error.Kind switch
            {
                ErrorKind.Invalid => StatusCodes.Status422UnprocessableEntity,
                ErrorKind.NotFound => StatusCodes.Status404NotFound,
                ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
                ErrorKind.Stale => StatusCodes.Status412PreconditionFailed,
                ErrorKind.Conflict => StatusCodes.Status409Conflict,
                _ => StatusCodes.Status422UnprocessableEntity,
            },
            Title = texts[error.Sentence, [.. error.Arguments]],
            Type = $"urn:isms-platform:error:{error.Code}",
            Extensions = { ["code"] = error.Code, ["traceId"] = controller.HttpContext.TraceIdentifier },
        };
        if (error.Fields.Count > 0)
        {
            problem.Extensions["errors"] = error.Fields
                .Select(f => new { field = JsonPath(f.Field), code = f.Code, message = texts[f.Sentence, [.. f.Arguments]] }).ToList();
        }
        return new ObjectResult(problem) { StatusCode = problem.Status, ContentTypes = { "application/problem+json" } };
    }

    private static string JsonPath(string field) => string.Join('.', field.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
}
