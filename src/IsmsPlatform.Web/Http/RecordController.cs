using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Http;

/// <summary>A page of records that are kept one by one: what each such controller does after an act.</summary>
/// <param name="path">Of the records, below the organisation's address.</param>
public abstract class RecordController(ISender sender, string path) : PortalController(sender)
{
    /// <summary>An act that needs no form: it is done and said so on the record's page, or refused on a page of its own.</summary>
    protected async Task<IActionResult> ActAsync(string tenant, Guid id, ICommand<Result> command, string toast, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(command, cancellationToken), () => Done(tenant, id, toast));

    protected RedirectResult Done(string tenant, Guid id, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/{path}/{id}");
    }

    /// <summary>Back in the list, where the record is not any more; refused, the record's page says why.</summary>
    /// <param name="details">Shows the record.</param>
    protected async Task<IActionResult> GoneAsync(string tenant, ICommand<Result> command, string toast, Func<Task<IActionResult>> details, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(command, cancellationToken), () =>
        {
            Toast(toast);
            return Redirect($"/t/{tenant}/{path}");
        }, () =>
        {
            ViewData["Refused"] = ModelState.SelectMany(e => e.Value!.Errors).Select(e => e.ErrorMessage).FirstOrDefault();
            ModelState.Clear();
            return details();
        });
}
