using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Web.Ui;
using Mediator;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IsmsPlatform.Web.Http;

/// <summary>
/// Forms and queries that are no messages (sign-in, filters) do not pass the pipeline's check for text that PostgreSQL refuses;
/// they meet it here. A plain value is 400, a form gets the sentence at its field.
/// </summary>
internal sealed class RefuseUnstorableText(Texts texts) : IActionFilter
{
    public void OnActionExecuting(ActionExecutingContext context)
    {
        // A body that cannot be read as a form (too many fields, a field too long) binds nothing, not even the route.
        if (context.ActionArguments.Count == 0 && context.ModelState.TryGetValue("", out var whole) && whole.Errors.Count > 0)
        {
            context.Result = new BadRequestResult();
            return;
        }
        foreach (var value in context.ActionArguments.Values.Where(v => v is not IMessage))
        {
            if (value is string text && !Domain.Shared.Text.IsStorable(text)) { context.Result = new BadRequestResult(); }
            if (value is null or string || value.GetType().Namespace?.StartsWith("IsmsPlatform", StringComparison.Ordinal) != true) { continue; }
            foreach (var e in UnstorableText.Find(value)) { context.ModelState.TryAddModelError(e.Field, texts[e.Sentence]); }
        }
    }

    public void OnActionExecuted(ActionExecutedContext context) { }
}
