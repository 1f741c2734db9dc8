using FluentValidation;
using IsmsPlatform.Application.Assets;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.RiskAssessments;

/// <summary>Which assessments; the address of the list is its form.</summary>
public sealed record RiskAssessmentFilter
{
    /// <summary>Words of the name or of the code; all of them must occur.</summary>
    public string? Q { get; init; }

    public IReadOnlyList<AssessmentStatus>? Status { get; init; }

    public IReadOnlyList<AssessmentTrigger>? Trigger { get; init; }

    /// <summary>The lead's id, or "me" for whoever asks.</summary>
    public string? Lead { get; init; }

    /// <summary>Whether anything is asked for at all.</summary>
    public bool IsEmpty() => this is { Q: null or "", Status: null or [], Trigger: null or [], Lead: null or "" };

    internal IQueryable<RiskAssessment> Over(IQueryable<RiskAssessment> assessments, RequestScope scope)
    {
        assessments = assessments.WithWords(Q, a => a.Name, a => a.Code);
        if (Status is { Count: > 0 } states) { assessments = assessments.Where(a => states.Contains(a.Status)); }
        if (Trigger is { Count: > 0 } triggers) { assessments = assessments.Where(a => triggers.Contains(a.Trigger)); }
        assessments = assessments.With(Lead, scope, a => a.LeadId);
        return assessments;
    }

    internal sealed class Rules : AbstractValidator<RiskAssessmentFilter>
    {
        public Rules()
        {
            RuleFor(f => f.Q).AtMost(AssetFilter.SearchMaxLength);
            RuleFor(f => f.Lead).NamesSomebody();
        }
    }
}

/// <summary>Risk assessments, by pages; the latest due first.</summary>
[RequirePermission(Permissions.RisksView)]
public sealed record ListRiskAssessments(RiskAssessmentFilter Filter, ListPlace Place) : IQuery<Result<Page<RiskAssessmentRow>>>;

/// <summary>An assessment in a list. Set by initialiser, so that SQL can be made of it.</summary>
public sealed record RiskAssessmentRow
{
    public required Guid Id { get; init; }

    public required string Code { get; init; }

    public required string Name { get; init; }

    public required AssessmentTrigger Trigger { get; init; }

    public required AssessmentStatus Status { get; init; }

    public required DateOnly StartOn { get; init; }

    public required DateOnly DueOn { get; init; }

    public DateOnly? CompletedOn { get; init; }

    public required Guid LeadId { get; init; }

    public required string Lead { get; init; }

    /// <summary>How many risks are in scope; 0 before the start.</summary>
    public int Risks { get; init; }

    /// <summary>How many of them have nothing left to evaluate.</summary>
    public int Evaluated { get; init; }

    public required long Version { get; init; }

    public bool IsOverdue(DateOnly today) => Status is AssessmentStatus.InProgress or AssessmentStatus.Review && DueOn < today;
}

public sealed class ListRiskAssessmentsValidator : AbstractValidator<ListRiskAssessments>
{
    public ListRiskAssessmentsValidator()
    {
        RuleFor(l => l.Filter).SetValidator(new RiskAssessmentFilter.Rules());
        RuleFor(l => l.Place.Sort).Listed(ListRiskAssessmentsHandler.Sorts.IsKnown);
    }
}

public sealed class ListRiskAssessmentsHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<ListRiskAssessments, Result<Page<RiskAssessmentRow>>>
{
    private const string LatestFirst = "-due";

    internal static ListSorts<RiskAssessment, RiskAssessmentRow> Sorts { get; } = new("due", row => row.Id, new Dictionary<string, ListSort<RiskAssessment, RiskAssessmentRow>>(StringComparer.Ordinal)
    {
        ["due"] = ListSort<RiskAssessment, RiskAssessmentRow>.By(nameof(RiskAssessment.DueOn), row => row.DueOn),
        ["name"] = ListSort<RiskAssessment, RiskAssessmentRow>.By(nameof(RiskAssessment.Name), row => row.Name),
        ["code"] = ListSort<RiskAssessment, RiskAssessmentRow>.By(nameof(RiskAssessment.Code), row => row.Code),
    });

    public async ValueTask<Result<Page<RiskAssessmentRow>>> Handle(ListRiskAssessments query, CancellationToken cancellationToken)
    {
        var page = await Sorts.PageAsync(query.Filter.Over(db.RiskAssessments.AsNoTracking(), scope), string.IsNullOrEmpty(query.Place.Sort) ? query.Place with { Sort = LatestFirst } : query.Place, Rows, cancellationToken);
        if (page.Error is { } error) { return error; }
        var ids = page.Value.Items.Select(a => a.Id).ToList();
        var counted = await db.ProgressAsync(ids, cancellationToken);
        return page.Value with { Items = [.. page.Value.Items.Select(a => counted.TryGetValue(a.Id, out var c) ? a with { Risks = c.Risks, Evaluated = c.Evaluated } : a)] };
    }

    private IQueryable<RiskAssessmentRow> Rows(IQueryable<RiskAssessment> assessments) => assessments.Select(a => new RiskAssessmentRow
    {
        Id = a.Id,
        Code = a.Code,
        Name = a.Name,
        Trigger = a.Trigger,
        Status = a.Status,
        StartOn = a.StartOn,
        DueOn = a.DueOn,
        CompletedOn = a.CompletedOn,
        LeadId = a.LeadId,
        Lead = db.People.Where(p => p.Id == a.LeadId).Select(p => p.Name).First(),
        Version = a.Version,
    });
}
