using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using IsmsPlatform.Application.Accounts;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace IsmsPlatform.Web.Http;

/// <summary><c>Authorization: Bearer isms_…</c>: the key names the client, the client is bound to one tenant and its scopes.</summary>
internal sealed class ApiKeyAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, PlatformDb platform, RequestScope scope)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    internal const string SchemeName = "ApiKey";
    private static readonly Error KeyMissing = new("key-missing", "Send a valid API key: Authorization: Bearer isms_…");
    private static readonly TimeSpan LastUsedPrecision = TimeSpan.FromMinutes(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) { return AuthenticateResult.NoResult(); }
        if (ApiKey.Parse(header["Bearer ".Length..].Trim()) is not { } key) { return AuthenticateResult.Fail("not a key"); }
        var now = TimeProvider.GetUtcNow();
        var client = await platform.ApiClients.AsNoTracking().FirstOrDefaultAsync(c => c.Prefix == key.Prefix, Context.RequestAborted);
        if (client is null || !CryptographicOperations.FixedTimeEquals(client.SecretHash, key.Hash) || !client.IsUsable(now))
        {
            return AuthenticateResult.Fail("unknown, expired or revoked key");
        }
        var tenant = await platform.Tenants.AsNoTracking().Where(t => t.Id == client.TenantId)
            .Select(t => new CurrentTenant(t.Id, t.Slug, t.Name, t.TimeZone, t.CriticalityThreshold)).SingleAsync(Context.RequestAborted);
        scope.Enter(tenant, Actor.Nobody with { Kind = ActorKind.ApiClient, Id = client.Id, Name = client.Name, ResponsibleId = client.ResponsibleId, Permissions = ApiScopes.PermissionsOf(client.Scopes) });
        if (client.LastUsedAt is null || now - client.LastUsedAt > LastUsedPrecision)
        {
            await platform.ApiClients.Where(c => c.Id == client.Id).ExecuteUpdateAsync(u => u.SetProperty(c => c.LastUsedAt, now), Context.RequestAborted);
        }
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, client.Id.ToString())], SchemeName);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        await ResultToProblem.WriteAsync(Context, KeyMissing, StatusCodes.Status401Unauthorized);
    }
}
