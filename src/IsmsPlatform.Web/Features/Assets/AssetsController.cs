using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Assets;

/// <summary>The register of assets and what is done with one of them.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/assets")]
public sealed class AssetsController(ISender sender, RequestScope scope, OpenList open, Texts t) : PortalController(sender)
{
    [HttpGet(""), HasViews(ViewLists.Assets)]
    public async Task<IActionResult> Index([FromQuery] AssetFilter filter, string? sort, int? size, string? after, string? before, AssetColumn[]? columns, CancellationToken cancellationToken)
    {
        var shown = ColumnMenu.Shown(AssetColumn.Name, columns, AssetColumns.Default);
        // The tabs stay as they are when only the rows are asked for, with each letter that is typed.
        var pinned = WantsPartial ? [] : open.Pinned.ToList();
        var counts = await Sender.Send(new CountAssets([.. pinned.Select(v => AssetList.FilterOf(v.Query))]), cancellationToken);
        return await this.ToPage(await Sender.Send(new ListAssets(filter, sort, size, after, before, shown), cancellationToken), page =>
        {
            var model = new AssetList(filter, page, HttpContext.Request.QueryString.Value ?? "") { Columns = shown, Counts = pinned.Zip(counts.Value).ToDictionary(p => p.First.Id, p => p.Second) };
            return WantsPartial ? PartialView("_Results", model) : View(model);
        });
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var asset = await Sender.Send(new GetAsset(id), cancellationToken);
        var graph = asset is { IsSuccess: true, Value: not { NeededBy: [], Needs: [] } } ? (await Sender.Send(new GetDependencyGraph(id), cancellationToken)).Value : null;
        var activity = await Sender.Send(new GetActivity(nameof(Asset), id), cancellationToken);
        return await this.ToPage(asset, found => View(new AssetPage(found, graph, activity.Value)));
    }

