using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Methodologies;

/// <summary>Begins a new version, with a ready method or with the one in force.</summary>
/// <param name="AuthorId">Who answers for the draft; leave it out. Only a key for which nobody answers has to name somebody.</param>
[RequirePermission(Permissions.MethodologyEdit)]
public sealed record DraftMethodology(Guid Id, MethodologyStart? Start, Guid? AuthorId = null) : ICommand<Result<Guid>>;

public sealed class DraftMethodologyValidator : AbstractValidator<DraftMethodology>
{
    public DraftMethodologyValidator() => RuleFor(d => d.Start).NotNull().WithErrorCode("required").WithMessage("Choose how to begin.");
}

public sealed class DraftMethodologyHandler(IsmsDbContext db, MethodologyStory story, RequestScope scope) : ICommandHandler<DraftMethodology, Result<Guid>>
{
    public async ValueTask<Result<Guid>> Handle(DraftMethodology command, CancellationToken cancellationToken)
    {
        await db.LockAsync("methodology", cancellationToken);
        if (await db.RiskMethodologies.AsNoTracking().SingleOrDefaultAsync(m => m.Id == command.Id, cancellationToken) is { } there)
        {
            // How it began is not kept: it shows in the scales, as long as nobody changed them.
            var again = await BeginAsync(command, there.VersionNo, command.AuthorId ?? there.AuthorId, cancellationToken);
            return again.IsSuccess && MethodologyApproval.Content(again.Value) == MethodologyApproval.Content(there) && again.Value.AuthorId == there.AuthorId ? there.Id : ReviewErrors.SentBefore;
        }
        if (await db.RiskMethodologies.AnyAsync(m => m.Status == MethodologyStatus.Draft || m.Status == MethodologyStatus.InReview, cancellationToken)) { return MethodologyErrors.DraftedAlready; }
        if (scope.Actor.ResponsibleId is { } answers && command.AuthorId is { } named && named != answers) { return ApprovalErrors.WorkOfKey(nameof(DraftMethodology.AuthorId)); }
        if ((scope.AnsweringId ?? command.AuthorId) is not { } author || !await db.People.AnyAsync(p => p.Id == author, cancellationToken)) { return MethodologyErrors.NoAuthor; }
        var last = await db.RiskMethodologies.MaxAsync(m => (int?)m.VersionNo, cancellationToken) ?? 0;
        var draft = await BeginAsync(command, last + 1, author, cancellationToken);
        if (draft.Error is { } nothing) { return nothing; }
        db.RiskMethodologies.Add(draft.Value);
        story.Tell(draft.Value);
        return command.Id;
    }

    private async Task<Result<RiskMethodology>> BeginAsync(DraftMethodology command, int number, Guid author, CancellationToken cancellationToken)
    {
        var inForce = command.Start == MethodologyStart.InForce ? await db.RiskMethodologies.InForce().AsNoTracking().FirstOrDefaultAsync(cancellationToken) : null;
        if (command.Start == MethodologyStart.InForce && inForce is null) { return MethodologyErrors.NothingToCopy; }
        return RiskMethodology.Draft(command.Id, number, inForce?.Appetite ?? MethodologyPresets.Appetite, inForce?.Scales ?? MethodologyPresets.Of(command.Start!.Value), author);
    }
}
