using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Acceptance;

[RequirePermission(Permissions.RisksView)]
public sealed record GetAcceptance(Guid Id) : IQuery<Result<AcceptanceView>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(RiskAcceptance);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class GetAcceptanceHandler(IsmsDbContext db, AcceptanceReader reader) : IQueryHandler<GetAcceptance, Result<AcceptanceView>>
{
    public async ValueTask<Result<AcceptanceView>> Handle(GetAcceptance query, CancellationToken cancellationToken)
        => await reader.ReadAsync(db.RiskAcceptances.Where(a => a.Id == query.Id), 1, cancellationToken) is [var found] ? found : Error.NotFound;
}

/// <summary>Those of one risk, newest first.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record ListAcceptances(Guid RiskId) : IQuery<Result<IReadOnlyList<AcceptanceView>>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(Risk);

    Guid? IForOwnersToo.SubjectId => RiskId;
}

public sealed class ListAcceptancesHandler(IsmsDbContext db, SubjectFinder subjects, AcceptanceReader reader) : IQueryHandler<ListAcceptances, Result<IReadOnlyList<AcceptanceView>>>
{
    /// <summary>More than any risk is accepted in decades.</summary>
    private const int Most = 100;

    public async ValueTask<Result<IReadOnlyList<AcceptanceView>>> Handle(ListAcceptances query, CancellationToken cancellationToken)
        => await subjects.FindAsync(nameof(Risk), query.RiskId, cancellationToken) is not null
            ? Result<IReadOnlyList<AcceptanceView>>.Of(await reader.ReadAsync(db.RiskAcceptances.Where(a => a.RiskId == query.RiskId), Most, cancellationToken)) : Error.NotFound;
}
