using System.Globalization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace IsmsPlatform.Web.Http;

/// <summary>One of the two places where a refusal becomes HTTP: pages. Missing, foreign and forbidden look the same, 404.</summary>
public static class ResultToPage
{
    /// <param name="controller">Where ModelState is.</param>
    /// <param name="result">What the use case answered.</param>
    /// <param name="done">The answer on success, usually a redirect.</param>
    /// <param name="again">Shows the form again with what was entered; null where there is no form: the refusal becomes a page of its own.</param>
    public static async Task<IActionResult> ToPage<T>(this Controller controller, Result<T> result, Func<T, IActionResult> done, Func<Task<IActionResult>>? again = null)
        => result.Error is { } error ? await Refuse(controller, error, again) : done(result.Value);

    /// <inheritdoc cref="ToPage{T}"/>
    public static async Task<IActionResult> ToPage(this Controller controller, Result result, Func<IActionResult> done, Func<Task<IActionResult>>? again = null)
        => result.Error is { } error ? await Refuse(controller, error, again) : done();

    /// <summary>A page that says no more than the sentence: for what is refused before a controller is asked.</summary>
    /// <param name="sentence">What is missing and how to go on.</param>
    /// <param name="status">Of the answer.</param>
    /// <param name="back">Where it goes on, where that is not the dashboard.</param>
    /// <param name="without">The same page without what was refused.</param>
    internal static ViewResult RefusalPage(string sentence, int status = StatusCodes.Status422UnprocessableEntity, string? back = null, string? without = null) => new()
    {
        ViewName = "Refusal",
        StatusCode = status,
        ViewData = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { ["Refusal"] = sentence, ["Back"] = back, ["Without"] = without },
    };

    // Days as pages write them.
    private static object Shown(object argument) => argument is DateOnly day ? UserFormat.Date(day, CultureInfo.CurrentCulture) : argument;

    private static async Task<IActionResult> Refuse(Controller controller, Error error, Func<Task<IActionResult>>? again)
    {
        if (error.Kind is ErrorKind.NotFound or ErrorKind.Forbidden) { return controller.NotFound(); }
        if (error.Kind == ErrorKind.ProofNeeded) { return await ProofPage.AskAsync(controller); }
        var texts = controller.HttpContext.RequestServices.GetRequiredService<Texts>();
        foreach (var f in error.Fields) { controller.ModelState.TryAddModelError(f.Field, texts[f.Sentence, [.. f.Arguments.Select(Shown)]]); }
        if (error.Fields.Count == 0) { controller.ModelState.TryAddModelError("", texts[error.Sentence, [.. error.Arguments.Select(Shown)]]); }
        controller.Response.StatusCode = error.Kind is ErrorKind.Stale or ErrorKind.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity;
        if (again is not null) { return await again(); }
        controller.ViewData["Refusal"] = texts[error.Sentence, [.. error.Arguments.Select(Shown)]];
        if (!HttpMethods.IsGet(controller.Request.Method)) { controller.ViewData["From"] = CameFrom.Of(controller.Request); }
        if (error.Fields.Count > 0) { NameWhatWasAsked(controller, error, texts); }
        return controller.View("Refusal");
    }

    // An address asked for what cannot be: the page says which part of it, and leads to the same page without it.
    private static void NameWhatWasAsked(Controller controller, Error error, Texts texts)
    {
        var request = controller.Request;
        if (error.Fields.Any(f => f.Sentence != error.Sentence))
        {
            controller.ViewData["Faults"] = error.Fields.Select(f => (Part(f.Field, request.Query), texts[f.Sentence, [.. f.Arguments.Select(Shown)]])).ToList();
        }
        controller.ViewData["Without"] = Without(request);
    }

    /// <summary>The address without its filter; null where it has none, or one that holds a page in the past.</summary>
    internal static string? Without(HttpRequest request)
        => HttpMethods.IsGet(request.Method) && request.Query.Count > 0 && !request.Query.ContainsKey(PastInstant.Parameter)
            ? request.PathBase + request.Path + request.HttpContext.RequestServices.GetRequiredService<OpenList>().AllQuery
            : null;

    // Filter.Level[0] is the parameter level.
    private static string Part(string field, IQueryCollection query)
    {
        var name = field.Split('.')[^1].Split('[')[0];
        return query.Keys.FirstOrDefault(k => k.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? name;
    }
}
