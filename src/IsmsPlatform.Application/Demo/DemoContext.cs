using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.BusinessObjectives;
using IsmsPlatform.Domain.Context;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Application.Demo;

/// <summary>What the organisation has to consider: issues, parties, law and what it wants to achieve. Owners are e-mail addresses.</summary>
public sealed record DemoContext(IReadOnlyList<DemoIssue> Issues, DemoClimate Climate, IReadOnlyList<DemoLegal> Legal, IReadOnlyList<DemoParty> Parties, IReadOnlyList<DemoObjective> Objectives);

/// <param name="ReviewIn">Days from today; negative is overdue.</param>
public sealed record DemoIssue(IssueKind Kind, IssueCategory Category, string Title, string? Description, IssueEffect Effect, int Significance, string Owner, int ReviewIn, IssueStatus Status);

/// <param name="By">Who determined it.</param>
public sealed record DemoClimate(bool IsRelevant, string Rationale, string By, string Owner, int ReviewIn);

/// <param name="Key">How requirements of parties name it.</param>
/// <param name="EffectiveFrom">Null for what always held.</param>
public sealed record DemoLegal(string Key, string Title, LegalKind Kind, string? Jurisdiction, string? Citation, string? Summary, string? Duty, string? AppliesBecause, string? SourceUrl, DateOnly? EffectiveFrom, ComplianceStatus Compliance, string? Note, string Owner, int ReviewIn);

public sealed record DemoParty(string Name, PartyKind Kind, int Influence, int Interest, string? Contact, string Owner, int ReviewIn, IReadOnlyList<DemoRequirement> Requirements);

/// <param name="Basis">Keys of legal requirements.</param>
public sealed record DemoRequirement(string Text, RequirementKind Kind, bool AboutClimate, Addressed Addressed, string? Reason, IReadOnlyList<string>? Basis);

public sealed record DemoObjective(string Title, string Horizon, string Owner, int ReviewIn);

/// <summary>Enters the context of a demo organisation.</summary>
internal sealed class DemoContextEntry(IsmsDbContext isms, CodeSequence codes, IReadOnlyDictionary<string, Guid> people, DateOnly today)
{
    internal async Task EnterAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        await EnterIssuesAsync(demo, cancellationToken);
        var legal = await EnterLegalAsync(demo, cancellationToken);
        await EnterPartiesAsync(demo, legal, cancellationToken);
        var drawn = await codes.NextAsync(BusinessObjective.CodePrefix, demo.Objectives.Count, cancellationToken);
        foreach (var (o, code) in demo.Objectives.Zip(drawn)) { Add(BusinessObjective.Add(Guid.CreateVersion7(), code, new ObjectiveDetails(o.Title, o.Horizon), Plan<BusinessObjective>(o.Owner)), o.ReviewIn); }
    }

    private async Task EnterIssuesAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        var drawn = new Queue<string>(await codes.NextAsync(ContextIssue.CodePrefix, demo.Issues.Count(i => i.Status != IssueStatus.Draft), cancellationToken));
        foreach (var i in demo.Issues)
        {
            var issue = Add(ContextIssue.Draft(Guid.CreateVersion7(), new ContextIssueDetails(i.Kind, i.Category, i.Title, i.Effect, i.Significance, i.Description), Plan<ContextIssue>(i.Owner)), i.ReviewIn);
            if (i.Status != IssueStatus.Draft) { issue.Activate(drawn.Dequeue()); }
            if (i.Status == IssueStatus.Closed) { issue.Close("It does not bear on the organisation any more."); }
        }
        var c = demo.Climate;
        Add(ClimateDetermination.First(Guid.CreateVersion7(), c.IsRelevant, c.Rationale, people[c.By], Plan<ClimateDetermination>(c.Owner)), c.ReviewIn);
    }

    private async Task<Dictionary<string, Guid>> EnterLegalAsync(DemoContext demo, CancellationToken cancellationToken)
    {
        var drawn = await codes.NextAsync(LegalRequirement.CodePrefix, demo.Legal.Count, cancellationToken);
        Dictionary<string, Guid> ids = new(StringComparer.Ordinal);
        foreach (var (l, code) in demo.Legal.Zip(drawn))
        {
            var details = new LegalDetails(l.Title, l.Kind, l.Jurisdiction, l.Citation, l.Summary, l.Duty, l.AppliesBecause, l.SourceUrl, l.EffectiveFrom);
            var requirement = Add(LegalRequirement.Register(Guid.CreateVersion7(), code, details, Plan<LegalRequirement>(l.Owner)), l.ReviewIn);
            if (l.Compliance != ComplianceStatus.NotAssessed) { requirement.Assess(l.Compliance, l.Note, today.AddDays(-40)); }
            ids[l.Key] = requirement.Id;
        }
        return ids;
    }

    private async Task EnterPartiesAsync(DemoContext demo, Dictionary<string, Guid> legal, CancellationToken cancellationToken)
    {
        var drawn = await codes.NextAsync(InterestedParty.CodePrefix, demo.Parties.Count, cancellationToken);
        foreach (var (p, code) in demo.Parties.Zip(drawn))
        {
            var party = Add(InterestedParty.Add(Guid.CreateVersion7(), code, new PartyDetails(p.Name, p.Kind, p.Influence, p.Interest, p.Contact), Plan<InterestedParty>(p.Owner)), p.ReviewIn);
            foreach (var r in p.Requirements)
            {
                var requirement = PartyRequirement.Add(Guid.CreateVersion7(), party.Id, new RequirementDetails(r.Text, r.Kind, r.AboutClimate, r.Addressed, r.Reason)).Value;
                isms.PartyRequirements.Add(requirement);
                isms.RequirementBases.AddRange((r.Basis ?? []).Select(key => RequirementBasis.Of(Guid.CreateVersion7(), requirement.Id, legal[key])));
            }
        }
    }

    private ReviewPlan Plan<T>(string owner) => new(people[owner], OwnerIsActive: true, null, ReviewCycle.Default(Guid.CreateVersion7(), typeof(T).Name), today);

    // A review that is due already cannot be planned; the lists show overdue ones nevertheless.
    private T Add<T>(Result<T> made, int reviewIn)
        where T : ReviewedRecord
    {
        isms.Add(made.Value).Property(r => r.NextReviewOn).CurrentValue = today.AddDays(reviewIn);
        return made.Value;
    }
}
