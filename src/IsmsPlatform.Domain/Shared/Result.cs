namespace IsmsPlatform.Domain.Shared;

/// <summary>Lets the pipeline answer with a refusal without knowing what the use case answers with.</summary>
public interface IResult<out TSelf>
    where TSelf : IResult<TSelf>
{
    Error? Error { get; }

    static abstract TSelf Failure(Error error);
}

/// <summary>Done, or refused with an <see cref="Shared.Error"/>.</summary>
public readonly record struct Result : IResult<Result>
{
    public Error? Error { get; private init; }

    public bool IsSuccess => Error is null;

    public static Result Success { get; }

    public static Result Failure(Error error) => new() { Error = error };

    public static implicit operator Result(Error error) => Failure(error);
}

/// <summary>A value, or a refusal. <see cref="Value"/> may be read only after <see cref="Error"/> was looked at.</summary>
public readonly record struct Result<T> : IResult<Result<T>>
{
    private readonly T? _value;

    public Error? Error { get; private init; }

    private Result(T value) => _value = value;

    public bool IsSuccess => Error is null;

    public T Value => Error is null ? _value! : throw new InvalidOperationException($"Refused ({Error.Code}): there is no value.");

    /// <summary>The same refusal, or what becomes of the value.</summary>
    public Result<TOther> Map<TOther>(Func<T, TOther> map) => Error is null ? Result<TOther>.Of(map(_value!)) : Result<TOther>.Failure(Error);

    /// <summary>For interface types, which have no implicit conversion.</summary>
    public static Result<T> Of(T value) => new(value);

    public static Result<T> Failure(Error error) => new() { Error = error };

    public static implicit operator Result<T>(T value) => new(value);

    public static implicit operator Result<T>(Error error) => Failure(error);
}
