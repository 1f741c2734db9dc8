using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Http;

/// <summary>A resource whose records are read, made and acted on one by one; its action <c>Get</c> reads one.</summary>
/// <param name="read">The query that answers with a record.</param>
/// <param name="idOf">Of an answer.</param>
/// <param name="versionOf">Of an answer; it goes into ETag.</param>
public abstract class RecordApiController<TView>(ISender sender, Func<Guid, IQuery<Result<TView>>> read, Func<TView, Guid> idOf, Func<TView, long> versionOf) : ApiController(sender)
    where TView : class
{
    protected async Task<ActionResult<TView>> ReadAsync(Guid id, CancellationToken cancellationToken) => Versioned(await Sender.Send(read(id), cancellationToken), versionOf);

    /// <summary>Makes a record. An id that is there already answers with its record, so a request may be repeated; with other content the command refuses it.</summary>
    /// <param name="sent">The id in the request; empty for one that is made here.</param>
    protected async Task<ActionResult<TView>> CreateAsync(Guid sent, Func<Guid, ICommand<Result<Guid>>> create, CancellationToken cancellationToken)
    {
        var isThere = sent != Guid.Empty && (await Sender.Send(read(sent), cancellationToken)).IsSuccess;
        var created = await Sender.Send(create(sent == Guid.Empty ? Guid.CreateVersion7() : sent), cancellationToken);
        if (created.Error is { } error) { return this.Refuse(error); }
        return this.ToAnswer(await Sender.Send(read(created.Value), cancellationToken), view => isThere ? Ok(view) : CreatedAtAction("Get", new { id = idOf(view) }, view));
    }

    /// <summary>Acts on a record at the version in If-Match, and answers with what became of it.</summary>
    protected async Task<ActionResult<TView>> ActAsync(Guid id, Func<long, ICommand<Result>> act, CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var done = await Sender.Send(act(version), cancellationToken);
        return done.Error is { } error ? this.Refuse(error) : await ReadAsync(id, cancellationToken);
    }
}
