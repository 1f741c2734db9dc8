using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IsmsPlatform.Web.Http;

/// <summary>A page of a tenant: the routes of its actions begin with <c>t/{tenant}/…</c>. Binds and answers; decides nothing.</summary>
[Authorize]
public abstract class PortalController(ISender sender) : Controller
{
    protected ISender Sender { get; } = sender;

    /// <summary>What an address asks for and nobody understands is refused: a filter left out in silence would show more than was asked for.</summary>
    public override void OnActionExecuting(ActionExecutingContext context)
    {
        if (context.ActionDescriptor.EndpointMetadata.OfType<ShowsRefusalAttribute>().Any() && !WantsPartial) { return; }
        if (HttpMethods.IsGet(Request.Method) && ModelState.SelectMany(e => e.Value!.Errors).FirstOrDefault() is { } wrong)
        {
            context.Result = ResultToPage.RefusalPage(wrong.ErrorMessage, without: ResultToPage.Without(Request));
        }
    }

    /// <summary>A table to take along: exports, templates, faults of a file.</summary>
    protected async Task<IActionResult> DownloadAsync(IQuery<Result<SheetDownload>> export, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(export, cancellationToken), download => new SheetDownloadResult(download));

    /// <summary>Shown once on the next page: what was done, in the verb of the button.</summary>
    protected void Toast(string sentence) => TempData["toast"] = sentence;

    /// <summary>True when htmx asks for the part of the page that changed.</summary>
    protected bool WantsPartial => IsPart(Request);

    internal static bool IsPart(HttpRequest request) => request.Headers["HX-Request-Type"] == "partial";
}

/// <summary>A page that says itself, at its fields, what an address asks for and cannot be.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ShowsRefusalAttribute : Attribute;
