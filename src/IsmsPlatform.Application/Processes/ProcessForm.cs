using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.Processes;

namespace IsmsPlatform.Application.Processes;

/// <summary>What people enter about a process; creating and changing share it.</summary>
public abstract record ProcessForm
{
    /// <summary>How people call it; at most 200 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Where the standard asks for it: <c>9.2</c>.</summary>
    public string? Clause { get; init; }

    /// <summary>What it is for.</summary>
    public string? Purpose { get; init; }

    /// <summary>The person who answers for it.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>What it needs. What another process has as an output comes from there.</summary>
    public string[]? Inputs { get; init; }

    /// <summary>What comes out of it.</summary>
    public string[]? Outputs { get; init; }

    /// <summary>By what one sees that it works as it should.</summary>
    public string? Criteria { get; init; }

    /// <summary>The day by which its owner looks at it again.</summary>
    public DateOnly? NextReviewOn { get; init; }

    internal ProcessDetails Details() => new(Name!, Clause, Purpose, OwnerId, Inputs, Outputs, Criteria, NextReviewOn);
}

public sealed class ProcessFormRules : AbstractValidator<ProcessForm>
{
    public ProcessFormRules()
    {
        RuleFor(p => p.Name).Required().AtMost(IsmsProcess.NameMaxLength);
        RuleFor(p => p.Clause).AtMost(IsmsProcess.ClauseMaxLength);
        RuleFor(p => p.Purpose).AtMost(IsmsProcess.PurposeMaxLength);
        RuleFor(p => p.Inputs).Must(BeFew).WithErrorCode("too-many").WithMessage(TooMany).WithState(_ => new object[] { IsmsProcess.MostFlows })
            .Must(BeShort).WithErrorCode("too-long").WithMessage(TooLong).WithState(_ => new object[] { IsmsProcess.FlowMaxLength });
        RuleFor(p => p.Outputs).Must(BeFew).WithErrorCode("too-many").WithMessage(TooMany).WithState(_ => new object[] { IsmsProcess.MostFlows })
            .Must(BeShort).WithErrorCode("too-long").WithMessage(TooLong).WithState(_ => new object[] { IsmsProcess.FlowMaxLength });
        RuleFor(p => p.Criteria).AtMost(IsmsProcess.CriteriaMaxLength);
        RuleFor(p => p.NextReviewOn).Plausible();
    }

    private const string TooMany = "Name {0} at most. What needs more is several processes.";
    private const string TooLong = "Use at most {0} characters in each line.";

    private static bool BeFew(string[]? entered) => IsmsProcess.FlowsOf(entered).Length <= IsmsProcess.MostFlows;

    private static bool BeShort(string[]? entered) => Array.TrueForAll(IsmsProcess.FlowsOf(entered), f => f.Length <= IsmsProcess.FlowMaxLength);
}
