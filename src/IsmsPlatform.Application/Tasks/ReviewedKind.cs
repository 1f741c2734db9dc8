using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Application.Tasks;

/// <summary>
/// A kind of record that somebody answers for and looks at again on a planned day. Its table has <c>owner_id</c> and
/// <c>next_review_on</c>; <see cref="KeepTasks"/> makes the tasks, <see cref="SetReviewCycle"/> sets how often.
/// </summary>
/// <param name="Type">The entity's name.</param>
/// <param name="Table">Where the records are.</param>
/// <param name="Name">The column that says how a record is called.</param>
/// <param name="InForce">The condition in SQL under which a record is reviewed at all.</param>
/// <param name="Task">What the owner is asked for.</param>
internal sealed record ReviewedKind(string Type, string Table, string Name, string InForce, WorkTaskKind Task = WorkTaskKind.Review);

/// <summary>The kinds there are. A new subject adds its line here; its act of review calls <see cref="ReviewTasks.ReviewedAsync"/>.</summary>
internal static class ReviewedKinds
{
    internal static IReadOnlyList<ReviewedKind> All { get; } =
    [
        new(nameof(ContextIssue), Table: "context_issue", Name: "title", InForce: "status = 'Active'"),
        new(nameof(ClimateDetermination), Table: "climate_determination", Name: "'Relevance of climate change'", InForce: "true"),
        new(nameof(InterestedParty), Table: "interested_party", Name: "name", InForce: "status = 'Active'"),
        new(nameof(BusinessObjective), Table: "business_objective", Name: "title", InForce: "status = 'Active'"),
        new(nameof(LegalRequirement), Table: "legal_requirement", Name: "title", InForce: "status = 'Active'"),
        // Of the versions that were approved the one that holds.
        new(nameof(ScopeStatement), Table: "scope_statement", Name: "'Scope, version ' || version_no",
            InForce: "status = 'Approved' and not exists (select from scope_statement l where l.tenant_id = scope_statement.tenant_id and l.status = 'Approved' and l.in_force_from <= current_date and (l.in_force_from, l.version_no) > (scope_statement.in_force_from, scope_statement.version_no))"),
        new(nameof(IsmsProcess), Table: "isms_process", Name: "name", InForce: "status = 'Active'"),
        new(nameof(Risk), Table: "risk", Name: "title", InForce: "status <> 'Closed'"),
        new(nameof(Asset), Table: "asset", Name: "name", InForce: "status in ('Active', 'UnderReview')", WorkTaskKind.AssetReview),
    ];

    /// <summary>All records that are reviewed, as a subquery: tenant_id, subject_type, kind, id, title, owner_id, next_review_on. Made of the constants above, never of what somebody sent.</summary>
    internal static string Sql { get; } = string.Join(" union all ", All.Select(k =>
        $"select tenant_id, '{k.Type}'::text as subject_type, '{k.Task}'::text as kind, id, left({k.Name}, {WorkTask.TitleMaxLength}) as title, owner_id, next_review_on from {k.Table} where {k.InForce} and owner_id is not null"));

    internal static ReviewedKind? Of(string? type) => All.FirstOrDefault(k => string.Equals(k.Type, type, StringComparison.OrdinalIgnoreCase));
}
