using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Errors;

/// <summary>What a person sees instead of the page: what happened, a reference, a way on. The API gets problem+json.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class ErrorsController(IProblemDetailsService problems) : Controller
{
    // The status stands in the address and is no parameter: after a form that cannot be read nothing would be bound.
    [Route("error/{status:int}")]
    [IgnoreAntiforgeryToken]
    public async Task<IActionResult> Show()
    {
        var original = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
        // Whoever types this address caused no error: there is no such page.
        var status = original is not null && int.TryParse(HttpContext.GetRouteValue("status") as string, out var s) && s is >= 400 and <= 599 ? s : StatusCodes.Status404NotFound;
        var path = original ?? "";
        Response.StatusCode = status;
        if (path.StartsWith("/api/", StringComparison.Ordinal))
        {
            await problems.WriteAsync(new() { HttpContext = HttpContext, ProblemDetails = { Status = status } });
            return new EmptyResult();
        }
        // Acts have addresses below what they change, which is where whoever asks for one as a page goes on.
        if (status == StatusCodes.Status405MethodNotAllowed && path.LastIndexOf('/') is > 0 and var end) { ViewData["Back"] = path[..end]; }
        ViewData["Reference"] = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
        return View("ErrorPage", status);
    }
}
