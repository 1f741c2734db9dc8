using System.Text.Json.Serialization;
using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks;

/// <summary>Enters a risk into the register (6.1.2 c); it is rated afterwards.</summary>
[RequirePermission(Permissions.RisksEdit)]
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record IdentifyRisk : RiskForm, ICommand<Result<Guid>>
{
    public IdentifyRisk() { }

    /// <param name="said">What is said of the risk already.</param>
    public IdentifyRisk(RiskForm said) : base(said) { }

    /// <summary>UUID, best version 7; the same id again is the same risk. Made by the server when missing.</summary>
    public Guid Id { get; init; }
}

public sealed class IdentifyRiskValidator : AbstractValidator<IdentifyRisk>
{
    public IdentifyRiskValidator()
    {
        Include(new RiskFormRules());
        RuleFor(r => r.Id).Required();
    }
}

public sealed class IdentifyRiskHandler(IsmsDbContext db, ReviewDesk desk, RiskLinks links, CodeSequence codes) : ICommandHandler<IdentifyRisk, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(IdentifyRisk command, CancellationToken cancellationToken)
    {
        // The form was sent twice: that is one risk, and whatever differs is not lost in silence.
        if (await db.Risks.AsNoTracking().SingleOrDefaultAsync(r => r.Id == command.Id, cancellationToken) is { } there)
        {
            return there.Details().Is(command.Details()) && there.OwnerId == command.OwnerId && (command.NextReviewOn ?? there.NextReviewOn) == there.NextReviewOn && await links.AreAsync(there.Id, command, cancellationToken)
                ? there.Id : ReviewErrors.SentBefore;
        }
        var risk = Risk.Identify(command.Id, await codes.NextAsync(Risk.CodePrefix, cancellationToken), command.Details(), await desk.PlanAsync<Risk>(command, cancellationToken));
        if (risk.Error is { } error) { return error; }
        db.Risks.Add(risk.Value);
        await desk.AskAsync(risk.Value, risk.Value.Title, cancellationToken);
        return (await links.SetAsync(risk.Value, command, isNew: true, cancellationToken)).Error is { } missing ? missing : command.Id;
    }
}

internal static class RiskOfRecord
{
    internal static RiskDetails Details(this Risk r) => new(r.Title, r.Scenario, r.Kind, r.ThreatId, r.Affects(), r.Treatment, r.PersonalData);

    // A list has no value of its own to compare by.
    internal static bool Is(this RiskDetails one, RiskDetails other) => one with { Affects = other.Affects } == other && one.Affects.SequenceEqual(other.Affects);
}
