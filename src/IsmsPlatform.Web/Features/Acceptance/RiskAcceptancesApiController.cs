using IsmsPlatform.Application.Acceptance;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Acceptance;

/// <summary>Risks that are retained as they are (ISO/IEC 27001 6.1.3 f, 8.3). They are asked for here; whoever must grants, refuses and revokes them in person, never a key.</summary>
[Route("api/v1/risks/{id:guid}/acceptances")]
[Tags("Risks")]
public sealed class RiskAcceptancesApiController(ISender sender) : ApiController(sender)
{
    /// <summary>Lists the acceptances of a risk, newest first, with who granted them and whose grants are missing.</summary>
    /// <remarks>Needs the scope risks:read. At most one waits and one holds.</remarks>
    /// <param name="id">Of the risk.</param>
    [HttpGet]
    [Refuses(404)]
    public async Task<ActionResult<IReadOnlyList<AcceptanceView>>> List(Guid id, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new ListAcceptances(id), cancellationToken);
        return read.Error is { } error ? this.Refuse(error) : Ok(read.Value);
    }

    /// <summary>Gets one acceptance of a risk.</summary>
    /// <remarks>Needs the scope risks:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    /// <param name="id">Of the risk.</param>
    /// <param name="acceptance">Of the acceptance.</param>
    [HttpGet("{acceptance:guid}")]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    [Refuses(404)]
    public async Task<ActionResult<AcceptanceView>> Get(Guid id, Guid acceptance, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new GetAcceptance(acceptance), cancellationToken);
        return read.Error is null && read.Value.RiskId != id ? this.Refuse(Error.NotFound) : Versioned(read, v => v.Version);
    }

    /// <summary>Asks for the acceptance of a risk as it is rated now; whoever answers for the key is named as the one who asked.</summary>
    /// <remarks>
    /// Needs the scope risks:write and If-Match with the ETag of the risk that was read. Refused while the current risk is not rated by the methodology in force,
    /// where nobody may accept its level, and while another request waits (409). The same id again answers with the request that is there already.
    /// </remarks>
    /// <param name="id">Of the risk.</param>
    [HttpPost]
    [ProducesResponseType<AcceptanceView>(StatusCodes.Status201Created)]
    [Refuses(404, 409, 412, 422, 428)]
    public async Task<ActionResult<AcceptanceView>> Ask(Guid id, AcceptanceBody body, CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var asked = await Sender.Send(body.For(id, version), cancellationToken);
        return asked.Error is { } error ? this.Refuse(error) : this.ToAnswer(await Sender.Send(new GetAcceptance(asked.Value), cancellationToken), view => CreatedAtAction(nameof(Get), new { id, acceptance = view.Id }, view));
    }
}

/// <summary>What is asked for.</summary>
public sealed record AcceptanceBody
{
    /// <summary>UUID, best version 7; the same id again is the same request. Made by the server when missing.</summary>
    public Guid Id { get; init; }

    /// <summary>Why the risk is retained rather than treated; at least 20 characters.</summary>
    public string? Reason { get; init; }

    /// <summary>What has to stay so while it is accepted.</summary>
    public string? Conditions { get; init; }

    /// <summary>The last day on which it holds: after today, within twelve months.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>Where another option stands: the risk's option becomes Accept.</summary>
    public bool ChooseAccept { get; init; }

    internal RequestAcceptance For(Guid risk, long version) => new()
    {
        Id = Id == Guid.Empty ? Guid.CreateVersion7() : Id,
        RiskId = risk,
        Version = version,
        Reason = Reason,
        Conditions = Conditions,
        ValidUntil = ValidUntil,
        ChooseAccept = ChooseAccept,
    };
}
