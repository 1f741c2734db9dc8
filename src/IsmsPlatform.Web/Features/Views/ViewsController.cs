using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Views;

/// <summary>What is done with the saved views of any list.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/views")]
public sealed class ViewsController(ISender sender, RequestScope scope, Texts t) : PortalController(sender)
{
    [HttpPost(""), FormOf<SaveView>]
    public async Task<IActionResult> Save(string tenant, SaveView form, CancellationToken cancellationToken)
    {
        if (ViewLists.Of(form.List) is not { } list || !list.IsVisibleTo(scope.Actor)) { return NotFound(); }
        return await this.SubmitAsync(Sender, form, id => Done(tenant, list, id.ToString(), t["Saved"]), _ => Task.FromResult<IActionResult>(View("New", form)), cancellationToken);
    }

    [HttpGet("{id:guid}/edit"), FormOf<ChangeView>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetView(id), cancellationToken), v => View("Edit", new ViewPage(v, new ChangeView(id, v.Name, v.IsShared, v.IsPinned, v.Version))));

    [HttpPost("{id:guid}/edit"), FormOf<ChangeView>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeView form, CancellationToken cancellationToken)
    {
        var view = await Sender.Send(new GetView(id), cancellationToken);
        if (view.Error is not null) { return await this.ToPage(view, View); }
        return await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, view.Value.List, id.ToString(), t["Saved"]), _ =>
        {
            ModelState.Remove(nameof(ChangeView.Version));
            return Task.FromResult<IActionResult>(View("Edit", new ViewPage(view.Value, form with { Version = view.Value.Version })));
        }, cancellationToken);
    }

    [HttpPost("{id:guid}/query"), FormOf<SaveViewChanges>]
    public async Task<IActionResult> SaveChanges(string tenant, Guid id, SaveViewChanges form, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(form with { Id = id }, cancellationToken), list => Done(tenant, list, id.ToString(), t["Saved"]));

    [HttpPost("{id:guid}/default"), FormOf<OpenListWithView>]
    public async Task<IActionResult> OpenListWith(string tenant, Guid id, bool on, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new OpenListWithView(id, on), cancellationToken), list => Done(tenant, list, id.ToString(), on ? t["The list opens with this view now"] : t["The list shows everything first now"]));

    [HttpPost("{id:guid}/forget"), FormOf<ForgetView>]
    public async Task<IActionResult> Forget(string tenant, Guid id, long version, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ForgetView(id, version), cancellationToken), list => Done(tenant, list, OpenList.All, t["Removed"]));

    private RedirectResult Done(string tenant, ViewList list, string view, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/{list.Path}?{OpenList.View}={view}");
    }
}

public sealed record ViewPage(ViewDetails View, ChangeView Form);
