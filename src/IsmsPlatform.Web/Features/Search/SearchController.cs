using IsmsPlatform.Application.Search;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Search;

/// <summary>The command palette (a part) and the same as a page for whoever comes without JavaScript.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
public sealed class SearchController(ISender sender, Shell shell, Words words, Texts t) : PortalController(sender)
{
    [HttpGet("t/{tenant}/search")]
    public async Task<IActionResult> Index(string? q, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new FindRecords(q), cancellationToken),
            found => WantsPartial ? PartialView("_Palette", Results(q, found, withWays: true)) : View(Results(q, found)));

    private PaletteResults Results(string? q, FoundRecords found, bool withWays = false)
    {
        List<PaletteGroup> groups =
        [
            new(t["Assets"], [.. found.Assets.Select(a => new PaletteItem(Icons.Asset, a.Name, shell.Url($"assets/{a.Id}"), a.Code, words.Of(a.Type)))]),
            new(t["People"], [.. found.People.Select(p => new PaletteItem(Icons.Person, p.Name, shell.Url($"people/{p.Id}"), null, p.Meta))]),
            new(t["Issues of the context"], [.. found.Issues.Select(i => new PaletteItem(Icons.Context, i.Name, shell.Url($"context/issues/{i.Id}"), i.Code))]),
            new(t["Interested parties"], [.. found.Parties.Select(p => new PaletteItem(Icons.Party, p.Name, shell.Url($"interested-parties/{p.Id}"), p.Code))]),
            new(t["Requirements of interested parties"], [.. found.Requirements.Select(r => new PaletteItem(Icons.Party, r.Name, shell.Url($"interested-parties/{r.Id}"), null, r.Meta))]),
            new(t["Legal register"], [.. found.LegalRequirements.Select(l => new PaletteItem(Icons.Law, l.Name, shell.Url($"legal-requirements/{l.Id}"), l.Code, l.Meta))]),
            new(t["Business objectives"], [.. found.Objectives.Select(o => new PaletteItem(Icons.Objective, o.Name, shell.Url($"business-objectives/{o.Id}"), o.Code, o.Meta))]),
            new(t["Controls"], [.. found.Controls.Select(c => new PaletteItem(Icons.Control, c.Name, shell.Url($"controls/{c.Id}"), c.Code))]),
            new(t["Risks"], [.. found.Risks.Select(r => new PaletteItem(Icons.Risk, r.Name, shell.Url($"risks/{r.Id}"), r.Code))]),
            new(t["Risk assessments"], [.. found.Assessments.Select(a => new PaletteItem(Icons.Assessment, a.Name, shell.Url($"risk-assessments/{a.Id}"), a.Code))]),
            new(t["Threats"], [.. found.Threats.Select(x => new PaletteItem(Icons.Threat, x.Name, shell.Url($"threats/{x.Id}"), x.Code))]),
            new(t["Vulnerabilities"], [.. found.Vulnerabilities.Select(v => new PaletteItem(Icons.Vulnerability, v.Name, shell.Url($"vulnerabilities/{v.Id}"), v.Code))]),
            new(t["Units"], [.. found.Units.Select(u => new PaletteItem(Icons.Unit, u.Name, shell.Url($"organisation/units/{u.Id}"), null, u.Meta))]),
            new(t["Processes"], [.. found.Processes.Select(p => new PaletteItem(Icons.Process, p.Name, shell.Url($"processes/{p.Id}"), p.Meta))]),
            new(t["Locations"], [.. found.Locations.Select(l => new PaletteItem(Icons.Location, l.Name, shell.Url($"organisation/locations/{l.Id}"), null, l.Meta))]),
        ];
        if (withWays)
        {
            var ways = Navigation.Of(shell, t).SelectMany(s => s.Items).Select(i => new PaletteItem(i.Icon, t["Go to {0}", i.Text], i.Url))
                .Concat(Navigation.Create(shell, t).Select(i => new PaletteItem(Icons.Plus, t["New: {0}", i.Text], i.Url)))
                .Where(i => string.IsNullOrWhiteSpace(q) || i.Title.Contains(q.Trim(), StringComparison.CurrentCultureIgnoreCase));
            groups.Add(new PaletteGroup(t["Jump to"], [.. ways]));
        }
        return new PaletteResults(q ?? "", [.. groups.Where(g => g.Items.Count > 0)]);
    }
}
