using IsmsPlatform.Application.Shared.Spreadsheets;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace IsmsPlatform.Web.Http;

/// <summary>Sends a table as a file, written while it is read.</summary>
internal sealed class SheetDownloadResult(SheetDownload download) : IActionResult
{
    public Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(download.FileName);
        response.ContentType = download.ContentType;
        response.Headers.ContentDisposition = disposition.ToString();
        return download.WriteAsync(response.Body, context.HttpContext.RequestAborted);
    }
}
