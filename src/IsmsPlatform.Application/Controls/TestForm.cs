using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.Controls;

namespace IsmsPlatform.Application.Controls;

/// <summary>What is said of a test before it is performed; planning and changing share it.</summary>
public abstract record TestForm
{
    /// <summary>Design, operation, restore test, technical test or self-assessment.</summary>
    public TestKind? Kind { get; init; }

    /// <summary>How it is tested.</summary>
    public string? Method { get; init; }

    /// <summary>How many cases there are.</summary>
    public int? Population { get; init; }

    /// <summary>How many of them are looked at.</summary>
    public int? SampleSize { get; init; }

    /// <summary>Who tests; of how a control operates never its owner.</summary>
    public Guid? TesterId { get; init; }

    public DateOnly? DueOn { get; init; }

    internal TestDetails Details() => new(Kind!.Value, Method, Population, SampleSize, TesterId!.Value, DueOn!.Value);
}

public sealed class TestFormRules : AbstractValidator<TestForm>
{
    public TestFormRules()
    {
        RuleFor(t => t.Kind).Chosen();
        RuleFor(t => t.Method).AtMost(ControlTest.MethodMaxLength);
        RuleFor(t => t.Population).Between(0, ControlTest.CasesMax);
        RuleFor(t => t.SampleSize).Between(0, ControlTest.CasesMax);
        RuleFor(t => t.TesterId).Must(id => id is { } tester && tester != Guid.Empty).WithErrorCode("required").WithMessage("Choose one.");
        RuleFor(t => t.DueOn).Must(d => d is not null).WithErrorCode("required").WithMessage("Fill in this field.").Plausible();
    }
}
