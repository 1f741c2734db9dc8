using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Files;
using IsmsPlatform.Application.Shared.Mail;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Documents;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Infrastructure.Files;
using IsmsPlatform.Infrastructure.Identity;
using IsmsPlatform.Infrastructure.Jobs;
using IsmsPlatform.Infrastructure.Mail;
using IsmsPlatform.Infrastructure.Persistence;
using IsmsPlatform.Infrastructure.Postgres;
using IsmsPlatform.Infrastructure.Documents;
using IsmsPlatform.Infrastructure.Spreadsheets;
using IsmsPlatform.Web.Commands;
using IsmsPlatform.Web.Demo;
using Mediator;
using Npgsql;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Events;

namespace IsmsPlatform.Web.Setup;

/// <summary>Puts the program together; the only place besides Commands/ that knows the infrastructure.</summary>
internal static class IsmsHost
{
    internal static WebApplication Build(WebApplicationBuilder builder, string appConnection, string role = "all")
    {
        var services = builder.Services;
        var source = PersistenceSetup.SourceOf(appConnection);
        services.AddSingleton(TimeProvider.System);
        services.AddPersistence(source);
        services.AddApplication();
        var publicUrl = PublicUrl(builder);
        services.AddSingleton(new PublicAddress(publicUrl));
        services.AddSingleton<DemoPresence>();
        services.AddAccounts();
        services.AddMediator(o =>
        {
            o.ServiceLifetime = ServiceLifetime.Scoped;
            o.GenerateTypesAsInternal = true;
            o.Assemblies = [typeof(IsmsDbContext)];
            o.PipelineBehaviors = [typeof(TelemetryBehavior<,>), typeof(TenancyBehavior<,>), typeof(PermissionBehavior<,>), typeof(ValidationBehavior<,>), typeof(CommitBehavior<,>)];
        });
        services.AddSingleton<ISpreadsheets, Spreadsheets>();
        services.AddSingleton<IDocuments, WordDocuments>();
        services.AddIsmsMail(builder);
        services.AddSingleton<IFileStore>(new FolderFileStore(DataFolder.Resolve(builder.Configuration["Data"]).Path));
        services.AddSingleton(Limits(builder.Configuration));
        services.AddJobs(source, worker: role is "all" or "worker");
        services.AddObservability(builder);
        builder.AddWeb(overHttps: publicUrl.Scheme == Uri.UriSchemeHttps);
        builder.AddApiDocument();
        services.AddHealth();
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(20));
        var app = builder.Build();
        app.UseSerilogRequestLogging(o =>
        {
            // Route and status, no path: an address can hold a name, a token or a search.
            o.MessageTemplate = "{RequestMethod} {Route} → {StatusCode} in {Elapsed:0} ms";
            o.EnrichDiagnosticContext = (d, c) => d.Set("Route", (c.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "-");
            o.GetLevel = (_, _, e) => e is null ? LogEventLevel.Debug : LogEventLevel.Error;
        });
        app.UseWeb();
        app.MapApiDocument();
        app.MapHealth();
        return app;
    }

    // Links in mails must not follow the Host header of whoever asks: outside Development the address is configured.
    private static Uri PublicUrl(WebApplicationBuilder builder)
    {
        if (builder.Configuration["PublicUrl"] is { Length: > 0 } configured)
        {
            return Uri.TryCreate(configured.TrimEnd('/') + "/", UriKind.Absolute, out var url) ? url : throw new UsageException($"PublicUrl “{configured}” is not an address such as https://isms.example.com.");
        }
        return builder.Environment.IsDevelopment()
            ? new Uri((builder.Configuration["urls"]?.Split(';')[0] ?? "http://localhost:5080").TrimEnd('/') + "/")
            : throw new UsageException("Set PublicUrl to the address under which people reach this program, for example https://isms.example.com.");
    }

    private static FileLimits Limits(ConfigurationManager configuration)
    {
        var megabytes = configuration.GetValue("Files:MaxMegabytes", FileLimits.DefaultMegabytes);
        return megabytes is >= 1 and <= 10_000 ? new FileLimits(megabytes * 1024L * 1024) : throw new UsageException($"Files:MaxMegabytes is {megabytes}: choose a size from 1 to 10000.");
    }

    private static void AddIsmsMail(this IServiceCollection services, WebApplicationBuilder builder)
    {
        var smtp = builder.Configuration.GetSection("Smtp").Get<SmtpOptions>() ?? new SmtpOptions();
        var transport = MailSetup.Transport(smtp, DataFolder.Resolve(builder.Configuration["Data"]).Path);
        services.AddSingleton(transport);
        services.AddSingleton(new MailFolder(transport as FolderTransport));
    }

    private static void AddObservability(this IServiceCollection services, WebApplicationBuilder builder)
    {
        services.AddSerilog(l => l.ReadFrom.Configuration(builder.Configuration)
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
            // What the database refuses is an answer to the user; what is a fault reaches the exception handler.
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore", LogEventLevel.Fatal)
            // The key ring lies in the database beside the password hashes: who reads one reads the other.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .WriteTo.Console(formatter: builder.Environment.IsDevelopment() ? new Serilog.Formatting.Display.MessageTemplateTextFormatter("{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}") : new Serilog.Formatting.Compact.RenderedCompactJsonFormatter()));
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            services.AddOpenTelemetry().WithTracing(t => t.AddSource(UseCases.SourceName).AddAspNetCoreInstrumentation().AddOtlpExporter());
        }
    }
}

/// <summary>The folder that takes mails where no SMTP server is configured.</summary>
public sealed class MailFolder(FolderTransport? transport)
{
    /// <summary>Null with an SMTP server.</summary>
    public string? Path => transport?.Folder;

    public Task<IReadOnlyList<(DateTimeOffset At, string To, string Subject, string Text)>> NewestAsync(int count, CancellationToken cancellationToken)
        => transport!.NewestAsync(count, cancellationToken);
}
