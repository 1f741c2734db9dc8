using FluentValidation;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.ApiClients;

/// <summary>Makes a key for another system. The answer holds the key; it is stored nowhere and never shown again. Whoever makes it answers for it.</summary>
/// <param name="ExpiresOn">Last day on which the key works, in the tenant's time zone; null for no end.</param>
[RequirePermission(Permissions.ApiClientsManage), FreshProof]
public sealed record CreateApiClient(Guid Id, string? Name, string[]? Scopes, DateOnly? ExpiresOn) : ICommand<Result<string>>;

public sealed class CreateApiClientValidator : AbstractValidator<CreateApiClient>
{
    public CreateApiClientValidator()
    {
        RuleFor(c => c.Name).Required().AtMost(ApiClient.NameMaxLength);
        RuleFor(c => c.Scopes).Must(s => s is { Length: > 0 }).WithErrorCode("required").WithMessage("Choose at least one scope.")
            .Must(s => s!.All(ApiScopes.All.Contains)).WithErrorCode("unknown-value").WithMessage("Choose only listed scopes: {0}.").WithState(_ => new object[] { string.Join(", ", ApiScopes.All) });
        RuleFor(c => c.ExpiresOn).Plausible();
    }
}

public sealed class CreateApiClientHandler(PlatformDb db, RequestScope scope, TimeProvider clock) : ICommandHandler<CreateApiClient, Result<string>>
{
    public ValueTask<Result<string>> Handle(CreateApiClient command, CancellationToken cancellationToken)
    {
        if (command.ExpiresOn < scope.Today(clock))
        {
            return ValueTask.FromResult<Result<string>>(new Error("api-client.expired", "This day is over. Choose today or a later day, or leave the field empty.").At("ExpiresOn"));
        }
        var key = ApiKey.New();
        var end = command.ExpiresOn?.AddDays(1).ToDateTime(TimeOnly.MinValue);
        DateTimeOffset? expiresAt = end is { } local ? new DateTimeOffset(local, TimeZoneInfo.FindSystemTimeZoneById(scope.Tenant!.TimeZone).GetUtcOffset(local)).ToUniversalTime() : null;
        db.ApiClients.Add(ApiClient.Create(command.Id, scope.TenantId, command.Name!.Trim(), key, command.Scopes!, scope.PersonId, expiresAt, clock.GetUtcNow()));
        return ValueTask.FromResult<Result<string>>(key.Text);
    }
}
