using IsmsPlatform.Application.LossExposure;
using IsmsPlatform.Domain.LossExposure;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.LossExposure;

/// <summary>What risks cost in a year: estimates, and simulations of all risks together.</summary>
[Route("api/v1")]
[Tags("Loss exposure")]
public sealed class LossExposureApiController(ISender sender) : ApiController(sender)
{
    /// <summary>Gets what a risk costs in a year: its newest estimates, simulated.</summary>
    /// <remarks>Needs the scope risks:read. Amounts are in the organisation's currency; the same seed gives the same figures. The ETag is that of the risk.</remarks>
    /// <param name="id">Of the risk.</param>
    [HttpGet("risks/{id:guid}/loss-exposure")]
    [Refuses(404)]
    public async Task<ActionResult<LossExposureView>> Exposure(Guid id, CancellationToken cancellationToken) => Versioned(await Sender.Send(new GetLossExposure(id), cancellationToken), v => v.Version);

    /// <summary>Says how often a risk happens at one stage and what one event costs; whoever answers for the key is named as the one who estimated.</summary>
    /// <remarks>Needs the scope risks:write and If-Match with the ETag of the risk that was read. The estimate before stays.</remarks>
    /// <param name="id">Of the risk.</param>
    [HttpPost("risks/{id:guid}/loss-estimates")]
    [Refuses(404, 412, 422, 428)]
    public async Task<ActionResult<LossExposureView>> Estimate(Guid id, LossEstimateBody body, CancellationToken cancellationToken)
    {
        if (ExpectedVersion is not { } version) { return VersionMissing(); }
        var done = await Sender.Send(body.For(id, version), cancellationToken);
        return done.Error is { } error ? this.Refuse(error) : await Exposure(id, cancellationToken);
    }

    /// <summary>Gets the newest simulation of all risks together, with the twenty newest by name.</summary>
    /// <remarks>Needs the scope risks:read. <c>changedSince</c> counts the estimates that came after it.</remarks>
    [HttpGet("loss-simulations")]
    [Refuses(404)]
    public async Task<ActionResult<LossPortfolio>> Newest(CancellationToken cancellationToken) => this.ToAnswer(await Sender.Send(new GetLossRun(null), cancellationToken), portfolio => Ok(portfolio));

    /// <summary>Gets one simulation of all risks together.</summary>
    /// <remarks>Needs the scope risks:read.</remarks>
    /// <param name="id">Of the simulation.</param>
    [HttpGet("loss-simulations/{id:guid}")]
    [Refuses(404)]
    public async Task<ActionResult<LossRunView>> Run(Guid id, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new GetLossRun(id), cancellationToken);
        return read.Error is { } error ? this.Refuse(error) : Ok(read.Value.Run);
    }

    /// <summary>Simulates what all open risks with an estimate cost together.</summary>
    /// <remarks>Needs the scope risks:write. The same seed with the same estimates gives the same.</remarks>
    [HttpPost("loss-simulations")]
    [ProducesResponseType<LossRunView>(StatusCodes.Status201Created)]
    [Refuses(422)]
    public async Task<ActionResult<LossRunView>> Simulate(SimulationBody body, CancellationToken cancellationToken)
    {
        var done = await Sender.Send(new SimulateLosses(Guid.CreateVersion7(), body.Seed), cancellationToken);
        if (done.Error is { } refused) { return this.Refuse(refused); }
        var read = await Sender.Send(new GetLossRun(done.Value), cancellationToken);
        return read.Error is { } error ? this.Refuse(error) : CreatedAtAction(nameof(Run), new { id = done.Value }, read.Value.Run);
    }

    /// <summary>Gets how much loss in a year the organisation bears, and how often.</summary>
    /// <remarks>Needs the scope risks:read.</remarks>
    [HttpGet("loss-tolerance")]
    public async Task<ActionResult<LossToleranceView>> Tolerance(CancellationToken cancellationToken) => this.ToAnswer(await Sender.Send(new GetLossTolerance(), cancellationToken), tolerance => Ok(tolerance));
}

/// <summary>Options of a simulation.</summary>
public sealed record SimulationBody
{
    /// <summary>Of the random numbers; missing for a new one.</summary>
    public long? Seed { get; init; }
}

/// <summary>How often, and how much.</summary>
public sealed record LossEstimateBody : LossForm
{
    /// <summary>Inherent (without controls), Current (as it is today) or Target (after treatment).</summary>
    public EvaluationStage? Stage { get; init; }

    /// <summary>Of the random numbers; missing for that of the estimate before, or a new one.</summary>
    public long? Seed { get; init; }

    internal EstimateLoss For(Guid id, long version) => new(this) { Id = id, Version = version, Stage = Stage, Seed = Seed };
}
