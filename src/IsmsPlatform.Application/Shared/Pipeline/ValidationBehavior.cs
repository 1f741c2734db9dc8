using System.Collections;
using System.Reflection;
using FluentValidation;
using FluentValidation.Results;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Shared.Pipeline;

/// <summary>
/// Shape only: lengths, ranges, presence. State rules live in the aggregate, uniqueness in the database. Text that cannot be
/// stored (NUL, half surrogates) is refused here for every message, at its field.
/// </summary>
public sealed class ValidationBehavior<TMessage, TResponse>(IEnumerable<IValidator<TMessage>> validators) : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IMessage
    where TResponse : IResult<TResponse>
{
    public async ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken)
    {
        var errors = UnstorableText.Find(message).ToList();
        foreach (var validator in validators)
        {
            var outcome = await validator.ValidateAsync(message, cancellationToken);
            errors.AddRange(outcome.Errors.Select(ValidationErrors.Of));
        }
        return errors.Count == 0 ? await next(message, cancellationToken) : TResponse.Failure(Error.Invalid(errors));
    }
}

internal static class ValidationErrors
{
    internal static FieldError Of(ValidationFailure f) => new(f.PropertyName, f.ErrorCode, f.ErrorMessage, f.CustomState as object[] ?? []);
}

/// <summary>Finds text that neither PostgreSQL nor UTF-8 can hold, anywhere in a message or form.</summary>
public static class UnstorableText
{
    public const string Sentence = "This text contains a character that cannot be stored. Remove invisible control characters, then try again.";

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static IEnumerable<FieldError> Find(object message, string path = "")
    {
        var properties = Properties.GetOrAdd(message.GetType(), t => [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0 && MayHoldText(p.PropertyType))]);
        foreach (var p in properties)
        {
            var name = path.Length == 0 ? p.Name : $"{path}.{p.Name}";
            switch (p.GetValue(message))
            {
                case string s when !Text.IsStorable(s):
                    yield return new FieldError(name, "text.unstorable", Sentence);
                    break;
                case IEnumerable<string> many when many.Any(s => s is not null && !Text.IsStorable(s)):
                    yield return new FieldError(name, "text.unstorable", Sentence);
                    break;
                case IEnumerable<object?> items and not IEnumerable<string>:
                    foreach (var (i, item) in items.Index().Where(x => x.Item is { } held && MayHoldText(held.GetType())))
                    {
                        foreach (var e in Find(item!, $"{name}[{i}]")) { yield return e; }
                    }
                    break;
                case { } nested and not string and not IEnumerable:
                    // A patch holds what was sent in its Members: whoever sent it knows the member alone.
                    foreach (var e in Find(nested, p.Name == "Members" ? path : name)) { yield return e; }
                    break;
                default:
                    break;
            }
        }
    }

    private static bool MayHoldText(Type t)
        => t == typeof(string) || typeof(IEnumerable<object>).IsAssignableFrom(t)
            || (t is { IsClass: true } && t.Namespace?.StartsWith("IsmsPlatform", StringComparison.Ordinal) == true);
}
