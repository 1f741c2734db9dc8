using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Ui;
using Mediator;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IsmsPlatform.Web.Http;

/// <summary>The action shows a list whose views can be saved (<see cref="ViewLists"/>): <c>?view=</c> is resolved before anything is bound, so that the action knows nothing of views.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HasViewsAttribute : TypeFilterAttribute
{
    public HasViewsAttribute(string list)
        : base(typeof(OpenViewFilter))
        => (List, Arguments) = (list, [list]);

    public string List { get; }
}

internal sealed class OpenViewFilter(string list, OpenList open, CurrentAccount account, RequestScope scope, ISender sender, Texts t) : IAsyncResourceFilter
{
    public async Task OnResourceExecutionAsync(ResourceExecutingContext context, ResourceExecutionDelegate next)
    {
        // Where nobody keeps a view there is none to ask for; the past may have had some.
        var views = account.Standing is { HasViews: false } && scope.AsOf is null ? Result<IReadOnlyList<ViewRow>>.Of([]) : await sender.Send(new ListViews(list), context.HttpContext.RequestAborted);
        // Who may not see the list gets the action's own answer.
        if (views.IsSuccess && open.Open(ViewLists.Of(list)!, views.Value, context.HttpContext.Request).Error is { } error)
        {
            context.Result = ResultToPage.RefusalPage(t[error.Sentence], StatusCodes.Status404NotFound, $"{context.HttpContext.Request.Path}?{OpenList.View}={OpenList.All}");
            return;
        }
        await next();
    }
}
