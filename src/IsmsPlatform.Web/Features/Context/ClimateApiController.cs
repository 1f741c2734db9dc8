using IsmsPlatform.Application.Context;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Context;

/// <summary>Whether climate change is a relevant issue (ISO/IEC 27001:2022/Amd 1:2024, 4.1). There is one determination at a time.</summary>
[Route("api/v1/climate-determination")]
[Tags("Climate determination")]
public sealed class ClimateApiController(ISender sender) : ApiController(sender)
{
    /// <summary>Gets what was determined last; version 0 while nobody determined it.</summary>
    /// <remarks>Needs the scope context:read. Answers 304 when If-None-Match carries the present ETag.</remarks>
    [HttpGet]
    [ProducesResponseType(StatusCodes.Status304NotModified)]
    public async Task<ActionResult<ClimateView>> Get(CancellationToken cancellationToken)
        => Versioned(await Sender.Send(new GetClimate(), cancellationToken), c => c.Version);

    /// <summary>Determines it anew; what was determined before stays in the history.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read: 428 without it, 412 when someone else determined it meanwhile.</remarks>
    /// <param name="determination">Every member but the day is needed.</param>
    [HttpPut]
    [Refuses(412, 422, 428)]
    public async Task<ActionResult<ClimateView>> Determine(ClimateBody determination, CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var done = await Sender.Send(new DetermineClimate { IsRelevant = determination.IsRelevant, Rationale = determination.Rationale, OwnerId = determination.OwnerId, NextReviewOn = determination.NextReviewOn, Version = version }, cancellationToken);
        return done.Error is { } error ? this.Refuse(error) : Versioned(await Sender.Send(new GetClimate(), cancellationToken), c => c.Version);
    }

    /// <summary>Confirms that the determination was looked at again.</summary>
    /// <remarks>Needs the scope context:write and If-Match with the ETag that was read. Answers 404 while nobody determined it.</remarks>
    [HttpPost("review")]
    [Refuses(404, 412, 428)]
    public async Task<ActionResult<ClimateView>> Review(CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var done = await Sender.Send(new ReviewClimate(version), cancellationToken);
        return done.Error is { } error ? this.Refuse(error) : Versioned(await Sender.Send(new GetClimate(), cancellationToken), c => c.Version);
    }
}

/// <summary>What is determined.</summary>
/// <param name="IsRelevant">Whether climate change is a relevant issue.</param>
/// <param name="Rationale">Why, or why not.</param>
/// <param name="OwnerId">The person who answers for it.</param>
/// <param name="NextReviewOn">The day by which it is looked at again; planned by the review cycle when missing.</param>
public sealed record ClimateBody(bool? IsRelevant, string? Rationale, Guid? OwnerId, DateOnly? NextReviewOn);
