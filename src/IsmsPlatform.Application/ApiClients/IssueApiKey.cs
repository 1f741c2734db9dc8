using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.ApiClients;

/// <summary>The same as <see cref="CreateApiClient"/> for whoever administers the server: the console is its own permission.</summary>
[SystemOnly]
public sealed record IssueApiKey(string Name, string[] Scopes, int? Days) : ICommand<Result<string>>;

public sealed class IssueApiKeyHandler(PlatformDb db, RequestScope scope, TimeProvider clock) : ICommandHandler<IssueApiKey, Result<string>>
{
    public ValueTask<Result<string>> Handle(IssueApiKey command, CancellationToken cancellationToken)
    {
        if (command.Scopes.Except(ApiScopes.All, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            return ValueTask.FromResult<Result<string>>(new Error("api-client.unknown-scope", "“{0}” is no scope. Scopes: {1}.", ErrorKind.Refused, unknown, string.Join(", ", ApiScopes.All)));
        }
        var key = ApiKey.New();
        var now = clock.GetUtcNow();
        db.ApiClients.Add(ApiClient.Create(Guid.CreateVersion7(now), scope.TenantId, command.Name, key, command.Scopes, null, command.Days is { } d ? now.AddDays(d) : null, now));
        return ValueTask.FromResult<Result<string>>(key.Text);
    }
}
