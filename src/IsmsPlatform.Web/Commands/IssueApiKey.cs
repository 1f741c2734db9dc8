using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using Mediator;
using Microsoft.EntityFrameworkCore;
using Message = IsmsPlatform.Application.ApiClients.IssueApiKey;

namespace IsmsPlatform.Web.Commands;

/// <summary><c>./isms api-key</c>: the key is the only thing on standard output, so that a script can keep it.</summary>
internal static class IssueApiKey
{
    internal static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args, ["--tenant", "--scopes", "--for", "--name", "--days", "--data"], ["--embedded"]);
        var slug = options.Required("--tenant");
        var scopes = options.Required("--scopes").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries);
        return await ServerConsole.WithServicesAsync(options, async services =>
        {
            var tenant = await services.GetRequiredService<PlatformDb>().Tenants.AsNoTracking().Where(t => t.Slug == slug)
                .Select(t => new CurrentTenant(t.Id, t.Slug, t.Name, t.TimeZone, t.CriticalityThreshold)).SingleOrDefaultAsync()
                ?? throw new UsageException($"There is no tenant “{slug}”.");
            services.GetRequiredService<RequestScope>().Enter(tenant, Actor.Job("console"));
            return await services.GetRequiredService<ISender>().Send(new Message(options["--name"] ?? "console", scopes, options.Number("--days", 1, 3650), options["--for"]));
        });
    }
}
