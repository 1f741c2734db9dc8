using System.Text.Json;
using IsmsPlatform.Application.Assets.Import;
using IsmsPlatform.Application.Evidence;
using IsmsPlatform.Application.Shared.Idempotency;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IsmsPlatform.Web.Setup;

/// <summary>OpenAPI 3.1 at /api/v1/openapi.json, readable by anyone: it says what there is, not what is in it.</summary>
internal static class ApiDocument
{
    internal const string Name = "v1";

    internal static void AddApiDocument(this WebApplicationBuilder builder) => builder.Services.AddOpenApi(Name, o =>
    {
        o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        o.ShouldInclude = d => d.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        o.AddOperationTransformer(async (operation, context, cancellationToken) =>
        {
            var upload = context.Description.ActionDescriptor.EndpointMetadata.OfType<StreamedUploadAttribute>().Any();
            if (upload) { operation.RequestBody = await UploadAsync(context, cancellationToken); }
            if (context.Description.HttpMethod == HttpMethods.Get) { (operation.Parameters ??= []).Add(AsOf()); }
            if (context.Description.HttpMethod == HttpMethods.Post && !upload) { (operation.Parameters ??= []).Add(IdempotencyKey()); }
            // Properties of a filter are bound whatever their case; the document writes them as the rest of the API does.
            foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Query)) { parameter.Name = JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!); }
        });
        o.AddSchemaTransformer((schema, context, _) =>
        {
            NeededMembers.Name(schema, context);
            // Its converter is code, which a generator cannot read.
            if (context.JsonTypeInfo.Type == typeof(Cell)) { schema.Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean | JsonSchemaType.Null; }
            return Task.CompletedTask;
        });
        o.AddDocumentTransformer((document, _, _) =>
        {
            var all = document.Paths.ToList();
            document.Info = new OpenApiInfo { Title = "IsmsPlatform API", Version = Name, Description = "One API key is bound to one organisation. Lists are paged by cursor, changes carry If-Match, refusals are problem+json with a stable code." };
            document.Servers = [];
            // In an order of its own: that of the endpoints follows the order in which files were compiled.
            document.Paths = [];
            foreach (var (path, item) in all.OrderBy(p => p.Key, StringComparer.Ordinal)) { document.Paths.Add(path, item); }
            document.Tags = document.Tags?.OrderBy(t => t.Name, StringComparer.Ordinal).ToHashSet();
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                [ApiKeyAuthentication.SchemeName] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key made in Settings › API clients." },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyAuthentication.SchemeName, document)] = [] }];
            return Task.CompletedTask;
        });
    });

    // Its action reads the body itself, so that no generator can know it.
    private static async Task<OpenApiRequestBody> UploadAsync(OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var form = await context.GetOrCreateSchemaAsync(typeof(EvidenceForm), null, cancellationToken);
        (form.Properties ??= new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "The file, when kind is File; the last part." };
        return new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal) { ["multipart/form-data"] = new() { Schema = form } } };
    }

    // Every read can be asked about the past; no action says so itself.
    private static OpenApiParameter AsOf() => new()
    {
        Name = PastInstant.Parameter,
        In = ParameterLocation.Query,
        Description = "A day (its end in the organisation's time zone) or an instant of the past: the answer is what was recorded then.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Examples = ["2026-03-31", "2026-03-31T14:30:00Z"] },
    };

    private static OpenApiParameter IdempotencyKey() => new()
    {
        Name = Idempotency.Header,
        In = ParameterLocation.Header,
        Description = "Up to 200 visible characters, new for each act: a repetition within a day gets the same answer, the same key with another request is refused.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = IdempotentAnswers.KeyMaxLength },
    };

    internal static void MapApiDocument(this WebApplication app) => app.MapOpenApi("/api/{documentName}/openapi.json").AllowAnonymous();
}

/// <summary>What an action of the API answers: its refusals as it names them, its success by the type of the method.</summary>
internal sealed class ApiAnswers : IActionModelConvention
{
    public void Apply(ActionModel action)
    {
        if (!typeof(ApiController).IsAssignableFrom(action.Controller.ControllerType)) { return; }
        foreach (var status in action.Controller.Attributes.Concat(action.Attributes).OfType<RefusesAttribute>().SelectMany(r => r.Statuses))
        {
            action.Filters.Add(new ProducesResponseTypeAttribute(typeof(ProblemDetails), status, "application/problem+json"));
        }
        var named = action.Attributes.OfType<ProducesResponseTypeAttribute>().Any(a => a.StatusCode is >= 200 and < 300);
        if (!named && action.ActionMethod.ReturnType is { IsGenericType: true } task && task.GetGenericArguments()[0] is { IsGenericType: true } answer)
        {
            action.Filters.Add(new ProducesResponseTypeAttribute(answer.GetGenericArguments()[0], StatusCodes.Status200OK, "application/json"));
        }
    }
}
