using System.Diagnostics;
using System.Globalization;
using IsmsPlatform.Infrastructure.Postgres;
using IsmsPlatform.Infrastructure.Demo;
using IsmsPlatform.Web.Demo;
using IsmsPlatform.Web.Features.Start;
using IsmsPlatform.Web.Setup;
using IsmsPlatform.Web.Ui;
using Npgsql;

namespace IsmsPlatform.Web.Commands;

/// <summary><c>./isms up</c>: database, migrations, demo organisations, then the program itself.</summary>
internal static class Up
{
    private const int DefaultPort = 5080;

    internal static async Task<int> RunAsync(string[] args)
    {
        var started = Stopwatch.StartNew();
        var options = new Options(args, ["--port", "--data", "--role", "--environment", "--contentRoot", "--applicationName"], ["--no-demo", "--embedded"]);
        var role = options["--role"] ?? "all";
        if (role is not ("web" or "worker" or "all")) { throw new UsageException("--role takes web, worker or all."); }
        var builder = BuilderFor(options);
        if (options.Number("--port", 1, 65535) is { } port) { builder.WebHost.UseUrls($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}"); }
        else if (string.IsNullOrEmpty(builder.Configuration["urls"]) && string.IsNullOrEmpty(builder.Configuration["http_ports"])) { builder.WebHost.UseUrls($"http://localhost:{DefaultPort}"); }
        // A pure worker answers health checks only on a port that was asked for.
        if (role == "worker" && !options.Has("--port")) { builder.WebHost.UseUrls("http://127.0.0.1:0"); }

        await using var database = await Database.OpenAsync(builder.Configuration, builder.Environment, options.Has("--embedded"));
        await using var app = IsmsHost.Build(builder, database.App, role);
        WarmUp.Begin(app.Services);
        await database.MigrateAsync();
        await RoleSelfCheck.CheckAsync(app.Services.GetRequiredService<NpgsqlDataSource>());
        var demo = builder.Environment.IsDevelopment() && !options.Has("--no-demo") && builder.Configuration.GetValue("Demo", true);
        if (demo)
        {
            await DemoOrganisations.SeedAsync(app.Services);
            app.Services.GetRequiredService<DemoPresence>().SignIns = [.. DemoOrganisations.SignIns.Select(s => new DemoSignIn(s.Name, s.Roles, s.Organisation, s.Email, DemoOrganisations.Password))];
        }
        app.Lifetime.ApplicationStarted.Register(() => Announce(app, database, demo, started.Elapsed));
        await app.RunAsync();
        return 0;
    }

    internal static WebApplicationBuilder BuilderFor(Options options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Views and wwwroot lie beside the program, wherever it is started from.
            ContentRootPath = options["--contentRoot"] ?? AppContext.BaseDirectory,
            EnvironmentName = options["--environment"],
            ApplicationName = typeof(Up).Assembly.GetName().Name,
        });
        // Started from the checkout, its wwwroot is the sources'; ASP.NET Core looks there by itself in Development only.
        if (!builder.Environment.IsDevelopment()) { builder.WebHost.UseStaticWebAssets(); }
        if (options["--data"] is { } data) { builder.Configuration["Data"] = data; }
        return builder;
    }

    private static void Announce(WebApplication app, Database database, bool demo, TimeSpan elapsed)
    {
        var mail = app.Services.GetRequiredService<MailFolder>().Path;
        Console.WriteLine();
        Console.WriteLine($"  IsmsPlatform   {string.Join("  ", app.Urls)}   (ready after {elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s)");
        Console.WriteLine(database.Private is not null ? "  Database       private PostgreSQL 18 in the data folder" : "  Database       the configured server");
        if (mail is not null) { Console.WriteLine($"  Mail           no SMTP server configured; mails go to {mail}{(app.Environment.IsDevelopment() ? " and are shown at /development/mail" : "")}"); }
        if (demo) { AnnounceDemo(app.Services); }
        Console.WriteLine();
    }

    private static void AnnounceDemo(IServiceProvider services)
    {
        using var scope = services.CreateScope();
        var words = scope.ServiceProvider.GetRequiredService<Words>();
        Console.WriteLine($"  Demo           two organisations, password “{DemoOrganisations.Password}”");
        foreach (var s in DemoOrganisations.SignIns) { Console.WriteLine($"                 {s.Email,-28} {s.Organisation,-22} {string.Join(", ", s.Roles.Select(r => words.Of(r)))}"); }
    }
}
