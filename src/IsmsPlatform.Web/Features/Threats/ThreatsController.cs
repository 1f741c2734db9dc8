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

/// <summary>The organisation's catalogue of threats (6.1.2 c).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/threats")]
public sealed class ThreatsController(ISender sender, Texts t, Words words) : RecordController(sender, "threats")
{
    private CatalogueWords Kind => CatalogueWords.Threats(t);

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] ThreatFilter filter, [FromQuery] ListPlace place, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListThreats(filter, place), cancellationToken), page =>
        {
            var model = new CatalogueList(Kind, filter, filter.IsEmpty(), MenusOf(filter), new Page<CatalogueLine>([.. page.Items.Select(r => new CatalogueLine(r.Id, r.Code, r.Name, words.Of(r.Category), OriginsOf(r.Origins), r.Affects, r.Controls, r.StarterId is null))], page.Next, page.Previous, page.Total));
            return WantsPartial ? PartialView("_Results", model) : View(model);
        });

    [HttpGet("catalogue")]
    public Task<IActionResult> Catalogue([FromQuery] ThreatFilter filter, CancellationToken cancellationToken) => StarterAsync(filter, cancellationToken);

    [HttpPost("adopt"), FormOf<AdoptThreats>]
    public async Task<IActionResult> Adopt(string tenant, AdoptThreats form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, added =>
        {
            Toast(t.Counted(added, "{0} threat adopted", "{0} threats adopted"));
            return Redirect($"/t/{tenant}/threats");
        }, _ => StarterAsync(new ThreatFilter(), cancellationToken), cancellationToken);

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(Threat), id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetThreat(id), cancellationToken), threat => View(new EntryPage(Kind, threat.Id, threat.Code, threat.Name!, words.Of(threat.Category!.Value), OriginsOf(threat.Origins!), threat.Affects!, threat.ControlNames, threat.Description, threat.StarterId, threat.IsHidden, threat.Version,
            t["Vulnerabilities that it uses"], t["No vulnerability names this threat."], "vulnerabilities", threat.Vulnerabilities, activity.Value)));
    }

    [HttpGet("new"), FormOf<AddThreat>]
    public Task<IActionResult> New(CancellationToken cancellationToken) => FormAsync(new AddThreat { Id = Guid.CreateVersion7() }, cancellationToken);

    [HttpPost("new"), FormOf<AddThreat>]
    public async Task<IActionResult> New(string tenant, AddThreat form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Added"]), _ => FormAsync(form, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeThreat>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await Sender.Send(new GetThreat(id), cancellationToken) is { IsSuccess: true, Value: { IsHidden: false } threat } ? await FormAsync(FormOf(threat), cancellationToken) : NotFound();

    [HttpPost("{id:guid}/edit"), FormOf<ChangeThreat>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeThreat form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    [HttpPost("{id:guid}/hide")]
    public Task<IActionResult> Hide(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new HideThreat(id, version), t["Hidden"], cancellationToken);

    [HttpPost("{id:guid}/show")]
    public Task<IActionResult> Show(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ShowThreat(id, version), t["Shown again"], cancellationToken);

    private async Task<IActionResult> StarterAsync(ThreatFilter filter, CancellationToken cancellationToken)
    {
        var all = await Sender.Send(new ListStarterThreats(new ThreatFilter()), cancellationToken);
        return await this.ToPage(await Sender.Send(new ListStarterThreats(filter), cancellationToken), rows => View("Catalogue", new StarterPage(Kind, filter, MenusOf(filter),
            [.. rows.Select(r => new StarterLine(r.Id, r.Name, words.Of(r.Category), OriginsOf(r.Origins), r.Affects, r.Controls, r.Description, r.AdoptedAs))], all.Value.Count(r => r.AdoptedAs is null))));
    }

    private IReadOnlyList<FilterMenu> MenusOf(ThreatFilter filter) => [FilterMenu.Of<ThreatCategory>(t["Category"], "category", words.Of, filter.Category), FilterMenu.Of<ThreatOrigin>(t["Origin"], "origin", words.Of, filter.Origin)];

    private string OriginsOf(IEnumerable<ThreatOrigin> origins) => string.Join(", ", origins.Select(words.Of));

    private static ChangeThreat FormOf(ThreatView threat) => new() { Id = threat.Id, Version = threat.Version, Name = threat.Name, Category = threat.Category, Origins = threat.Origins, Affects = threat.Affects, Controls = threat.Controls, Description = threat.Description };

    private async Task<IActionResult> AgainAsync(ChangeThreat form, Error? error, CancellationToken cancellationToken)
    {
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync(form, cancellationToken); }
        if (await Sender.Send(new GetThreat(form.Id), cancellationToken) is not { IsSuccess: true, Value: { } stored }) { return NotFound(); }
        var last = (await Sender.Send(new GetActivity(nameof(Threat), form.Id, Size: 1), cancellationToken)).Value;
        ModelState.Remove(nameof(ChangeThreat.Version));
        return await FormAsync(form with { Version = stored.Version }, cancellationToken, Both.Versions(last,
            new(t["Name"], form.Name, stored.Name),
            new(t["Category"], form.Category is { } mine ? words.Of(mine) : null, words.Of(stored.Category!.Value)),
            new(t["Origin"], OriginsOf(form.Origins ?? []), OriginsOf(stored.Origins!)),
            new(t["Affects"], string.Join(", ", (form.Affects ?? []).Select(words.Of)), string.Join(", ", stored.Affects!.Select(words.Of))),
            new(t["What happens"], form.Description, stored.Description),
            new(t["Controls of Annex A"], string.Join(", ", form.Controls ?? []), string.Join(", ", stored.Controls!))));
    }

    private async Task<IActionResult> FormAsync(ThreatForm form, CancellationToken cancellationToken, Conflict? conflict = null)
        => await this.ToPage(await Sender.Send(new ListAnnexA(), cancellationToken), annex => View("Form", form is ChangeThreat change
            ? new EntryFormPage(Kind, form, change.Id, change.Version, null, annex, conflict)
            : new EntryFormPage(Kind, form, ((AddThreat)form).Id, null, null, annex)));
}
