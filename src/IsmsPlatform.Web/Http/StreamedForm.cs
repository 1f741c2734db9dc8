using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace IsmsPlatform.Web.Http;

/// <summary>
/// A form whose file is never kept: its fields come first, then the file as the network brings it. The framework would write the whole
/// body to the temporary folder before anybody could refuse it.
/// </summary>
/// <param name="Content">The file; null when none was sent.</param>
public sealed record StreamedForm(IFormCollection Fields, string? FileName, Stream? Content)
{
    private const int MostFields = 100;
    private const int MostCharacters = 128 * 1024;

    /// <summary>Null for what is no form.</summary>
    public static async Task<StreamedForm?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            return request.HasFormContentType ? new StreamedForm(await request.ReadFormAsync(cancellationToken), null, null) : null;
        }
        if (HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and <= 200 } boundary) { return null; }
        try { return await ReadAsync(new MultipartReader(boundary.ToString(), request.Body), cancellationToken); }
        catch (Exception e) when (e is InvalidDataException || (e is IOException && e is not BadHttpRequestException)) { return null; }
    }

    /// <summary>Whether it was filled in on a page of ours: its token comes before the file.</summary>
    public async Task<bool> IsGenuineAsync(HttpContext context)
    {
        var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
        var names = antiforgery.GetTokens(context);
        var header = names.HeaderName!;
        if (Fields[names.FormFieldName] is [{ } token]) { context.Request.Headers[header] = token; }
        // Without the header it would look for the token in the form, which is being read.
        return context.Request.Headers.ContainsKey(header) && await antiforgery.IsRequestValidAsync(context);
    }

    /// <summary>Its fields, for TryUpdateModelAsync.</summary>
    public IValueProvider Values => new FormValueProvider(BindingSource.Form, Fields, CultureInfo.InvariantCulture);

    private static async Task<StreamedForm?> ReadAsync(MultipartReader reader, CancellationToken cancellationToken)
    {
        var fields = new KeyValueAccumulator();
        var left = MostCharacters;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var about)) { return null; }
            if (about.IsFileDisposition())
            {
                var name = about.FileNameStar.HasValue ? about.FileNameStar.Value : HeaderUtilities.RemoveQuotes(about.FileName).Value;
                // A browser sends an empty one when no file was chosen.
                return new StreamedForm(new FormCollection(fields.GetResults()), name, string.IsNullOrEmpty(name) ? null : section.Body);
            }
            if (fields.KeyCount >= MostFields || await TextAsync(section.Body, left, cancellationToken) is not { } text) { return null; }
            left -= text.Length;
            fields.Append(HeaderUtilities.RemoveQuotes(about.Name).ToString(), text);
        }
        return new StreamedForm(new FormCollection(fields.GetResults()), null, null);
    }

    private static async Task<string?> TextAsync(Stream body, int most, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(body, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var buffer = new char[most + 1];
        var length = await reader.ReadBlockAsync(buffer.AsMemory(), cancellationToken);
        // As in any other form, a NUL is passed on as a character that is refused at its field.
        return length > most ? null : new string(buffer, 0, length).Replace('\0', '\u0001');
    }
}

/// <summary>
/// An action that reads its form as a <see cref="StreamedForm"/>, of any size that the store takes: nobody may read it before.
/// The action itself asks whether the form is genuine.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StreamedUploadAttribute : Attribute, IResourceFilter, IAntiforgeryPolicy, IOrderedFilter, IRequestSizeLimitMetadata
{
    /// <summary>The last word on who asks for the token: it would read the form.</summary>
    public int Order => 1000;

    public long? MaxRequestBodySize => null;

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        foreach (var reader in context.ValueProviderFactories.Where(f => f is FormValueProviderFactory or FormFileValueProviderFactory or JQueryFormValueProviderFactory).ToList()) { context.ValueProviderFactories.Remove(reader); }
    }

    public void OnResourceExecuted(ResourceExecutedContext context) { }
}
