using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.LegalRequirements;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.LegalRequirements;

/// <summary>The legal register (A.5.31).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/legal-requirements")]
public sealed class LegalRequirementsController(ISender sender, Shell shell, Texts t, Words words) : RecordController(sender, "legal-requirements")
{
    [HttpGet(""), HasViews(ViewLists.LegalRequirements)]
    public async Task<IActionResult> Index([FromQuery] LegalFilter filter, [FromQuery] ListPlace place, CancellationToken cancellationToken)
    {
        var jurisdictions = WantsPartial ? [] : (await Sender.Send(new ListJurisdictions(), cancellationToken)) is { IsSuccess: true, Value: var known } ? known : [];
        return await this.ToPage(await Sender.Send(new ListLegalRequirements(filter, place), cancellationToken), page =>
        {
            var model = new LegalList(filter, page, Request.QueryString.Value ?? "", jurisdictions);
            return WantsPartial ? PartialView("_Results", model) : View(model);
        });
    }

    [HttpGet("export.csv")]
    public Task<IActionResult> Csv([FromQuery] LegalFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportLegalRequirements(filter, SheetFormat.Csv, sort), cancellationToken);

    [HttpGet("export.xlsx")]
    public Task<IActionResult> Xlsx([FromQuery] LegalFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportLegalRequirements(filter, SheetFormat.Xlsx, sort), cancellationToken);

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(LegalRequirement), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetLegalRequirement(id), cancellationToken), requirement => View("Details", new LegalPage(requirement, activity.Value)));
    }

    [HttpGet("new"), FormOf<RegisterLegalRequirement>]
    public Task<IActionResult> New(CancellationToken cancellationToken) => FormAsync(new RegisterLegalRequirement { Id = Guid.CreateVersion7() }, cancellationToken);

    [HttpPost("new"), FormOf<RegisterLegalRequirement>]
    public async Task<IActionResult> New(string tenant, RegisterLegalRequirement form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Registered"]), _ => FormAsync(form, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeLegalRequirement>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var requirement = await Sender.Send(new GetLegalRequirement(id), cancellationToken);
        return requirement is { IsSuccess: true, Value.Status: LegalStatus.Active } ? await FormAsync(LegalFormPage.FormOf(requirement.Value), cancellationToken) : NotFound();
    }

    [HttpPost("{id:guid}/edit"), FormOf<ChangeLegalRequirement>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeLegalRequirement form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    [HttpPost("{id:guid}/review")]
    public Task<IActionResult> Review(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ReviewLegalRequirement(id, version), t["Review confirmed"], cancellationToken);

    [HttpGet("{id:guid}/assess"), FormOf<AssessCompliance>]
    public Task<IActionResult> Assess(Guid id, CancellationToken cancellationToken) => AssessingAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/assess"), FormOf<AssessCompliance>]
    public async Task<IActionResult> Assess(string tenant, Guid id, AssessCompliance form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Compliance assessed"]), _ => AssessingAsync(id, form, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/delete")]
    public Task<IActionResult> Delete(string tenant, Guid id, long version, CancellationToken cancellationToken) => GoneAsync(tenant, new DeleteLegalRequirement(id, version), t["Deleted"], () => Details(id, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/repeal"), FormOf<RepealLegalRequirement>]
    public Task<IActionResult> Repeal(Guid id, CancellationToken cancellationToken) => ClosingAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/repeal"), FormOf<RepealLegalRequirement>]
    public async Task<IActionResult> Repeal(string tenant, Guid id, RepealLegalRequirement form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Repealed"]), _ => ClosingAsync(id, form.Reason, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/reinstate")]
    public Task<IActionResult> Reinstate(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ReinstateLegalRequirement(id, version), t["In force again"], cancellationToken);

    private async Task<IActionResult> AssessingAsync(Guid id, AssessCompliance? form, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetLegalRequirement(id), cancellationToken), l => View("Assess", new AssessPage(l, form ?? new AssessCompliance(id, l.Version, null, null))));

    // Says before who counts on it: nothing else tells them that it binds nobody any more.
    private async Task<IActionResult> ClosingAsync(Guid id, string? reason, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetLegalRequirement(id), cancellationToken), l => View("Closing", new ClosingPage("legal", new WayOn(t["Legal register"], shell.Url("legal-requirements")), shell.Url($"legal-requirements/{id}"), "repeal", l.Title!,
            t["Mark as repealed"], t["It stays in the register as evidence; nobody is asked to review it any more."], t["Repeal"], l.Version, reason, [.. Touched(l)])));

    private IEnumerable<string> Touched(LegalView law)
    {
        var requirements = law.CitedBy.Where(c => c.State is null).Select(c => t["{0}: “{1}”", c.Name, c.Text!]).ToList();
        if (requirements.Count > 0) { yield return t["Requirements of interested parties rest on it: {0}.", string.Join("; ", requirements)]; }
        var versions = law.CitedBy.Where(c => c.State is not null).Select(c => t["{0} ({1})", c.Name, words.Of(c.State!.Value)]).ToList();
        if (versions.Count > 0) { yield return t["It was considered by: {0}. There it is marked as repealed from now on.", string.Join("; ", versions)]; }
        if (law.CitedBy.Any(c => c.IsOpenScope)) { yield return t["A draft of the scope is submitted only without it."]; }
    }

    private async Task<IActionResult> AgainAsync(ChangeLegalRequirement form, Error? error, CancellationToken cancellationToken)
    {
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync(form, cancellationToken); }
        if (await Sender.Send(new GetLegalRequirement(form.Id), cancellationToken) is not { IsSuccess: true, Value: { } stored }) { return NotFound(); }
        var last = (await Sender.Send(new GetActivity(nameof(LegalRequirement), form.Id, Size: 1), cancellationToken)).Value;
        // What was entered stays; saving again replaces the version that is shown beside it.
        ModelState.Remove(nameof(ChangeLegalRequirement.Version));
        return await FormAsync(form with { Version = stored.Version }, cancellationToken, people => LegalFormPage.Compare(form, stored, people, last, t, words));
    }

    private async Task<IActionResult> FormAsync(LegalRequirementForm form, CancellationToken cancellationToken, Func<IReadOnlyList<Choice>, Conflict>? conflict = null)
        => await this.ToPage(await Sender.Send(new ListOwnerChoices(form.OwnerId), cancellationToken), people => View(form is ChangeLegalRequirement ? "Edit" : "New", new LegalFormPage(form, people, conflict?.Invoke(people))));
}
