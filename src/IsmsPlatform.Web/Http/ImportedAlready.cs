using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Domain.Shared;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Http;

/// <summary>Whoever confirms an import a second time is told so, and led to what it brought.</summary>
internal static class ImportedAlready
{
    /// <param name="controller">Of the import.</param>
    /// <param name="error">What it was refused with; any other refusal is shown as usual.</param>
    /// <param name="list">The list that was imported into, below the organisation's address.</param>
    /// <param name="t">The texts.</param>
    internal static void LeadToList(this Controller controller, Error? error, string list, Texts t)
    {
        if (error != ImportErrors.Done) { return; }
        controller.ViewData["Heading"] = t["Imported already"];
        controller.ViewData["Back"] = $"/t/{controller.RouteData.Values["tenant"]}/{list}";
    }
}
