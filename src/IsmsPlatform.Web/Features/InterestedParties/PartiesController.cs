using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.InterestedParties;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.InterestedParties;

/// <summary>Interested parties (4.2), as a list and as a map.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/interested-parties")]
public sealed class PartiesController(ISender sender, Shell shell, Texts t, Words words) : RecordController(sender, "interested-parties")
{
    [HttpGet(""), HasViews(ViewLists.Parties)]
    public async Task<IActionResult> Index([FromQuery] PartyFilter filter, [FromQuery] ListPlace place, CancellationToken cancellationToken)
    {
        var map = WantsPartial ? [] : (await Sender.Send(new GetPartyMap(), cancellationToken)) is { IsSuccess: true, Value: var parties } ? parties : [];
        return await this.ToPage(await Sender.Send(new ListParties(filter, place), cancellationToken), page =>
        {
            var model = new PartyList(filter, page, Request.QueryString.Value ?? "", map);
            return WantsPartial ? PartialView("_Results", model) : View(model);
        });
    }

    [HttpGet("export.csv")]
    public Task<IActionResult> Csv([FromQuery] PartyFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportParties(filter, SheetFormat.Csv, sort), cancellationToken);

    [HttpGet("export.xlsx")]
    public Task<IActionResult> Xlsx([FromQuery] PartyFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportParties(filter, SheetFormat.Xlsx, sort), cancellationToken);

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(InterestedParty), id), cancellationToken);
        var requirements = await Sender.Send(new ListPartyRequirements(new RequirementFilter { Party = id }, PageSize.Max), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetParty(id), cancellationToken), party => View("Details", new PartyPage(party, requirements.Value, activity.Value)));
    }

    [HttpGet("new"), FormOf<AddParty>]
    public Task<IActionResult> New(CancellationToken cancellationToken) => FormAsync(new AddParty { Id = Guid.CreateVersion7() }, cancellationToken);

    [HttpPost("new"), FormOf<AddParty>]
    public async Task<IActionResult> New(string tenant, AddParty form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Added"]), _ => FormAsync(form, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeParty>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var party = await Sender.Send(new GetParty(id), cancellationToken);
        return party is { IsSuccess: true, Value.Status: PartyStatus.Active } ? await FormAsync(PartyFormPage.FormOf(party.Value), cancellationToken) : NotFound();
    }

    [HttpPost("{id:guid}/edit"), FormOf<ChangeParty>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeParty form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    [HttpPost("{id:guid}/review")]
    public Task<IActionResult> Review(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ReviewParty(id, version), t["Review confirmed"], cancellationToken);

    [HttpGet("{id:guid}/close"), FormOf<CloseParty>]
    public Task<IActionResult> Close(Guid id, CancellationToken cancellationToken) => ClosingAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/close"), FormOf<CloseParty>]
    public async Task<IActionResult> Close(string tenant, Guid id, CloseParty form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Closed"]), _ => ClosingAsync(id, form.Reason, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/reopen")]
    public Task<IActionResult> Reopen(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ReopenParty(id, version), t["Reopened"], cancellationToken);

    [HttpPost("{id:guid}/delete")]
    public Task<IActionResult> Delete(string tenant, Guid id, long version, CancellationToken cancellationToken) => GoneAsync(tenant, new DeleteParty(id, version), t["Deleted"], () => Details(id, cancellationToken), cancellationToken);

    private async Task<IActionResult> ClosingAsync(Guid id, string? reason, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetParty(id), cancellationToken), p => View("Closing", new ClosingPage("parties", new WayOn(t["Interested parties"], shell.Url("interested-parties")), shell.Url($"interested-parties/{id}"), "close", p.Name!,
            t["Close the party"], t["It stays with its requirements as evidence; a scope does not ask for them any more. All of them have to be decided before."], t["Close"], p.Version, reason)));

    private async Task<IActionResult> AgainAsync(ChangeParty form, Error? error, CancellationToken cancellationToken)
    {
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync(form, cancellationToken); }
        if (await Sender.Send(new GetParty(form.Id), cancellationToken) is not { IsSuccess: true, Value: { } stored }) { return NotFound(); }
        var last = (await Sender.Send(new GetActivity(nameof(InterestedParty), form.Id, Size: 1), cancellationToken)).Value;
        // What was entered stays; saving again replaces the version that is shown beside it.
        ModelState.Remove(nameof(ChangeParty.Version));
        return await FormAsync(form with { Version = stored.Version }, cancellationToken, people => PartyFormPage.Compare(form, stored, people, last, t, words));
    }

    private async Task<IActionResult> FormAsync(PartyForm form, CancellationToken cancellationToken, Func<IReadOnlyList<Choice>, Conflict>? conflict = null)
        => await this.ToPage(await Sender.Send(new ListOwnerChoices(form.OwnerId), cancellationToken), people => View(form is ChangeParty ? "Edit" : "New", new PartyFormPage(form, people, conflict?.Invoke(people))));
}
