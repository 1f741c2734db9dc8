using IsmsPlatform.Web.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;

namespace IsmsPlatform.Web.Features.Docs;

/// <summary>The reference of the API: a page of the document that programs read, so the two never differ.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class DocsController([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider documents, TimeProvider clock) : Controller
{
    [HttpGet("docs")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
        => View(ApiReference.Of(await documents.GetOpenApiDocumentAsync(cancellationToken), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)));
}
