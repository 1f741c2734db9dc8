using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.ApiClients;

/// <summary>The same as <see cref="CreateApiClient"/> for whoever administers the server: the console is its own permission.</summary>
/// <param name="AnswersFor">The address of the person whose acts it counts as; without one, what needs a person has to name one or is refused.</param>
[SystemOnly]
public sealed record IssueApiKey(string Name, string[] Scopes, int? Days, string? AnswersFor = null) : ICommand<Result<string>>;

public sealed class IssueApiKeyHandler(PlatformDb platform, IsmsDbContext db, RequestScope scope, TimeProvider clock) : ICommandHandler<IssueApiKey, Result<string>>
{
    public async ValueTask<Result<string>> Handle(IssueApiKey command, CancellationToken cancellationToken)
    {
        if (command.Scopes.Except(ApiScopes.All, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            return new Error("api-client.unknown-scope", "“{0}” is no scope. Scopes: {1}.", ErrorKind.Refused, unknown, string.Join(", ", ApiScopes.All));
        }
        Guid? answers = null;
        if (command.AnswersFor is { } address)
        {
            var email = Email.Normalise(address);
            answers = await db.People.Where(p => p.Email == email && p.Status == PersonStatus.Active).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(cancellationToken);
            if (answers is null) { return new Error("api-client.no-such-person", "Nobody who is active in the directory has the address “{0}”.", ErrorKind.Refused, address); }
        }
        var key = ApiKey.New();
        var now = clock.GetUtcNow();
        platform.ApiClients.Add(ApiClient.Create(Guid.CreateVersion7(now), scope.TenantId, command.Name, key, command.Scopes, answers, command.Days is { } d ? now.AddDays(d) : null, now));
        return key.Text;
    }
}
