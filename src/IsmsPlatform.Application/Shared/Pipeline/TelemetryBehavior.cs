using System.Diagnostics;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Shared.Pipeline;

/// <summary>One span per use case: its name and outcome, never the message, which may hold personal data.</summary>
public sealed class TelemetryBehavior<TMessage, TResponse> : IPipelineBehavior<TMessage, TResponse>
    where TMessage : IMessage
    where TResponse : IResult<TResponse>
{
    public async ValueTask<TResponse> Handle(TMessage message, MessageHandlerDelegate<TMessage, TResponse> next, CancellationToken cancellationToken)
    {
        using var span = UseCases.Activities.StartActivity(typeof(TMessage).Name);
        var answer = await next(message, cancellationToken);
        span?.SetTag("isms.refusal", answer.Error?.Code);
        return answer;
    }
}

/// <summary>The source of use case spans; exported only when an OpenTelemetry endpoint is configured.</summary>
public static class UseCases
{
    public const string SourceName = "IsmsPlatform.UseCases";

    internal static ActivitySource Activities { get; } = new(SourceName);
}
