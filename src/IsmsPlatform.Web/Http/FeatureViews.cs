using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Mvc.Razor;

namespace IsmsPlatform.Web.Http;

/// <summary>Views stand beside their controller, in Features/Subject/; those of a subject's further controllers in a folder below (Features/Organisation/Units/).</summary>
internal sealed class FeatureViews : IViewLocationExpander
{
    private const string Key = "feature";

    public void PopulateValues(ViewLocationExpanderContext context)
        => context.Values[Key] = (context.ActionContext.ActionDescriptor as ControllerActionDescriptor)?.ControllerTypeInfo.Namespace?.Split('.')[^1];

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
        => context.Values[Key] is { } feature ? [$"/Features/{feature}/{{1}}/{{0}}.cshtml", $"/Features/{feature}/{{0}}.cshtml", .. viewLocations] : viewLocations;
}
