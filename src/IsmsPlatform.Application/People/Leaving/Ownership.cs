using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Shared;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.People.Leaving;

/// <summary>What people can have, in the order in which the assistant asks.</summary>
public enum OwnedKind
{
    Role,
    Responsibility,
    Unit,
    Report,
    Asset,
    Custody,
    ContextIssue,
    ClimateDetermination,
    InterestedParty,
    LegalRequirement,
    BusinessObjective,
    Process,
    Risk,
    RiskAssessment,
    AssessmentParticipation,
    TreatmentPlan,
    TreatmentAction,
    Control,
    Operation,
    Testing,
    Test,
    Scope,
    Task,
    ApiClient,
}

/// <summary>Something that a person has and that needs somebody else when they leave.</summary>
public sealed record OwnedItem
{
    public required Guid Id { get; init; }

    public string? Code { get; init; }

    /// <summary>Its name; of a role the role.</summary>
    public required string Name { get; init; }
}

/// <summary>One way in which records name a person who answers for them.</summary>
/// <param name="Column">Table and column: a test compares them with every reference to a person that the database has.</param>
/// <param name="ViewPermission">Who leads a leaver out without it hands the records over without seeing them.</param>
/// <param name="Of">What a person has now; what is closed or retired keeps the name.</param>
/// <param name="HandOverAsync">Gives each of them to whom the last argument names.</param>
public sealed record Ownership(OwnedKind Kind, string Column, string ViewPermission, Func<LeavingDesk, Guid, IQueryable<OwnedItem>> Of, Func<LeavingDesk, Guid, Func<Guid, Guid>, CancellationToken, Task<Result>> HandOverAsync)
{
    /// <summary>Under which name a form says who gets one of them.</summary>
    public string KeyOf(Guid id) => $"{Kind}:{id}";

    /// <param name="held">The records of a person.</param>
    /// <param name="name">How one is called.</param>
    /// <param name="handOver">Gives one to someone else.</param>
    internal static Ownership Through<T>(OwnedKind kind, string column, string viewPermission, Func<LeavingDesk, Guid, IQueryable<T>> held, System.Linq.Expressions.Expression<Func<T, OwnedItem>> name, Func<LeavingDesk, T, Guid, CancellationToken, ValueTask<Result>> handOver)
        where T : Entity
        => new(kind, column, viewPermission, (desk, person) => held(desk, person).AsNoTracking().Select(name), async (desk, person, heirOf, cancellationToken) =>
        {
            foreach (var record in await held(desk, person).ToListAsync(cancellationToken))
            {
                var handed = await handOver(desk, record, heirOf(record.Id), cancellationToken);
                if (!handed.IsSuccess) { return handed; }
            }
            return Result.Success;
        });
}
