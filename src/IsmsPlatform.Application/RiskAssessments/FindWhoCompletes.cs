using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>Who completes an assessment in the place of its lead, by name; empty where the lead may.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record FindWhoCompletes(Guid Id) : IQuery<Result<IReadOnlyList<Choice>>>, IForOwnersToo
{
    string IForOwnersToo.SubjectType => nameof(RiskAssessment);

    Guid? IForOwnersToo.SubjectId => Id;
}

public sealed class FindWhoCompletesHandler(IsmsDbContext db, AssessmentTasks tasks) : IQueryHandler<FindWhoCompletes, Result<IReadOnlyList<Choice>>>
{
    public async ValueTask<Result<IReadOnlyList<Choice>>> Handle(FindWhoCompletes query, CancellationToken cancellationToken)
        => await db.RiskAssessments.Where(a => a.Id == query.Id).Select(a => (Guid?)a.LeadId).SingleOrDefaultAsync(cancellationToken) is { } lead
            ? Result<IReadOnlyList<Choice>>.Of(await tasks.CompletingAsync(lead, cancellationToken)) : Error.NotFound;
}
