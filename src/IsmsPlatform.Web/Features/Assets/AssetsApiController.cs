using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Assets;

/// <summary>The register of assets (ISO/IEC 27001 A.5.9): what there is, who answers for it, and what it must be protected for.</summary>
[Route("api/v1/assets")]
[Tags("Assets")]
public sealed class AssetsApiController(ISender sender, Texts texts) : ApiController(sender)
{
    /// <summary>Lists assets, filtered and sorted, by pages.</summary>
    /// <remarks>Needs the scope assets:read. Several values of a parameter widen, several parameters narrow the result.</remarks>
    /// <param name="filter">Which assets; without a status retired ones are left out.</param>
    /// <param name="sort">name, code, type, status, criticality or review; a minus before it turns the order around.</param>
    /// <param name="size">Assets per page, 1 to 100; 50 when missing.</param>
    /// <param name="after">The value of <c>next</c> of the page before; it belongs to its sort.</param>
    [HttpGet]
    [Refuses(422)]
    public async Task<ActionResult<ApiPage<AssetRow>>> List([FromQuery] AssetFilter filter, string? sort, int? size, string? after, CancellationToken cancellationToken)
        => Paged(await Sender.Send(new ListAssets(filter, sort, size, after), cancellationToken));

    /// <summary>Gets one asset with own and effective values, what it needs, what needs it, and why.</summary>
    /// <remarks>Needs the scope assets:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the asset.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public async Task<ActionResult<AssetView>> Get(Guid id, CancellationToken cancellationToken)
        => Versioned(await Sender.Send(new GetAsset(id), cancellationToken), a => a.Version);

    /// <summary>Registers an asset as a draft, which its owner accepts.</summary>
    /// <remarks>Needs the scope assets:write. The same id again answers with the asset that is there already (200), so a request may be repeated.</remarks>
    /// <param name="asset">Name, type and classification are needed.</param>
    [HttpPost]
    [ProducesResponseType<AssetView>(StatusCodes.Status201Created)]
    [ProducesResponseType<AssetView>(StatusCodes.Status200OK)]
    [Refuses(409, 422)]
    public async Task<ActionResult<AssetView>> Create(CreateAsset asset, CancellationToken cancellationToken)
    {
        var isThere = asset.Id != Guid.Empty && (await Sender.Send(new GetAsset(asset.Id), cancellationToken)).IsSuccess;
        var created = await Sender.Send(asset with { Id = asset.Id == Guid.Empty ? Guid.CreateVersion7() : asset.Id }, cancellationToken);
        return created.Error is { } error ? this.Refuse(error) : this.ToAnswer(await Sender.Send(new GetAsset(created.Value), cancellationToken), view => isThere ? Ok(view) : CreatedAtAction(nameof(Get), new { id = view.Id }, view));
    }

    /// <summary>Changes the members that are sent and leaves the others as they are.</summary>
    /// <remarks>Needs the scope assets:write and If-Match with the ETag that was read: 428 without it, 412 when someone else changed the asset meanwhile.</remarks>
    /// <param name="id">Of the asset.</param>
    /// <param name="members">A JSON merge patch (RFC 7396); null empties a member.</param>
    [HttpPatch("{id:guid}")]
    [Consumes("application/json", "application/merge-patch+json")]
    [Refuses(404, 412, 422, 428)]
    public async Task<ActionResult<AssetView>> Change(Guid id, AssetMembers members, CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var changed = await Sender.Send(new PatchAsset(id, version, members), cancellationToken);
        return changed.Error is { } error ? this.Refuse(error) : Versioned(await Sender.Send(new GetAsset(id), cancellationToken), a => a.Version);
    }

    /// <summary>Brings the register up to what another system knows, by (source, external id).</summary>
    /// <remarks>
    /// Needs the scope assets:write. Every item is created, updated, left unchanged or rejected by itself, and the answer says which, at
    /// its index. What people decided (owner, custodian, classification, protection needs, review) is never overwritten. An asset that
    /// people entered under the same name is taken over instead of made twice. The same batch again changes nothing.
    /// </remarks>
    /// <param name="batch">1 to 1,000 assets of one source.</param>
    [HttpPost("/api/v1/assets:batchUpsert")]
    [Refuses(422)]
    public async Task<ActionResult<AssetBatchAnswer>> BatchUpsert(BatchUpsertAssets batch, CancellationToken cancellationToken)
    {
        var done = await Sender.Send(batch, cancellationToken);
        return done.Error is { } error ? this.Refuse(error) : AssetBatchAnswer.Of(done.Value, texts);
    }
}
