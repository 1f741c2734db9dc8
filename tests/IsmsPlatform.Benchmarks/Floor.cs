using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Benchmarks;

/// <summary>
/// What this stack costs at least: a compiled query without tracking on a table without walls, 50 rows, rendered by Razor. No sign-in,
/// no tenant, no layout.
/// </summary>
internal static class Floor
{
    internal static async Task RunAsync(string connection, int port)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Services.AddDbContextPool<FloorDb>(o => o.UseNpgsql(connection).UseSnakeCaseNamingConvention());
        builder.Services.AddControllersWithViews().ConfigureApplicationPartManager(parts => OnlyOurs(parts.ApplicationParts));
        var app = builder.Build();
        app.MapControllers();
        await app.RunAsync();
    }

    // The program's own controllers lie in a referenced assembly: they are not what is measured here.
    private static void OnlyOurs(IList<Microsoft.AspNetCore.Mvc.ApplicationParts.ApplicationPart> parts)
    {
        foreach (var other in parts.Where(p => p.Name != typeof(Floor).Assembly.GetName().Name).ToList()) { parts.Remove(other); }
    }
}

/// <summary>A row of bench.asset.</summary>
public sealed record FloorAsset(Guid TenantId, Guid Id, string? Code, string Name, string Type, string Status, string Classification, string? Owner, string? Unit, string? Location, int Criticality, DateOnly? NextReviewOn);

internal sealed class FloorDb(DbContextOptions<FloorDb> options) : DbContext(options)
{
    private static readonly Func<FloorDb, Guid, IAsyncEnumerable<FloorAsset>> FirstPage = EF.CompileAsyncQuery(
        (FloorDb db, Guid tenant) => db.Set<FloorAsset>().AsNoTracking().Where(a => a.TenantId == tenant).OrderBy(a => a.Name).ThenBy(a => a.Id).Take(50));

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<FloorAsset>().ToTable("asset", "bench").HasKey(a => a.Id);

    internal async Task<List<FloorAsset>> PageAsync(Guid tenant)
    {
        List<FloorAsset> rows = [];
        await foreach (var row in FirstPage(this, tenant)) { rows.Add(row); }
        return rows;
    }
}

public sealed class FloorController(IServiceProvider services) : Controller
{
    [HttpGet("floor/{tenant:guid}")]
    public async Task<IActionResult> Assets(Guid tenant) => View("/Floor.cshtml", await services.GetRequiredService<FloorDb>().PageAsync(tenant));
}
