using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Mail;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Infrastructure.Identity;
using IsmsPlatform.Infrastructure.Jobs;
using IsmsPlatform.Infrastructure.Mail;
using IsmsPlatform.Infrastructure.Persistence;
using IsmsPlatform.Infrastructure.Postgres;
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
        var source = new NpgsqlDataSourceBuilder(appConnection).Build();
        services.AddSingleton(TimeProvider.System);
        services.AddPersistence(source);
        services.AddScoped<AuditTrail>();
        services.AddScoped<CodeSequence>();
        services.AddAccounts();
        services.AddMediator(o =>
        {
            o.ServiceLifetime = ServiceLifetime.Scoped;
            o.GenerateTypesAsInternal = true;
            o.Assemblies = [typeof(IsmsDbContext)];
            o.PipelineBehaviors = [typeof(TelemetryBehavior<,>), typeof(TenancyBehavior<,>), typeof(PermissionBehavior<,>), typeof(ValidationBehavior<,>), typeof(CommitBehavior<,>)];
        });
        services.AddValidatorsFromAssemblyContaining<IsmsDbContext>(ServiceLifetime.Singleton, includeInternalTypes: true);
        ValidatorOptions.Global.DefaultClassLevelCascadeMode = CascadeMode.Continue;
        ValidatorOptions.Global.DefaultRuleLevelCascadeMode = CascadeMode.Stop;
        services.AddIsmsMail(builder);
        services.AddJobs(source, worker: role is "all" or "worker");
        services.AddObservability(builder);
        builder.AddWeb();
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
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            .WriteTo.Console(formatter: builder.Environment.IsDevelopment() ? new Serilog.Formatting.Display.MessageTemplateTextFormatter("{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}") : new Serilog.Formatting.Compact.RenderedCompactJsonFormatter()));
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 })
        {
            services.AddOpenTelemetry().WithTracing(t => t.AddSource(UseCases.SourceName).AddAspNetCoreInstrumentation().AddOtlpExporter());
        }
    }
}

/// <summary>The folder that takes mails where no SMTP server is configured; null otherwise.</summary>
public sealed record MailFolder(FolderTransport? Transport);
