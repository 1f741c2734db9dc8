using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Domain.Processes;

public enum ProcessStatus
{
    Active,
    /// <summary>Given up; it stays as evidence, and can be taken up again.</summary>
    Retired,
}

/// <summary>What people enter about a process, as one value.</summary>
/// <param name="Inputs">What it needs; lines of one entry count as entries.</param>
/// <param name="Outputs">What comes out of it; what another process has as an input leads there.</param>
public sealed record ProcessDetails(
    string Name,
    string? Clause = null,
    string? Purpose = null,
    Guid? OwnerId = null,
    IReadOnlyList<string>? Inputs = null,
    IReadOnlyList<string>? Outputs = null,
    string? Criteria = null,
    DateOnly? NextReviewOn = null);

/// <summary>A process of the ISMS and what it exchanges with others (ISO/IEC 27001 4.4, 8.1).</summary>
public sealed class IsmsProcess : Entity
{
    public const string CodePrefix = "PRC";
    public const int NameMaxLength = 200;
    public const int ClauseMaxLength = 20;
    public const int PurposeMaxLength = 1000;
    public const int CriteriaMaxLength = 2000;
    /// <summary>More inputs or outputs are several processes.</summary>
    public const int MostFlows = 20;
    public const int FlowMaxLength = 200;

    private IsmsProcess() { }

    public string Code { get; private init; } = "";

    /// <summary>Which process of the standard set it is, whatever the organisation calls it; null for its own ones.</summary>
    public string? Standard { get; private init; }

    public string Name { get; private set; } = "";

    /// <summary>Where the standard asks for it: <c>9.2</c>.</summary>
    public string? Clause { get; private set; }

    public string? Purpose { get; private set; }

    public Guid? OwnerId { get; private set; }

    public string[] Inputs { get; private set; } = [];

    public string[] Outputs { get; private set; } = [];

    /// <summary>By what one sees that it works as it should (8.1).</summary>
    public string? Criteria { get; private set; }

    public ProcessStatus Status { get; private set; }

    public DateOnly? ReviewedOn { get; private set; }

    public DateOnly? NextReviewOn { get; private set; }

    public DateOnly? RetiredOn { get; private set; }

    /// <summary>Nobody reviewed it or gave it up: it is no evidence yet.</summary>
    public bool CanBeDeleted => Status == ProcessStatus.Active && ReviewedOn is null;

    /// <param name="standard">Which one of <see cref="StandardProcesses"/> it is.</param>
    public static Result<IsmsProcess> Describe(Guid id, string code, ProcessDetails details, DateOnly today, string? standard = null)
    {
        var process = new IsmsProcess { Id = id, Code = code, Standard = standard };
        return process.Change(details, today).Error is { } error ? error : process;
    }

    public Result Change(ProcessDetails details, DateOnly today)
    {
        if (Status == ProcessStatus.Retired) { return ProcessErrors.Retired; }
        if (details.NextReviewOn != NextReviewOn && details.NextReviewOn < today) { return ProcessErrors.ReviewInThePast; }
        if (details.NextReviewOn != NextReviewOn && details.NextReviewOn > today.AddYears(ReviewedRecord.YearsAheadMax)) { return ReviewErrors.TooFar; }
        // What stood there before there was a list stays until somebody changes it.
        if (Text.OrNull(details.Clause) is { } clause && clause != Clause && !IsoClauses.Has(clause)) { return ProcessErrors.ClauseUnknown; }
        (Name, Clause, Purpose) = (Text.Clean(details.Name), Text.OrNull(details.Clause), Text.OrNull(details.Purpose));
        (OwnerId, Criteria, NextReviewOn) = (details.OwnerId, Text.OrNull(details.Criteria), details.NextReviewOn);
        var (inputs, outputs) = (FlowsOf(details.Inputs), FlowsOf(details.Outputs));
        // The same list again is no change, and history tells none.
        if (!inputs.SequenceEqual(Inputs, StringComparer.Ordinal)) { Inputs = inputs; }
        if (!outputs.SequenceEqual(Outputs, StringComparer.Ordinal)) { Outputs = outputs; }
        return Result.Success;
    }

    /// <summary>Its owner looked at it and stands by it.</summary>
    public Result ConfirmReview(DateOnly today, DateOnly next)
    {
        if (Status == ProcessStatus.Retired) { return ProcessErrors.Retired; }
        (ReviewedOn, NextReviewOn) = (today, next);
        return Result.Success;
    }

    public Result Retire(DateOnly today)
    {
        if (Status == ProcessStatus.Retired) { return ProcessErrors.Retired; }
        (Status, RetiredOn) = (ProcessStatus.Retired, today);
        return Result.Success;
    }

    /// <summary>It was given up too early. Its review is due as planned, and overdue where that day has passed.</summary>
    public Result Reinstate()
    {
        if (Status != ProcessStatus.Retired) { return ProcessErrors.NotRetired; }
        (Status, RetiredOn) = (ProcessStatus.Active, null);
        return Result.Success;
    }

    public void HandOver(Guid ownerId) => OwnerId = ownerId;

    /// <summary>Inputs or outputs as they are stored: line by line, each once. A field that was left empty arrives as nothing, or as a list that holds nothing.</summary>
    public static string[] FlowsOf(IReadOnlyList<string?>? entered)
        => [.. (entered ?? []).SelectMany(e => (e ?? "").Split('\n')).Select(Text.OrNull).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
}
