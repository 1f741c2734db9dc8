using System.Linq.Expressions;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.Organisation;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Processes;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Responsibilities;

namespace IsmsPlatform.Application.Onboarding;

/// <summary>What an organisation does to begin with its ISMS.</summary>
public enum OnboardingStep
{
    Profile,
    Issues,
    Climate,
    Parties,
    LegalRegister,
    Units,
    Locations,
    Scope,
    Processes,
    People,
    TopManagement,
    Responsibilities,
    Evidence,
    Assets,
    Acceptance,
    Reviews,
}

/// <param name="Clause">Of ISO/IEC 27001.</param>
/// <param name="Path">Where it is done, below the organisation's address.</param>
/// <param name="Permission">Whoever has it can do it there.</param>
/// <param name="IsDone">Asked of the records as they are; nobody ticks a step.</param>
internal sealed record OnboardingRule(OnboardingStep Step, string Clause, string Path, string Permission, Expression<Func<IsmsDbContext, bool>> IsDone)
{
    /// <summary>How many records it is that are not done yet, and where just these are listed; null where the step counts nothing.</summary>
    public (Expression<Func<IsmsDbContext, int>> Count, string Path)? Left { get; init; }
}

/// <summary>The steps in the order of clauses 4 to 10. A new subject adds its line here.</summary>
internal static class OnboardingSteps
{
    internal static IReadOnlyList<OnboardingRule> All { get; } =
    [
        new(OnboardingStep.Profile, "4.1", "organisation", Permissions.OrganisationEdit, db => db.Organisations.Any(o => o.Sector != null)),
        new(OnboardingStep.Issues, "4.1", "context", Permissions.ContextEdit, db => db.ContextIssues.Any(i => i.Status == IssueStatus.Active)),
        new(OnboardingStep.Climate, "4.1", "context/climate", Permissions.ContextEdit, db => db.ClimateDeterminations.Any()),
        new(OnboardingStep.Parties, "4.2", "interested-parties", Permissions.ContextEdit, db => db.InterestedParties.Any()),
        new(OnboardingStep.LegalRegister, "4.2", "legal-requirements", Permissions.LegalEdit, db => db.LegalRequirements.Any()),
        new(OnboardingStep.Units, "4.3", "organisation/units", Permissions.OrganisationEdit, db => db.Units.Any()),
        new(OnboardingStep.Locations, "4.3", "organisation/locations", Permissions.OrganisationEdit, db => db.Locations.Any()),
        new(OnboardingStep.Scope, "4.3", "scope", Permissions.ScopeEdit, db => db.ScopeStatements.Any(s => s.Status == ScopeStatus.Approved)),
        new(OnboardingStep.Processes, "4.4", "processes", Permissions.ProcessesEdit, db => db.Processes.Any(p => p.Status == ProcessStatus.Active) && !db.Processes.Any(p => p.Status == ProcessStatus.Active && p.OwnerId == null))
        {
            Left = (db => db.Processes.Count(p => p.Status == ProcessStatus.Active && p.OwnerId == null), "processes?owner=none"),
        },
        new(OnboardingStep.TopManagement, "5.1", "people", Permissions.RolesAssign, db => db.RoleAssignments.Any(r => r.Role == Role.TopManagement && r.Status == RoleAssignmentStatus.Effective)),
        new(OnboardingStep.Responsibilities, "5.3", "responsibilities", Permissions.RolesAssign, db => db.RaciEntries.Any(e => e.Letter == RaciLetter.Accountable)),
        new(OnboardingStep.People, "7.1", "people/import", Permissions.PeopleEdit, db => db.People.Count() > 1),
        new(OnboardingStep.Evidence, "7.5", "evidence", Permissions.EvidenceEdit, db => db.Evidence.Any()),
        new(OnboardingStep.Assets, "8.1", "assets/import", Permissions.AssetsEdit, db => db.Assets.Any()),
        new(OnboardingStep.Acceptance, "8.1", "assets?status=Draft", Permissions.AssetsView, db => db.Assets.Any(a => a.Status == AssetStatus.Active)),
        new(OnboardingStep.Reviews, "9.1", "tasks/reviews", Permissions.ReviewsEdit, db => db.ReviewCycles.Any()),
    ];

    /// <summary>Every rule in one question, in their order; of an organisation that hides them nothing is looked up.</summary>
    internal static Expression<Func<IsmsDbContext, IQueryable<OnboardingAnswers>>> Question()
    {
        Expression<Func<IsmsDbContext, IQueryable<OrganisationProfile>>> organisations = db => db.Organisations;
        Expression<Func<OrganisationProfile, bool>> hidden = o => o.FirstStepsHidden;
        var (context, shown) = (organisations.Parameters[0], Expression.Not(hidden.Body));
        Expression Asked(LambdaExpression question) => new OfContext(question.Parameters[0], context, shown).Visit(question.Body);
        var made = Expression.MemberInit(Expression.New(typeof(OnboardingAnswers)),
            Expression.Bind(typeof(OnboardingAnswers).GetProperty(nameof(OnboardingAnswers.Hidden))!, hidden.Body),
            Expression.Bind(typeof(OnboardingAnswers).GetProperty(nameof(OnboardingAnswers.Done))!, Expression.NewArrayInit(typeof(bool), All.Select(rule => Asked(rule.IsDone)))),
            Expression.Bind(typeof(OnboardingAnswers).GetProperty(nameof(OnboardingAnswers.Left))!, Expression.NewArrayInit(typeof(int), All.Select(rule => rule.Left is { } left ? Asked(left.Count) : Expression.Constant(0)))));
        var answers = Expression.Call(typeof(Queryable), nameof(Queryable.Select), [typeof(OrganisationProfile), typeof(OnboardingAnswers)], organisations.Body, Expression.Quote(Expression.Lambda(made, hidden.Parameters[0])));
        return Expression.Lambda<Func<IsmsDbContext, IQueryable<OnboardingAnswers>>>(answers, context);
    }

    // What does not depend on the organisation's row, Entity Framework would ask beforehand, each in a question of its own.
    private sealed class OfContext(ParameterExpression parameter, Expression context, Expression shown) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? context : node;

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            var visited = (MethodCallExpression)base.VisitMethodCall(node);
            if (node.Method.DeclaringType != typeof(Queryable) || node.Method.Name is not (nameof(Queryable.Any) or nameof(Queryable.Count))) { return visited; }
            var row = node.Method.GetGenericArguments()[0];
            var rows = Expression.Call(typeof(Queryable), nameof(Queryable.Where), [row], visited.Arguments[0], Expression.Quote(Expression.Lambda(shown, Expression.Parameter(row, "row"))));
            return visited.Update(null, [rows, .. visited.Arguments.Skip(1)]);
        }
    }
}

internal sealed record OnboardingAnswers
{
    public bool Hidden { get; init; }

    /// <summary>One per rule.</summary>
    public bool[] Done { get; init; } = [];

    /// <summary>One per rule.</summary>
    public int[] Left { get; init; } = [];
}
