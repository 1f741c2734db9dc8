using System.Text.Json;
using FluentValidation;
using FluentValidation.Internal;
using FluentValidation.Validators;
using Mediator;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IsmsPlatform.Web.Setup;

/// <summary>Which members a request has to send: those that the validator of its message refuses as missing, whatever else was sent.</summary>
internal static class NeededMembers
{
    private const string Missing = "required";
    // Made by the server when it is missing.
    private const string OwnId = "id";

    internal static void Name(OpenApiSchema schema, OpenApiSchemaTransformerContext context)
    {
        var message = context.JsonTypeInfo.Type;
        if (!typeof(IMessage).IsAssignableFrom(message) || schema.Properties is not { Count: > 0 } members) { return; }
        var validators = context.ApplicationServices.GetServices(typeof(IValidator<>).MakeGenericType(message)).OfType<IValidator>();
        var needed = validators.SelectMany(v => Of(v, context.ApplicationServices)).Select(JsonNamingPolicy.CamelCase.ConvertName).Concat(schema.Required ?? Enumerable.Empty<string>());
        schema.Required = needed.Where(name => name != OwnId && members.ContainsKey(name)).Order(StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Of(IValidator validator, IServiceProvider services) => validator.CreateDescriptor().Rules.Where(r => !r.HasCondition && !r.HasAsyncCondition).SelectMany(rule => rule switch
    {
        IIncludeRule => rule.Components.Select(c => c.Validator).OfType<IChildValidatorAdaptor>().SelectMany(a => Of((IValidator)ActivatorUtilities.CreateInstance(services, a.ValidatorType), services)),
        _ => rule.PropertyName is { Length: > 0 } name && rule.Components.Any(c => c is { HasCondition: false, HasAsyncCondition: false, ErrorCode: Missing }) ? [name] : Enumerable.Empty<string>(),
    });
}
