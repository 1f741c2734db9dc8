using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Risks.Assess;

/// <summary>Keeps what one step entered. Whoever goes on has it checked; whoever goes back or leaves does not, and finds again what could not be read.</summary>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record SaveRiskDraft : RiskDraftForm, ICommand<Result>
{
    public Guid Id { get; init; }

    /// <summary>What was seen.</summary>
    public long Version { get; init; }

    public AssessStep Step { get; init; }

    /// <summary>The next step is opened only when this one is right.</summary>
    public bool Check { get; init; }
}

public sealed class SaveRiskDraftHandler(IsmsDbContext db, RiskDraftCheck check, RequestScope scope, TimeProvider clock) : ICommandHandler<SaveRiskDraft, Result>
{
    public async ValueTask<Result> Handle(SaveRiskDraft command, CancellationToken cancellationToken)
    {
        if (await db.OwnRiskDrafts(scope).SingleOrDefaultAsync(d => d.Id == command.Id, cancellationToken) is not { } draft) { return Error.NotFound; }
        if (draft.Version != command.Version) { return Error.Stale; }
        var content = draft.Read().With(command.Step, command);
        if (command.Check && await check.RefusalAsync(draft.RiskId, content, command.Step, cancellationToken) is { } refused) { return refused; }
        return draft.Keep(command.Check ? command.Step + 1 : command.Step, content, clock.GetUtcNow()) ? Result.Success : RiskDrafts.TooLong;
    }
}
