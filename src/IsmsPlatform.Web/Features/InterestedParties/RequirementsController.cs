using IsmsPlatform.Application.InterestedParties;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.InterestedParties;

/// <summary>What interested parties require (4.2 b, c): all of it as one list, each on its party's page.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/interested-parties")]
public sealed class RequirementsController(ISender sender, Texts t, Words words) : RecordController(sender, "interested-parties")
{
    [HttpGet("requirements")]
    public async Task<IActionResult> Index([FromQuery] RequirementFilter filter, int? size, string? after, string? before, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListPartyRequirements(filter, size, after, before), cancellationToken), page =>
        {
            var model = new RequirementList(filter, page, Request.QueryString.Value ?? "");
            return WantsPartial ? PartialView("Requirements/_Results", model) : View("Requirements/Index", model);
        });

    [HttpGet("requirements/export.csv")]
    public Task<IActionResult> Csv([FromQuery] RequirementFilter filter, CancellationToken cancellationToken) => DownloadAsync(new ExportPartyRequirements(filter, SheetFormat.Csv), cancellationToken);

    [HttpGet("requirements/export.xlsx")]
    public Task<IActionResult> Xlsx([FromQuery] RequirementFilter filter, CancellationToken cancellationToken) => DownloadAsync(new ExportPartyRequirements(filter, SheetFormat.Xlsx), cancellationToken);

    [HttpGet("{party:guid}/requirements/new"), FormOf<AddPartyRequirement>]
    public Task<IActionResult> New(Guid party, CancellationToken cancellationToken) => FormAsync(party, new AddPartyRequirement { Id = Guid.CreateVersion7(), AddressedByIsms = Addressed.Undecided }, cancellationToken);

    [HttpPost("{party:guid}/requirements/new"), FormOf<AddPartyRequirement>]
    public async Task<IActionResult> New(string tenant, Guid party, AddPartyRequirement form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { PartyId = party }, _ => Done(tenant, party, t["Added"]), _ => FormAsync(party, form, cancellationToken), cancellationToken);

    [HttpGet("{party:guid}/requirements/{id:guid}"), FormOf<ChangePartyRequirement>]
    public async Task<IActionResult> Edit(Guid party, Guid id, CancellationToken cancellationToken)
    {
        var requirement = await Sender.Send(new GetPartyRequirement(party, id), cancellationToken);
        return requirement.IsSuccess ? await FormAsync(party, RequirementFormPage.FormOf(requirement.Value), cancellationToken) : NotFound();
    }

    [HttpPost("{party:guid}/requirements/{id:guid}"), FormOf<ChangePartyRequirement>]
    public async Task<IActionResult> Edit(string tenant, Guid party, Guid id, ChangePartyRequirement form, CancellationToken cancellationToken)
    {
        form = form with { Id = id, PartyId = party };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, party, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    [HttpPost("{party:guid}/requirements/{id:guid}/remove"), FormOf<RemovePartyRequirement>]
    public Task<IActionResult> Remove(string tenant, Guid party, Guid id, long version, CancellationToken cancellationToken)
        => ActAsync(tenant, party, new RemovePartyRequirement(party, id, version), t["Removed"], cancellationToken);

    private async Task<IActionResult> AgainAsync(ChangePartyRequirement form, Error? error, CancellationToken cancellationToken)
    {
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync(form.PartyId, form, cancellationToken); }
        if (await Sender.Send(new GetPartyRequirement(form.PartyId, form.Id), cancellationToken) is not { IsSuccess: true, Value: { } stored }) { return NotFound(); }
        // What was entered stays; saving again replaces the version that is shown beside it.
        ModelState.Remove(nameof(ChangePartyRequirement.Version));
        return await FormAsync(form.PartyId, form with { Version = stored.Version }, cancellationToken, legal => RequirementFormPage.Compare(form, stored, legal, t, words));
    }

    private async Task<IActionResult> FormAsync(Guid partyId, RequirementForm form, CancellationToken cancellationToken, Func<IReadOnlyList<Choice>, Conflict>? conflict = null)
    {
        var party = await Sender.Send(new GetParty(partyId), cancellationToken);
        if (party is not { IsSuccess: true, Value.Status: PartyStatus.Active }) { return NotFound(); }
        return await this.ToPage(await Sender.Send(new ListLegalChoices(form.LegalRequirementIds ?? []), cancellationToken),
            legal => View(form is ChangePartyRequirement ? "Requirements/Edit" : "Requirements/New", new RequirementFormPage(party.Value, form, legal, conflict?.Invoke(legal))));
    }
}
