using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Scope;

/// <summary>What the ISMS covers: the version in force, every version, and the draft of the next one.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/scope")]
public sealed class ScopeController(ISender sender, Texts t, Ui.Words words, Shell shell) : PortalController(sender)
{
    /// <summary>Two values for each unit, location, process and asset that a draft may name.</summary>
    private const int MostValues = 30_000;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken)
    {
        var versions = await Sender.Send(new ListScopeVersions(), cancellationToken);
        var current = await Sender.Send(new GetScopeVersion(), cancellationToken);
        var drift = await Sender.Send(new GetScopeDrift(), cancellationToken);
        return await this.ToPage(versions, page => View(new ScopePage(current.IsSuccess ? current.Value : null, page, drift.Value)));
    }

    [HttpGet("versions/{id:guid}")]
    public async Task<IActionResult> Version(Guid id, CancellationToken cancellationToken)
    {
        var activity = await Sender.Send(new GetActivity(nameof(ScopeStatement), id), cancellationToken);
        var found = await Sender.Send(new GetScopeVersion(id), cancellationToken);
        var standing = found is { IsSuccess: true, Value: { MayEdit: true, State: ScopeState.Draft } } ? await StandingAsync(id, Url.Content($"~{Request.Path}/edit"), cancellationToken) : null;
        return await this.ToPage(found, version => View("Version", new ScopeVersionPage(version, activity.Value, standing)));
    }

    [HttpGet("versions/{id:guid}/print")]
    public async Task<IActionResult> Print(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetScopeVersion(id), cancellationToken), View);

    /// <summary>What stands in the margins of each printed page; a style sheet, because pages hold no styles of their own.</summary>
    [HttpGet("versions/{id:guid}/print.css")]
    public async Task<IActionResult> PrintMargins(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetScopeVersion(id), cancellationToken), v => Content(PrintedMargins.Of(v, shell.TenantName!, t), "text/css"));

    /// <summary>Everyone in the organisation reads the version in force; drafts and older versions are for those who work with them.</summary>
    [HttpGet("in-force")]
    public async Task<IActionResult> InForce(CancellationToken cancellationToken)
    {
        var inForce = await Sender.Send(new GetScopeInForce(), cancellationToken);
        return inForce.Error is { Kind: ErrorKind.NotFound } ? View("InForce", null) : await this.ToPage(inForce, View);
    }

    [HttpGet("versions/{id:guid}/document")]
    public async Task<IActionResult> Document(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new WriteScopeDocument(id), cancellationToken), file => File(file.Content, file.ContentType, file.FileName));

    [HttpGet("versions/{id:guid}/preview")]
    public async Task<IActionResult> Preview(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new PreviewScope(id), cancellationToken), View);

    [HttpGet("versions/{id:guid}/compare")]
    public async Task<IActionResult> Compare(Guid id, Guid? with, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new CompareScopes(id, with), cancellationToken), View);

    [HttpPost("versions/new"), FormOf<CreateScopeDraft>]
    public async Task<IActionResult> New(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new CreateScopeDraft(id == Guid.Empty ? Guid.CreateVersion7() : id), cancellationToken), draft => Redirect($"/t/{tenant}/scope/versions/{draft}/edit"));

    [HttpGet("versions/{id:guid}/edit"), FormOf<ChangeScopeDraft>]
    public Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken) => EditorAsync(id, null, cancellationToken);

    /// <param name="submit">Saved, it goes to top management at once.</param>
    [HttpPost("versions/{id:guid}/edit"), FormOf<ChangeScopeDraft>, RequestFormLimits(ValueCountLimit = MostValues)]
    public async Task<IActionResult> Edit(string tenant, Guid id, ScopeDraftForm form, bool submit, CancellationToken cancellationToken)
    {
        // Kept nowhere, so it is not dropped in silence either.
        foreach (var key in form.ReasonsInVain) { ModelState.AddModelError($"Reasons[{key}]", t["A reason is given, but nothing is decided. Choose “Outside”, or clear the reason."]); }
        var answer = await this.SubmitAsync(Sender, form.Command(id), () =>
        {
            if (!submit) { Toast(t["Saved"]); }
            return Redirect($"/t/{tenant}/scope/versions/{id}/edit");
        }, error => AgainAsync(id, form, error, cancellationToken), cancellationToken);
        return submit && answer is RedirectResult ? await SubmitAsync(tenant, id, saved: true, cancellationToken) : answer;
    }

    [HttpPost("versions/{id:guid}/submit"), FormOf<SubmitScope>, RequestFormLimits(ValueCountLimit = MostValues)]
    public Task<IActionResult> Submit(string tenant, Guid id, CancellationToken cancellationToken) => SubmitAsync(tenant, id, saved: false, cancellationToken);

    /// <summary>What keeps it from being submitted stands in the editor, at its fields.</summary>
    /// <param name="saved">By the same button just now: nothing of the work is lost, and the page says so.</param>
    private async Task<IActionResult> SubmitAsync(string tenant, Guid id, bool saved, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        var stored = await Sender.Send(new GetScopeVersion(id), cancellationToken);
        if (stored.Error is not null) { return NotFound(); }
        return await this.ToPage(await Sender.Send(new SubmitScope(id, stored.Value.Version), cancellationToken), () =>
        {
            Toast(t["Submitted"]);
            return Redirect($"/t/{tenant}/scope/versions/{id}");
        }, () => EditorAsync(id, null, cancellationToken, saved: saved));
    }

    [HttpPost("versions/{id:guid}/withdraw"), FormOf<WithdrawScopeDraft>]
    public async Task<IActionResult> Withdraw(string tenant, Guid id, long version, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new WithdrawScopeDraft(id, version), cancellationToken), () =>
        {
            Toast(t["Given up"]);
            return Redirect($"/t/{tenant}/scope");
        });

    [HttpGet("versions/{id:guid}/call-off"), FormOf<CallOffScope>]
    public Task<IActionResult> CallOff(string tenant, Guid id, CancellationToken cancellationToken) => CallingOffAsync(tenant, id, null, cancellationToken);

    [HttpPost("versions/{id:guid}/call-off"), FormOf<CallOffScope>]
    public async Task<IActionResult> CallOff(string tenant, Guid id, CallOffScope form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () =>
        {
            Toast(t["Called off"]);
            return Redirect($"/t/{tenant}/scope/versions/{id}");
        }, _ => CallingOffAsync(tenant, id, form.Reason, cancellationToken), cancellationToken);

    [HttpPost("versions/{id:guid}/review"), FormOf<ConfirmScopeReview>]
    public async Task<IActionResult> Review(string tenant, Guid id, long version, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ConfirmScopeReview(id, version), cancellationToken), () =>
        {
            Toast(t["Review confirmed"]);
            return Redirect($"/t/{tenant}/scope/versions/{id}");
        });

    [HttpGet("versions/{id:guid}/assets"), FormOf<AddScopeAssets>]
    public Task<IActionResult> Assets(Guid id, string? q, CancellationToken cancellationToken) => AssetsAsync(id, q, cancellationToken);

    [HttpPost("versions/{id:guid}/assets"), FormOf<AddScopeAssets>]
    public async Task<IActionResult> Assets(string tenant, Guid id, Guid[]? assets, string? q, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new AddScopeAssets(id, assets), cancellationToken), added =>
        {
            Toast(t.Counted(added, "{0} asset drawn in", "{0} assets drawn in"));
            return Redirect($"/t/{tenant}/scope/versions/{id}/edit#assets");
        }, () => AssetsAsync(id, q, cancellationToken));

    /// <summary>Choices for a field of the form; those that are ticked come under its name.</summary>
    /// <param name="basis">On what a scope rests.</param>
    /// <param name="q">A part of the name.</param>
    /// <param name="field">Name of the field.</param>
    [HttpGet("choices/{basis}")]
    public async Task<IActionResult> Choices(ScopeBasis basis, string? q, string? field, CancellationToken cancellationToken)
    {
        var name = field ?? nameof(ScopeDraftForm.LegalRequirements);
        var ticked = Ui.Models.Ticks.In(Request, name);
        return await this.ToPage(await Sender.Send(new FindScopeBases(basis, q, ticked), cancellationToken), found => PartialView("_Ticks", new Ui.Models.Ticks(name, found, ticked)));
    }

    private async Task<IActionResult> CallingOffAsync(string tenant, Guid id, string? reason, CancellationToken cancellationToken)
    {
        var found = await Sender.Send(new GetScopeVersion(id), cancellationToken);
        if (found.Error is not null) { return NotFound(); }
        if (found.Value is not { State: ScopeState.Planned } v) { return ModelState.IsValid ? Redirect($"/t/{tenant}/scope/versions/{id}") : ResultToPage.RefusalPage(t[ScopeErrors.NotPlanned.Sentence], StatusCodes.Status409Conflict); }
        return View("Closing", new Ui.Models.ClosingPage("scope", new Ui.Models.WayOn(t["Scope"], $"/t/{tenant}/scope"), $"/t/{tenant}/scope/versions/{id}", "call-off", t["Version {0}", v.VersionNo],
            t["Call off version {0}", v.VersionNo], t["It was approved and does not take effect then. What is in force stays in force, and the version stays as evidence."], t["Call off"], v.Version, reason));
    }

    private async Task<IActionResult> AssetsAsync(Guid id, string? q, CancellationToken cancellationToken)
    {
        var draft = await Sender.Send(new GetScopeVersion(id), cancellationToken);
        return draft is { IsSuccess: true, Value.MayEdit: true }
            ? await this.ToPage(await Sender.Send(new FindScopeAssets(id, q), cancellationToken), found => View("Assets", new ScopeAssetsPage(draft.Value, q, found))) : NotFound();
    }

    private async Task<IActionResult> EditorAsync(Guid id, ScopeDraftForm? form, CancellationToken cancellationToken, bool saved = false)
    {
        var draft = await Sender.Send(new GetScopeDraft(id, form?.Named ?? []), cancellationToken);
        // Where something was refused just now, the page says that.
        var standing = draft is { IsSuccess: true, Value.Stored.State: ScopeState.Draft } && ModelState.IsValid ? await StandingAsync(id, "", cancellationToken) : null;
        return await this.ToPage(draft, d => View("Edit", new ScopeEditPage(d, form ?? ScopeDraftForm.Of(d.Stored), SavedOnly: saved, Standing: standing)));
    }

    private async Task<ScopeStanding?> StandingAsync(Guid id, string editor, CancellationToken cancellationToken)
    {
        var faults = await Sender.Send(new ListScopeFaults(id), cancellationToken);
        return faults.IsSuccess ? new ScopeStanding(faults.Value, editor) : null;
    }

    private async Task<IActionResult> AgainAsync(Guid id, ScopeDraftForm form, Error? error, CancellationToken cancellationToken)
    {
        if (error?.Kind != ErrorKind.Stale) { return await EditorAsync(id, form, cancellationToken); }
        var draft = await Sender.Send(new GetScopeDraft(id, [.. form.Named]), cancellationToken);
        if (draft.Error is not null) { return NotFound(); }
        var last = await Sender.Send(new GetActivity(nameof(ScopeStatement), id, Size: 1), cancellationToken);
        ModelState.Remove(nameof(form.Version));
        return View("Edit", new ScopeEditPage(draft.Value, form with { Version = draft.Value.Stored.Version }, form.Compare(draft.Value, last.Value, t, words)));
    }
}
