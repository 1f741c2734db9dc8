using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Threats;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Threats;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Threats;

/// <summary>The organisation's catalogue of vulnerabilities (6.1.2 c, A.8.8).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/vulnerabilities")]
public sealed class VulnerabilitiesController(ISender sender, Texts t, Words words) : RecordController(sender, "vulnerabilities")
{
    private CatalogueWords Kind => CatalogueWords.Vulnerabilities(t);

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] VulnerabilityFilter filter, [FromQuery] ListPlace place, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListVulnerabilities(filter, place), cancellationToken), page =>
        {
            var model = new CatalogueList(Kind, filter, filter.IsEmpty(), MenusOf(filter), new Page<CatalogueLine>([.. page.Items.Select(r => new CatalogueLine(r.Id, r.Code, r.Name, words.Of(r.Category), null, r.Affects, r.Controls, r.StarterId is null))], page.Next, page.Previous, page.Total));
            return WantsPartial ? PartialView("_Results", model) : View(model);
        });

    [HttpGet("catalogue")]
    public Task<IActionResult> Catalogue([FromQuery] VulnerabilityFilter filter, CancellationToken cancellationToken) => StarterAsync(filter, cancellationToken);

    [HttpPost("adopt"), FormOf<AdoptVulnerabilities>]
    public async Task<IActionResult> Adopt(string tenant, AdoptVulnerabilities form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, added =>
        {
            Toast(t.Counted(added, "{0} vulnerability adopted", "{0} vulnerabilities adopted"));
            return Redirect($"/t/{tenant}/vulnerabilities");
        }, _ => StarterAsync(new VulnerabilityFilter(), cancellationToken), cancellationToken);

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(Vulnerability), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetVulnerability(id), cancellationToken), vulnerability => View(new EntryPage(Kind, vulnerability.Id, vulnerability.Code, vulnerability.Name!, words.Of(vulnerability.Category!.Value), null, vulnerability.Affects!, vulnerability.ControlNames, vulnerability.Description, vulnerability.StarterId, vulnerability.IsHidden, vulnerability.Version,
            t["Threats that use it"], t["No threat is named that uses it."], "threats", vulnerability.Threats, activity.Value)));
    }

    [HttpGet("new"), FormOf<AddVulnerability>]
    public Task<IActionResult> New(CancellationToken cancellationToken) => FormAsync(new AddVulnerability { Id = Guid.CreateVersion7() }, cancellationToken);

    [HttpPost("new"), FormOf<AddVulnerability>]
    public async Task<IActionResult> New(string tenant, AddVulnerability form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Added"]), _ => FormAsync(form, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeVulnerability>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await Sender.Send(new GetVulnerability(id), cancellationToken) is { IsSuccess: true, Value: { IsHidden: false } vulnerability } ? await FormAsync(FormOf(vulnerability), cancellationToken) : NotFound();

    [HttpPost("{id:guid}/edit"), FormOf<ChangeVulnerability>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeVulnerability form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    [HttpPost("{id:guid}/hide")]
    public Task<IActionResult> Hide(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new HideVulnerability(id, version), t["Hidden"], cancellationToken);

    [HttpPost("{id:guid}/show")]
    public Task<IActionResult> Show(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ShowVulnerability(id, version), t["Shown again"], cancellationToken);

    private async Task<IActionResult> StarterAsync(VulnerabilityFilter filter, CancellationToken cancellationToken)
    {
        var all = await Sender.Send(new ListStarterVulnerabilities(new VulnerabilityFilter()), cancellationToken);
        return await this.ToPage(await Sender.Send(new ListStarterVulnerabilities(filter), cancellationToken), rows => View("Catalogue", new StarterPage(Kind, filter, MenusOf(filter),
            [.. rows.Select(r => new StarterLine(r.Id, r.Name, words.Of(r.Category), null, r.Affects, r.Controls, r.Description, r.AdoptedAs))], all.Value.Count(r => r.AdoptedAs is null))));
    }

    private IReadOnlyList<FilterMenu> MenusOf(VulnerabilityFilter filter) => [FilterMenu.Of<VulnerabilityCategory>(t["Category"], "category", words.Of, filter.Category)];

    private static ChangeVulnerability FormOf(VulnerabilityView vulnerability) => new() { Id = vulnerability.Id, Version = vulnerability.Version, Name = vulnerability.Name, Category = vulnerability.Category, Affects = vulnerability.Affects, Controls = vulnerability.Controls, Description = vulnerability.Description, ThreatIds = vulnerability.ThreatIds };

    private async Task<IActionResult> AgainAsync(ChangeVulnerability form, Error? error, CancellationToken cancellationToken)
    {
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync(form, cancellationToken); }
        if (await Sender.Send(new GetVulnerability(form.Id), cancellationToken) is not { IsSuccess: true, Value: { } stored }) { return NotFound(); }
        var last = (await Sender.Send(new GetActivity(nameof(Vulnerability), form.Id, Size: 1), cancellationToken)).Value;
        var mine = (await Sender.Send(new ListThreatChoices(form.ThreatIds ?? []), cancellationToken)).Value.Where(c => form.ThreatIds?.Contains(c.Id) == true);
        ModelState.Remove(nameof(ChangeVulnerability.Version));
        return await FormAsync(form with { Version = stored.Version }, cancellationToken, Both.Versions(last,
            new(t["Name"], form.Name, stored.Name),
            new(t["Category"], form.Category is { } category ? words.Of(category) : null, words.Of(stored.Category!.Value)),
            new(t["Affects"], string.Join(", ", (form.Affects ?? []).Select(words.Of)), string.Join(", ", stored.Affects!.Select(words.Of))),
            new(t["What happens"], form.Description, stored.Description),
            new(t["Controls of Annex A"], string.Join(", ", form.Controls ?? []), string.Join(", ", stored.Controls!)),
            new(t["Threats that use it"], string.Join(", ", mine.Select(c => c.Name)), string.Join(", ", stored.Threats.Select(c => c.Name)))));
    }

    private async Task<IActionResult> FormAsync(VulnerabilityForm form, CancellationToken cancellationToken, Conflict? conflict = null)
    {
        var annex = (await Sender.Send(new ListAnnexA(), cancellationToken)).Value;
        return await this.ToPage(await Sender.Send(new ListThreatChoices(form.ThreatIds ?? []), cancellationToken), threats => View("Form", form is ChangeVulnerability change
            ? new EntryFormPage(Kind, form, change.Id, change.Version, threats, annex, conflict)
            : new EntryFormPage(Kind, form, ((AddVulnerability)form).Id, null, threats, annex)));
    }
}
