using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Domain.Context;

/// <summary>What people enter about an issue, as one value.</summary>
public sealed record ContextIssueDetails(IssueKind Kind, IssueCategory Category, string Title, IssueEffect Effect, int Significance, string? Description = null);

/// <summary>Something inside or outside the organisation that bears on what its ISMS can achieve (ISO/IEC 27001 4.1).</summary>
public sealed class ContextIssue : ReviewedRecord
{
    public const string CodePrefix = "CTX";
    public const int TitleMaxLength = 200;
    public const int DescriptionMaxLength = 4000;
    public const int SignificanceMin = 1;
    public const int SignificanceMax = 5;

    private ContextIssue() { }

    /// <summary>Given when it is activated; never changed afterwards.</summary>
    public string? Code { get; private set; }

    public IssueKind Kind { get; private set; }

    public IssueCategory Category { get; private set; }

    public string Title { get; private set; } = "";

    public string? Description { get; private set; }

    public IssueEffect Effect { get; private set; }

    public int Significance { get; private set; }

    public IssueStatus Status { get; private set; }

    public override bool IsInForce => Status == IssueStatus.Active;

    /// <summary>Only what never counted: everything else is evidence.</summary>
    public override bool CanBeDeleted => Status == IssueStatus.Draft;

    public static Result<ContextIssue> Draft(Guid id, ContextIssueDetails details, ReviewPlan plan)
    {
        var issue = new ContextIssue { Id = id, Status = IssueStatus.Draft };
        return issue.Change(details, plan).Error is { } error ? error : issue;
    }

    public Result Change(ContextIssueDetails details, ReviewPlan plan)
    {
        if (Status == IssueStatus.Closed) { return ContextErrors.Closed; }
        if (!IssueCategories.Of(details.Kind).Contains(details.Category)) { return ContextErrors.CategoryOfTheOtherKind; }
        if (details.Significance is < SignificanceMin or > SignificanceMax) { return ContextErrors.SignificanceOutOfRange; }
        var planned = Take(plan);
        if (!planned.IsSuccess) { return planned; }
        (Kind, Category, Effect, Significance) = (details.Kind, details.Category, details.Effect, details.Significance);
        (Title, Description) = (Text.Clean(details.Title), Text.OrNull(details.Description));
        return Result.Success;
    }

    /// <summary>Whether <see cref="Activate"/> would succeed: asked before a code is drawn, because codes have no gaps.</summary>
    public Result MayBeActivated() => Status == IssueStatus.Draft ? Result.Success : ContextErrors.NoDraft;

    /// <summary>It counts from now on.</summary>
    public Result Activate(string code)
    {
        var may = MayBeActivated();
        if (may.IsSuccess) { (Status, Code) = (IssueStatus.Active, code); }
        return may;
    }

    /// <summary>It does not bear on the ISMS any more.</summary>
    public Result Close(string? reason)
    {
        if (Status != IssueStatus.Active) { return ContextErrors.NotActive; }
        var closed = CloseFor(reason);
        if (closed.IsSuccess) { Status = IssueStatus.Closed; }
        return closed;
    }

    public Result Reopen()
    {
        if (Status != IssueStatus.Closed) { return ContextErrors.NotClosed; }
        ForgetReason();
        Status = IssueStatus.Active;
        return Result.Success;
    }
}
