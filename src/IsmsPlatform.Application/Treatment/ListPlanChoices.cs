using IsmsPlatform.Application.Organisation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Treatment;

/// <summary>What the form of a plan offers: people, and the plans whose place it may take.</summary>
/// <param name="Owner">Who is chosen now.</param>
/// <param name="Succeeds">What is chosen now.</param>
[RequirePermission(Permissions.RisksEdit, Permissions.RisksEditOwn)]
public sealed record ListPlanChoices(Guid? Owner, Guid? Succeeds) : IQuery<Result<PlanChoices>>;

/// <param name="Currency">Of the amounts; ISO 4217.</param>
public sealed record PlanChoices(IReadOnlyList<Choice> People, IReadOnlyList<Choice> Plans, string Currency);

public sealed class ListPlanChoicesHandler(IsmsDbContext db) : IQueryHandler<ListPlanChoices, Result<PlanChoices>>
{
    private const int MostPlans = 200;

    public async ValueTask<Result<PlanChoices>> Handle(ListPlanChoices query, CancellationToken cancellationToken) => new PlanChoices(
        await db.PeopleToChooseAsync([query.Owner], cancellationToken),
        await db.TreatmentPlans.Where(p => p.Id == query.Succeeds || p.Status == PlanStatus.Approved || p.Status == PlanStatus.InProgress || p.Status == PlanStatus.Completed)
            .OrderByDescending(p => p.PeriodFrom).ThenBy(p => p.Id).Take(MostPlans).Select(p => new Choice(p.Id, p.Code + " " + p.Name)).ToListAsync(cancellationToken),
        await db.CurrencyAsync(cancellationToken));
}
