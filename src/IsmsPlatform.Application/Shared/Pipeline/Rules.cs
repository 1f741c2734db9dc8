using FluentValidation;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Shared.Pipeline;

/// <summary>The few rules of shape, each with one sentence that fits under a field.</summary>
public static class Rules
{
    public static IRuleBuilderOptions<T, string?> Required<T>(this IRuleBuilder<T, string?> rule)
        => rule.Must(v => Text.OrNull(v) is not null).WithErrorCode("required").WithMessage("Fill in this field.");

    public static IRuleBuilderOptions<T, Guid> Required<T>(this IRuleBuilder<T, Guid> rule)
        => rule.Must(v => v != Guid.Empty).WithErrorCode("required").WithMessage("Choose one.");

    public static IRuleBuilderOptions<T, int?> Required<T>(this IRuleBuilder<T, int?> rule)
        => rule.Must(v => v is not null).WithErrorCode("required").WithMessage("Fill in this field.");

    /// <summary>Counted as a reader counts and as it is stored: forms send a line break as two characters, which is one.</summary>
    public static IRuleBuilderOptions<T, string?> AtMost<T>(this IRuleBuilder<T, string?> rule, int characters)
        => rule.Must(v => v is null || v.Replace("\r\n", "\n", StringComparison.Ordinal).Trim().Length <= characters).WithErrorCode("too-long")
            .WithMessage("Use at most {0} characters.").WithState(_ => new object[] { characters });

    public static IRuleBuilderOptions<T, string?> AtLeast<T>(this IRuleBuilder<T, string?> rule, int characters)
        => rule.Must(v => v is null || v.Length >= characters).WithErrorCode("too-short")
            .WithMessage("Use at least {0} characters.").WithState(_ => new object[] { characters });

    public static IRuleBuilderOptions<T, int?> Between<T>(this IRuleBuilder<T, int?> rule, int from, int to)
        => rule.Must(v => v is null || (v >= from && v <= to)).WithErrorCode("out-of-range")
            .WithMessage("Choose a value from {0} to {1}.").WithState(_ => new object[] { from, to });

    public static IRuleBuilderOptions<T, DateOnly?> Required<T>(this IRuleBuilder<T, DateOnly?> rule)
        => rule.Must(v => v is not null).WithErrorCode("required").WithMessage("Fill in this field.");

    public static IRuleBuilderOptions<T, decimal?> Amount<T>(this IRuleBuilder<T, decimal?> rule)
        => rule.Must(v => v is null || Money.Is(v.Value)).WithErrorCode("amount")
            .WithMessage("Give an amount from 0 to {0} with at most two decimals.").WithState(_ => new object[] { Money.Max });

    public static IRuleBuilderOptions<T, DateOnly?> Plausible<T>(this IRuleBuilder<T, DateOnly?> rule)
        => rule.Must(v => v is null || PlausibleDate.Is(v.Value)).WithErrorCode("date-implausible")
            .WithMessage("Give a date between {0} and {1}.").WithState(_ => new object[] { PlausibleDate.FirstYear, PlausibleDate.LastYear });

    public static IRuleBuilderOptions<T, TEnum> Known<T, TEnum>(this IRuleBuilder<T, TEnum> rule)
        where TEnum : struct, Enum
        => rule.Listed(v => Enum.IsDefined(v));

    public static IRuleBuilderOptions<T, TEnum?> Chosen<T, TEnum>(this IRuleBuilder<T, TEnum?> rule)
        where TEnum : struct, Enum
        => rule.Must(v => v is not null).WithErrorCode("required").WithMessage("Choose one.")
            .Listed(v => Enum.IsDefined(v!.Value));

    /// <summary>One of those that the form offers, whatever else was sent.</summary>
    public static IRuleBuilderOptions<T, TValue> Listed<T, TValue>(this IRuleBuilder<T, TValue> rule, Func<TValue, bool> isListed)
        => rule.Must(isListed).WithErrorCode("unknown-value").WithMessage("Choose one of the listed values.");
}
