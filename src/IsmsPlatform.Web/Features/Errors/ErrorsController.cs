using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Errors;

/// <summary>What a person sees instead of the page: what happened, a reference, a way on. The API gets problem+json.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class ErrorsController(IProblemDetailsService problems) : Controller
{
    /// <param name="status">HTTP status of the original answer.</param>
    [Route("error/{status:int}")]
    [IgnoreAntiforgeryToken]
    public async Task<IActionResult> Show(int status)
    {
        var path = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? "";
        Response.StatusCode = status;
        if (path.StartsWith("/api/", StringComparison.Ordinal))
        {
            await problems.WriteAsync(new() { HttpContext = HttpContext, ProblemDetails = { Status = status } });
            return new EmptyResult();
        }
        ViewData["Reference"] = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
        return View("ErrorPage", status);
    }
}
