using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.AuditLog;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Settings;

/// <summary>Who did what when.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/settings/audit-log")]
public sealed class AuditLogController(ISender sender) : PortalController(sender)
{
    [HttpGet(""), HasViews(ViewLists.AuditLog), ShowsRefusal]
    public async Task<IActionResult> Index([FromQuery] AuditFilter filter, string? after, string? before, CancellationToken cancellationToken)
    {
        // The filters stay as they are when only the events are asked for, with each letter that is typed.
        Result<AuditChoices> choices = WantsPartial ? AuditChoices.None : await Sender.Send(new ListAuditChoices(), cancellationToken);
        AuditLogPage Of(Page<ActivityEntry> page) => new(filter, page, choices.Value, HttpContext.Request.QueryString.Value ?? "");
        Task<IActionResult> Refused() => Task.FromResult<IActionResult>(View(Of(new Page<ActivityEntry>([], null, null, null))));
        if (!ModelState.IsValid)
        {
            Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
            return choices.Error is null ? await Refused() : NotFound();
        }
        return await this.ToPage(await Sender.Send(new ListAuditEvents(filter, null, after, before), cancellationToken), page => WantsPartial ? PartialView("_Events", Of(page)) : View(Of(page)), WantsPartial || choices.Error is not null ? null : Refused);
    }

    [HttpGet("export.csv")]
    public Task<IActionResult> Export([FromQuery] AuditFilter filter, CancellationToken cancellationToken) => DownloadAsync(new ExportAuditEvents(filter), cancellationToken);
}

/// <param name="Query">Of the address, for the export of the same filter.</param>
public sealed record AuditLogPage(AuditFilter Filter, Page<ActivityEntry> Page, AuditChoices Choices, string Query);
