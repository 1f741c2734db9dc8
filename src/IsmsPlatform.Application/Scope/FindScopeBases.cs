using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Scope;

/// <summary>On what a scope can rest, by a part of its name.</summary>
/// <param name="Named">What is chosen now: offered whatever is typed, so that typing takes nothing away.</param>
[RequirePermission(Permissions.ScopeEdit)]
public sealed record FindScopeBases(ScopeBasis Basis, string? Q, IReadOnlyList<Guid> Named) : IQuery<Result<IReadOnlyList<Choice>>>;

public sealed class FindScopeBasesValidator : AbstractValidator<FindScopeBases>
{
    public FindScopeBasesValidator() => RuleFor(f => f.Q).AtMost(Asset.NameMaxLength);
}

public sealed class FindScopeBasesHandler(IsmsDbContext db, Texts t) : IQueryHandler<FindScopeBases, Result<IReadOnlyList<Choice>>>
{
    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(FindScopeBases query, CancellationToken cancellationToken)
        => Result<IReadOnlyList<Choice>>.Of(await db.BasesToChooseAsync(query.Basis, [.. query.Named.Take(ScopeStatement.MostCitations)], query.Q, t, cancellationToken));
}

internal static class BasesToChoose
{
    private const int Most = 50;

    /// <summary>What is named, whatever became of it, then what is in force and matches. Of law that is repealed the name says so: it keeps a draft from being submitted.</summary>
    internal static async Task<IReadOnlyList<Choice>> BasesToChooseAsync(this IsmsDbContext db, ScopeBasis basis, IReadOnlyCollection<Guid> named, string? q, Texts t, CancellationToken cancellationToken)
    {
        var inForce = basis switch
        {
            ScopeBasis.Objective => db.BusinessObjectives.Where(o => o.Status == ObjectiveStatus.Active).Select(o => o.Id),
            ScopeBasis.LegalRequirement => db.LegalRequirements.Where(l => l.Status == LegalStatus.Active).Select(l => l.Id),
            ScopeBasis.Issue => db.ContextIssues.Where(i => i.Status == IssueStatus.Active).Select(i => i.Id),
            _ => db.PartyRequirements.Where(r => db.InterestedParties.Any(p => p.Id == r.PartyId && p.Status == PartyStatus.Active)).Select(r => r.Id),
        };
        HashSet<Guid> repealed = basis == ScopeBasis.LegalRequirement && named.Count > 0
            ? await db.LegalRequirements.Where(l => named.Contains(l.Id) && l.Status == LegalStatus.Repealed).Select(l => l.Id).ToHashSetAsync(cancellationToken) : [];
        var choices = await db.ScopeBases(basis).Select(b => new LinkOffer { Id = b.Id, Name = b.Name, Order = 0, IsOffered = inForce.Contains(b.Id) }).ToChooseAsync(q, named, Most, cancellationToken);
        return [.. choices.Select(c => repealed.Contains(c.Id) ? c with { Name = t["{0} (repealed)", c.Name] } : c)];
    }
}