    [HttpGet("graph")]
    public async Task<IActionResult> Graph(CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetDependencyGraph(), cancellationToken), View);

    /// <summary>Options for a select; what it holds comes under its own name, whatever that is.</summary>
    [HttpGet("choices")]
    public async Task<IActionResult> Choices(string? q, CancellationToken cancellationToken)
    {
        var named = Request.Query.Where(p => p.Key != "q").SelectMany(p => p.Value).Select(v => Guid.TryParse(v, out var id) ? id : (Guid?)null);
        return await this.ToPage(await Sender.Send(new FindAssetsToChoose(q, [.. named]), cancellationToken), assets => PartialView("_Choices", assets));
    }

    [HttpGet("new"), FormOf<CreateAsset>]
    public async Task<IActionResult> New(string tenant, Guid? id, CancellationToken cancellationToken)
    {
        // The id stands in the address: the way back after saving leads to the record, not to a form that would make it twice.
        if (id is not { } known) { return Redirect($"/t/{tenant}/assets/new?id={Guid.CreateVersion7()}"); }
        return (await Sender.Send(new GetAsset(known), cancellationToken)).IsSuccess
            ? Redirect($"/t/{tenant}/assets/{known}")
            : await FormAsync("New", new CreateAsset { Id = known }, null, cancellationToken);
    }

    [HttpPost("new")]
    public async Task<IActionResult> New(string tenant, CreateAsset form, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid) { return await AgainAsync("New", form, cancellationToken); }
        return await this.ToPage(await Sender.Send(form, cancellationToken), id => Done(tenant, id, t["Registered"]), () => FormAsync("New", form, null, cancellationToken));
    }

    [HttpGet("{id:guid}/edit")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
    {
        var asset = await Sender.Send(new GetAsset(id), cancellationToken);
        return asset is { IsSuccess: true, Value.MayChange: true }
            ? await FormAsync("Edit", AssetFormPage.FormOf(asset.Value), null, cancellationToken)
            : NotFound();
    }

    [HttpPost("{id:guid}/edit")]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeAsset form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        if (!ModelState.IsValid) { return await AgainAsync("Edit", form, cancellationToken); }
        var result = await Sender.Send(form, cancellationToken);
        return await this.ToPage(result, () => Done(tenant, id, t["Saved"]), async () =>
        {
            if (result.Error!.Kind != ErrorKind.Stale) { return await FormAsync("Edit", form, null, cancellationToken); }
            if (await Sender.Send(new GetAsset(id), cancellationToken) is not { IsSuccess: true, Value: { } stored }) { return NotFound(); }
            // What was entered stays; saving again replaces the version that is shown beside it.
            ModelState.Remove(nameof(ChangeAsset.Version));
            return await FormAsync("Edit", form with { Version = stored.Version }, stored, cancellationToken);
        });
    }

    [HttpPost("{id:guid}/accept")]
    public async Task<IActionResult> Accept(string tenant, Guid id, long version, string? back, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new AcceptAsset(id, version), cancellationToken), () =>
        {
            Toast(t["Accepted"]);
            return Redirect(back == "tasks" ? $"/t/{tenant}/tasks" : $"/t/{tenant}/assets/{id}");
        });

    [HttpPost("accept")]
    public async Task<IActionResult> AcceptMany(string tenant, Guid[]? ids, bool allMatching, string? query, CancellationToken cancellationToken)
    {
        var filter = allMatching ? AssetList.FilterOf(query) : null;
        return await this.ToPage(await Sender.Send(new AcceptAssets(ids ?? [], allMatching, filter), cancellationToken), done =>
        {
            if (done.Refused.Count > 0) { return View("NotAccepted", done); }
            Toast(t["{0} accepted", done.Accepted]);
            return Redirect($"/t/{tenant}/assets{query}");
        });
    }

    [HttpPost("{id:guid}/review")]
    public async Task<IActionResult> Review(string tenant, Guid id, long version, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new StartAssetReview(id, version), cancellationToken), () => Done(tenant, id, t["Review started"]));

    [HttpGet("{id:guid}/retire")]
    public Task<IActionResult> Retire(Guid id, CancellationToken cancellationToken)
        => RetirePageAsync(id, new RetireAsset(id, 0, null, false, null), cancellationToken);

    [HttpPost("{id:guid}/retire")]
    public async Task<IActionResult> Retire(string tenant, Guid id, RetireAsset form, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(form with { Id = id }, cancellationToken), () => Done(tenant, id, t["Retired"]), () => RetirePageAsync(id, form, cancellationToken));

    [HttpPost("{id:guid}/delete")]
    public async Task<IActionResult> Delete(string tenant, Guid id, long version, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new DeleteAsset(id, version), cancellationToken), () =>
        {
            Toast(t["Deleted"]);
            return Redirect($"/t/{tenant}/assets");
        });

    private RedirectResult Done(string tenant, Guid id, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/assets/{id}");
    }

    private async Task<IActionResult> RetirePageAsync(Guid id, RetireAsset form, CancellationToken cancellationToken)
    {
        var asset = await Sender.Send(new GetAsset(id), cancellationToken);
        return asset is { IsSuccess: true, Value.MayChange: true } ? View("Retire", new RetirePage(asset.Value, form)) : NotFound();
    }

    private Task<IActionResult> AgainAsync(string view, AssetForm form, CancellationToken cancellationToken)
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return FormAsync(view, form, null, cancellationToken);
    }

    private async Task<IActionResult> FormAsync(string view, AssetForm form, AssetView? stored, CancellationToken cancellationToken)
    {
        if (!scope.Actor.Can(Permissions.AssetsEdit) && !scope.Actor.Can(Permissions.AssetsEditOwn)) { return NotFound(); }
        return await this.ToPage(await Sender.Send(new ListAssetChoices([form.OwnerId, form.CustodianId]), cancellationToken), choices => View(view, new AssetFormPage(form, choices, stored)));
    }
}
