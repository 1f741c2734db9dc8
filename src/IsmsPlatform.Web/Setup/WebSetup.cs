using IsmsPlatform.Application.AuditLog;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using IsmsPlatform.Application.Shared.Mail;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Formatters;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;

namespace IsmsPlatform.Web.Setup;

internal static class WebSetup
{
    /// <param name="builder">Of the program.</param>
    /// <param name="overHttps">Whether people reach it by https: then cookies are bound to it.</param>
    internal static void AddWeb(this WebApplicationBuilder builder, bool overHttps)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentAccount>();
        services.AddScoped<Shell>();
        services.AddScoped<OpenList>();
        services.AddScoped<Words>();
        services.AddScoped<Choose>();
        services.AddScoped<ActivityTimeline>();
        services.AddScoped<IEventWords>(s => s.GetRequiredService<ActivityTimeline>());
        services.AddSingleton<AssetManifest>();
        // Letters of every language as they are: escaping them makes pages longer, not safer.
        services.Configure<WebEncoderOptions>(o => o.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddLocalization(o => o.ResourcesPath = "Resources");
        services.AddSignIn(overHttps);
        services.AddApiRate(builder.Configuration);
        services.AddControllersWithViews(o =>
            {
                o.ModelBinderProviders.Insert(0, new NumbersOfForms());
                o.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
                o.Filters.Add<RefuseUnstorableText>();
                o.Filters.Add<LookBackFilter>();
                o.Filters.Add<ProofFilter>();
                o.Filters.Add<ShellFilter>();
                o.Filters.Add<PastLinks>();
                o.ModelBindingMessageProvider.SetAttemptedValueIsInvalidAccessor((value, _) => NoValueHere(value));
                o.ModelBindingMessageProvider.SetNonPropertyAttemptedValueIsInvalidAccessor(NoValueHere);
                o.ModelBindingMessageProvider.SetValueMustNotBeNullAccessor(_ => "Fill in this field.");
                o.ModelBindingMessageProvider.SetValueIsInvalidAccessor(NoValueHere);
                // The API speaks JSON alone; text/json and plain text would stand in its document as further choices.
                o.OutputFormatters.RemoveType<StringOutputFormatter>();
                foreach (var json in o.OutputFormatters.OfType<SystemTextJsonOutputFormatter>()) { json.SupportedMediaTypes.Remove("text/json"); }
                foreach (var json in o.InputFormatters.OfType<SystemTextJsonInputFormatter>()) { json.SupportedMediaTypes.Remove("text/json"); }
                o.Conventions.Add(new ApiAnswers());
                o.Conventions.Add(new AddressWins());
                // Presence is a rule of the message, with a sentence of its own; MVC must not guess it from nullability.
                o.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
            })
            .ConfigureApiBehaviorOptions(o => o.InvalidModelStateResponseFactory = ResultToProblem.Unreadable)
            .AddJsonOptions(o => Speak(o.JsonSerializerOptions));
        // The generator of the API's document reads these options, not those of MVC.
        services.ConfigureHttpJsonOptions(o => Speak(o.SerializerOptions));
        services.Configure<RazorViewEngineOptions>(o =>
        {
            o.ViewLocationFormats.Clear();
            o.ViewLocationFormats.Add("/Features/{1}/{0}.cshtml");
            o.ViewLocationFormats.Add("/Features/Shared/{0}.cshtml");
            o.ViewLocationExpanders.Add(new FeatureViews());
        });
        services.AddAntiforgery(o =>
        {
            o.HeaderName = "X-CSRF";
            o.Cookie.Name = CookieName(overHttps, "csrf");
            o.Cookie.SecurePolicy = Secure(overHttps);
            o.Cookie.SameSite = SameSiteMode.Strict;
        });
        services.AddProblemDetails(o => o.CustomizeProblemDetails = c => c.ProblemDetails.Extensions["traceId"] = c.HttpContext.TraceIdentifier);
        services.AddResponseCompression(o =>
        {
            o.EnableForHttps = true;
            o.Providers.Add<BrotliCompressionProvider>();
            o.Providers.Add<GzipCompressionProvider>();
            o.MimeTypes = ["text/html", "text/css", "text/csv", "text/javascript", "image/svg+xml", "application/json", "application/problem+json"];
        });
        services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.KnownIPNetworks.Clear();
            o.KnownProxies.Clear();
            foreach (var proxy in builder.Configuration.GetSection("ForwardedHeaders:KnownProxies").Get<string[]>() ?? []) { o.KnownProxies.Add(System.Net.IPAddress.Parse(proxy)); }
            foreach (var network in builder.Configuration.GetSection("ForwardedHeaders:KnownNetworks").Get<string[]>() ?? []) { o.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network)); }
            // Only what the configuration names is believed. With two empty lists the framework would believe everybody.
            o.ForwardedHeaders = o.KnownProxies.Count + o.KnownIPNetworks.Count == 0
                ? ForwardedHeaders.None
                : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        });
    }

    private static void Speak(JsonSerializerOptions json)
    {
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Converters.Add(new JsonStringEnumConverter(allowIntegerValues: false));
        json.MaxDepth = 32;
        json.AllowDuplicateProperties = false; // the last one would win in silence
    }

    private static void AddSignIn(this IServiceCollection services, bool overHttps)
    {
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null)
            .AddIdentityCookies(c => c.ApplicationCookie!.Configure(o =>
            {
                o.Cookie.Name = CookieName(overHttps, "isms");
                o.Cookie.SecurePolicy = Secure(overHttps);
                o.Cookie.SameSite = SameSiteMode.Lax;
                o.ExpireTimeSpan = TimeSpan.FromHours(12);
                o.SlidingExpiration = true;
                o.LoginPath = "/sign-in";
                o.AccessDeniedPath = "/error/404";
                o.ReturnUrlParameter = "next";
                // A part of a page would show the sign-in page inside that page: its script is told, and asks for the whole page anew.
                o.Events.OnRedirectToLogin = c =>
                {
                    if (c.Request.Headers.ContainsKey("HX-Request")) { c.Response.StatusCode = StatusCodes.Status401Unauthorized; }
                    else { c.Response.Redirect(c.RedirectUri); }
                    return Task.CompletedTask;
                };
                o.Events.OnValidatePrincipal = CurrentAccount.ValidateAsync;
                o.Events.OnSigningIn = Sessions.BeginAsync;
                o.Events.OnSigningOut = Sessions.EndAsync;
            }));
        services.AddAuthorization();
        // A passkey belongs to the address under which people come; the device asks who holds it, and remembers the account.
        services.AddOptions<IdentityPasskeyOptions>().Configure<PublicAddress>((o, address) =>
        {
            o.ServerDomain = address.Base.Host;
            o.UserVerificationRequirement = o.ResidentKeyRequirement = "required";
            o.ValidateOrigin = c => ValueTask.FromResult(!c.CrossOrigin && c.Origin == address.Base.GetLeftPart(UriPartial.Authority));
        });
    }

    private const int ShownOfAValue = 60;

    // Shown again in the field anyway; a sentence is for reading.
    private static string NoValueHere(string value) => $"“{Domain.Shared.Text.Shortened(value, ShownOfAValue)}” is not a valid value here.";

    // The __Host- prefix needs https; a trial over plain http gets plain names.
    private static string CookieName(bool overHttps, string name) => overHttps ? $"__Host-{name}" : name;

    private static CookieSecurePolicy Secure(bool overHttps) => overHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    // Whoever comes by plain http is sent where cookies work; probes inside the network ask for health.
    private static Task OnlyHttps(HttpContext context, RequestDelegate next, Uri home)
    {
        if (context.Request.IsHttps || context.Request.Path.StartsWithSegments("/healthz", StringComparison.Ordinal)) { return next(context); }
        context.Response.Redirect(new Uri(home, context.Request.Path + context.Request.QueryString).ToString(), permanent: false, preserveMethod: true);
        return Task.CompletedTask;
    }

    // Link checkers and monitors ask by HEAD; routes know GET. The server keeps the body back by itself.
    private static Task HeadAsGet(HttpContext context, RequestDelegate next)
    {
        if (HttpMethods.IsHead(context.Request.Method)) { context.Request.Method = HttpMethods.Get; }
        return next(context);
    }

    internal static void UseWeb(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseSecurityHeaders();
        if (app.Services.GetRequiredService<PublicAddress>().Base is { Scheme: "https" } home) { app.Use((context, next) => OnlyHttps(context, next, home)); }
        app.UseResponseCompression();
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandlingPath = "/error/500", StatusCodeSelector = Faults.StatusOf });
        if (!app.Environment.IsDevelopment()) { app.UseHsts(); }
        app.UseWhen(c => !c.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal), pages => pages.UseStatusCodePagesWithReExecute("/error/{0}"));
        app.UseWhen(c => c.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal), api => api.UseStatusCodePages(c => ResultToProblem.BareAsync(c.HttpContext)));
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = c =>
            {
                if (c.Context.Request.Path.StartsWithSegments("/dist", StringComparison.Ordinal)) { c.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable"; }
            },
        });
        app.Use(NulInForms.TranslateAsync);
        app.Use(HeadAsGet);
        app.UseRouting();
        app.UseAuthentication();
        app.Use(RequestFacts.FillAsync);
        app.UseMiddleware<TenantMiddleware>();
        app.UseAuthorization();
        app.UseRateLimiter(); // after it is known who asks
        app.MapControllers();
    }
}
