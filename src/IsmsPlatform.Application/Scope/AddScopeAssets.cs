using FluentValidation;
using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>Draws assets of the register into a draft, by name; the editor says then whether they are critical.</summary>
[RequirePermission(Permissions.ScopeEdit)]
public sealed record AddScopeAssets(Guid Id, Guid[]? Assets) : ICommand<Result<int>>;

public sealed class AddScopeAssetsValidator : AbstractValidator<AddScopeAssets>
{
    public AddScopeAssetsValidator() => RuleFor(a => a.Assets).Must(a => a is { Length: > 0 and <= ScopeStatement.MostCitations }).WithErrorCode("required").WithMessage("Choose at least one.");
}

public sealed class AddScopeAssetsHandler(IsmsDbContext db, ApprovalDesk desk, AuditTrail audit) : ICommandHandler<AddScopeAssets, Result<int>>
{
    public async ValueTask<Result<int>> Handle(AddScopeAssets command, CancellationToken cancellationToken)
    {
        if (await db.ScopeStatements.SingleOrDefaultAsync(s => s.Id == command.Id, cancellationToken) is not { } draft) { return Error.NotFound; }
        var wasInReview = draft.Status == ScopeStatus.InReview;
        if (draft.Reopen().Error is { } closed) { return closed; }
        db.Entry(draft).Property(s => s.Statement).IsModified = true;
        var known = await db.ScopeItems.Where(i => i.ScopeId == draft.Id && i.AssetId != null).Select(i => i.AssetId!.Value).ToHashSetAsync(cancellationToken);
        var asked = command.Assets!.Distinct().Where(a => !known.Contains(a)).ToList();
        var assets = await db.Assets.Where(a => asked.Contains(a.Id)).Select(a => new { a.Id, a.Type, a.Name }).ToListAsync(cancellationToken);
        if (assets.Count < asked.Count) { return Error.NotFound; }
        db.ScopeItems.AddRange(assets.Select(a => ScopeItem.State(Guid.CreateVersion7(), draft.Id, ScopeTarget.OfAsset(a.Id, a.Type), a.Name, included: true)));
        if (assets.Count > 0) { audit.Note(nameof(ScopeStatement), draft.Id, draft.Label, new FieldChange("DrawnIn", null, string.Join(", ", assets.Select(a => a.Name)))); }
        if (wasInReview) { await desk.CloseAsync(nameof(ScopeStatement), draft.Id, ApprovalDecision.Withdrawn, cancellationToken); }
        return assets.Count;
    }
}
