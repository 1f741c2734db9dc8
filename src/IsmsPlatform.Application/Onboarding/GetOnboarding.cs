using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Onboarding;

/// <summary>How far the organisation has come with its first steps, in the order of the standard's clauses.</summary>
[RequirePermission(Permissions.DashboardView)]
public sealed record GetOnboarding : IQuery<Result<OnboardingState>>;

/// <param name="IsDismissed">The organisation does not want to see them.</param>
public sealed record OnboardingState(bool IsDismissed, IReadOnlyList<OnboardingProgress> Steps)
{
    public int Done => Steps.Count(s => s.IsDone);

    public bool IsComplete => Done == Steps.Count;
}

/// <param name="Path">Where it is done, below the organisation's address.</param>
/// <param name="Permission">Whoever has it can do it there.</param>
/// <param name="Left">How many records it is that are not done yet; 0 where the step counts nothing.</param>
public sealed record OnboardingProgress(OnboardingStep Step, string Clause, string Path, string Permission, bool IsDone, int Left);

public sealed class GetOnboardingHandler(IsmsDbContext db) : IQueryHandler<GetOnboarding, Result<OnboardingState>>
{
    private static readonly Compiled<Func<IsmsDbContext, IAsyncEnumerable<OnboardingAnswers>>> Answers = new(() => EF.CompileAsyncQuery(OnboardingSteps.Question()));

    public async ValueTask<Result<OnboardingState>> Handle(GetOnboarding query, CancellationToken cancellationToken)
    {
        // An organisation that did not exist on the day that is looked at had done nothing.
        var answers = await Answers.For(db)(db).SingleOrDefaultAsync(cancellationToken);
        return new OnboardingState(answers?.Hidden ?? false, [.. OnboardingSteps.All.Select((rule, n) => ProgressOf(rule, answers?.Done[n] ?? false, answers?.Left[n] ?? 0))]);
    }

    private static OnboardingProgress ProgressOf(OnboardingRule rule, bool done, int left)
        => new(rule.Step, rule.Clause, left > 0 && rule.Left is { } some ? some.Path : rule.Path, rule.Permission, done, left);
}
