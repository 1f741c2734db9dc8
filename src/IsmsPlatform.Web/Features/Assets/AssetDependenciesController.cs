using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Assets;

/// <summary>What an asset needs, and how much of its need is passed on.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/assets/{id:guid}/dependencies")]
public sealed class AssetDependenciesController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet("new")]
    public Task<IActionResult> New(Guid id, string? q, CancellationToken cancellationToken)
        => FormAsync(id, new AddDependency(Guid.CreateVersion7(), id, Guid.Empty, default, default, default, null), q, cancellationToken);

    [HttpPost("new")]
    public async Task<IActionResult> New(string tenant, Guid id, AddDependency form, string? q, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(form with { UpperId = id }, cancellationToken), _ => Done(tenant, id, t["Added"]), () => FormAsync(id, form, q, cancellationToken));

    [HttpGet("{dependencyId:guid}")]
    public async Task<IActionResult> Edit(Guid id, Guid dependencyId, CancellationToken cancellationToken)
        => await FindAsync(id, dependencyId, cancellationToken) is ({ MayChange: true } asset, var d)
            ? View("/Features/Assets/DependencyEdit.cshtml", new DependencyEditPage(asset, d, new ChangeDependency(d.Id, d.ModeC, d.ModeI, d.ModeA, d.Reason, d.Version)))
            : NotFound();

    [HttpPost("{dependencyId:guid}")]
    public async Task<IActionResult> Edit(string tenant, Guid id, Guid dependencyId, ChangeDependency form, CancellationToken cancellationToken)
    {
        form = form with { Id = dependencyId };
        if (await FindAsync(id, dependencyId, cancellationToken) is not var (asset, stored)) { return NotFound(); }
        return await this.ToPage(await Sender.Send(form, cancellationToken), () => Done(tenant, id, t["Saved"]), () =>
        {
            ModelState.Remove(nameof(ChangeDependency.Version));
            return Task.FromResult<IActionResult>(View("/Features/Assets/DependencyEdit.cshtml", new DependencyEditPage(asset, stored, form with { Version = stored.Version })));
        });
    }

    [HttpPost("{dependencyId:guid}/remove")]
    public async Task<IActionResult> Remove(string tenant, Guid id, Guid dependencyId, long version, CancellationToken cancellationToken)
        => await FindAsync(id, dependencyId, cancellationToken) is null ? NotFound()
            : await this.ToPage(await Sender.Send(new RemoveDependency(dependencyId, version), cancellationToken), () => Done(tenant, id, t["Removed"]));

    // The address names both: a dependency of another asset is not there.
    private async Task<(AssetView Asset, DependencyView Dependency)?> FindAsync(Guid id, Guid dependencyId, CancellationToken cancellationToken)
        => await Sender.Send(new GetAsset(id), cancellationToken) is { IsSuccess: true, Value: var asset } && asset.Needs.Concat(asset.NeededBy).FirstOrDefault(d => d.Id == dependencyId) is { } d ? (asset, d) : null;

    private RedirectResult Done(string tenant, Guid id, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/assets/{id}");
    }

    private async Task<IActionResult> FormAsync(Guid id, AddDependency form, string? q, CancellationToken cancellationToken)
    {
        var suggested = await Sender.Send(new SuggestAssets(q, id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetAsset(id), cancellationToken), asset =>
            asset.MayChange && asset.Status != AssetStatus.Retired ? View("/Features/Assets/DependencyNew.cshtml", new DependencyNewPage(asset, form, suggested.Value, q)) : NotFound());
    }
}

/// <param name="Q">What the list of assets was narrowed by; a large register does not fit into a select.</param>
public sealed record DependencyNewPage(AssetView Asset, AddDependency Form, IReadOnlyList<SuggestedAsset> Suggested, string? Q);

public sealed record DependencyEditPage(AssetView Asset, DependencyView Stored, ChangeDependency Form);
