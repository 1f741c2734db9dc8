using FluentValidation;
using IsmsPlatform.Application.Acceptance;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Risks;

/// <summary>Changes what is said of a risk: the ISMS manager each, an owner their own.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record ChangeRisk : RiskForm, ICommand<Result>
{
    public ChangeRisk() { }

    /// <param name="said">What is said of the risk now.</param>
    public ChangeRisk(RiskForm said) : base(said) { }

    public Guid Id { get; init; }

    /// <summary>What the editor saw.</summary>
    public long Version { get; init; }
}

public sealed class ChangeRiskValidator : AbstractValidator<ChangeRisk>
{
    public ChangeRiskValidator() => Include(new RiskFormRules());
}

public sealed class ChangeRiskHandler(IsmsDbContext db, ReviewDesk desk, RiskLinks links, RiskAccess access, AcceptanceDesk acceptances) : ICommandHandler<ChangeRisk, Result>
{
    public async ValueTask<Result> Handle(ChangeRisk command, CancellationToken cancellationToken)
    {
        var opened = await db.OpenRiskAsync(access, command.Id, command.Version, cancellationToken);
        if (opened.Error is { } refused) { return refused; }
        var changed = opened.Value.Change(command.Details(), await desk.PlanAsync<Risk>(command, cancellationToken));
        if (changed.IsSuccess) { await acceptances.FollowAsync(opened.Value, cancellationToken); }
        return changed.IsSuccess ? await links.SetAsync(opened.Value, command, isNew: false, cancellationToken) : changed;
    }
}
