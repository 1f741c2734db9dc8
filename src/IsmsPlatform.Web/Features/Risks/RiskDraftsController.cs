using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Risks.Assess;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Risks;

/// <summary>A risk assessed in five steps, each kept as a draft, until it is signed.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[PresentOnly]
[Route("t/{tenant}/risk-drafts")]
public sealed class RiskDraftsController(ISender sender, Texts t, Words words) : PortalController(sender)
{
    /// <summary>The buttons of a step.</summary>
    private const string Next = "next", Back = "back", More = "more";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellationToken) => await this.ToPage(await Sender.Send(new ListRiskDrafts(), cancellationToken), drafts => View("Drafts", drafts));

    [HttpPost("")]
    public async Task<IActionResult> Begin(string tenant, Guid id, Guid? risk, Guid? assessment, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new BeginRiskDraft(id, risk, assessment), cancellationToken), begun => At(tenant, begun, AssessStep.Scenario));

    [HttpGet("{id:guid}/{step}")]
    public async Task<IActionResult> Step(string tenant, Guid id, AssessStep step, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new GetRiskDraft(id), cancellationToken);
        if (read is { IsSuccess: true, Value: { } draft } && (step > draft.Reached || !Enum.IsDefined(step))) { return At(tenant, id, draft.Reached); }
        if (read.Error is not null) { return await this.ToPage(read, _ => NotFound()); }
        ShowUnread(read.Value.Content, step);
        return await PageAsync(read.Value, step, read.Value.Content, cancellationToken);
    }

    [HttpPost("{id:guid}/{step}")]
    public async Task<IActionResult> Step(string tenant, Guid id, AssessStep step, string? go, SaveRiskDraft form, CancellationToken cancellationToken)
    {
        var check = go is null or Next;
        form = form with { Id = id, Step = step, Check = check, Unread = check ? null : TakeUnread() };
        return await this.SubmitAsync(Sender, form, () => go switch
        {
            null or Next => At(tenant, id, step + 1),
            Back => At(tenant, id, step - 1),
            More => Redirect($"/t/{tenant}/risk-drafts/{id}/{step}?more=true#more"),
            _ => Later(tenant, form.Unread!.Count),
        }, error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    [HttpPost("{id:guid}/sign")]
    public async Task<IActionResult> Sign(string tenant, Guid id, long version, long? riskVersion, Guid? risk, Guid[]? assessmentIds, CancellationToken cancellationToken)
    {
        var draft = await Sender.Send(new GetRiskDraft(id), cancellationToken);
        var within = draft.IsSuccess ? draft.Value.AssessmentId : null;
        var signed = await Sender.Send(new SignRiskDraft(id, version, riskVersion, assessmentIds, risk), cancellationToken);
        return await this.ToPage(signed, rated =>
        {
            Toast(draft.IsSuccess ? t["Signed"] : t["This was signed already. Here is the risk as it stands now."]);
            return Redirect(within is { } many ? $"/t/{tenant}/risk-assessments/{many}" : $"/t/{tenant}/risks/{rated}");
        }, async () => await Sender.Send(new GetRiskDraft(id), cancellationToken) is { IsSuccess: true, Value: { } again } ? await PageAsync(again, AssessStep.Sign, again.Content, cancellationToken, countedIn: assessmentIds ?? []) : NotFound());
    }

    [HttpPost("{id:guid}/give-up")]
    public async Task<IActionResult> GiveUp(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new DiscardRiskDraft(id), cancellationToken), () =>
        {
            Toast(t["Given up"]);
            return Redirect($"/t/{tenant}/risks");
        });

    private RedirectResult At(string tenant, Guid id, AssessStep step) => Redirect($"/t/{tenant}/risk-drafts/{id}/{step}");

    private RedirectResult Later(string tenant, int unread)
    {
        Toast(unread == 0 ? t["Kept. Go on whenever you like."] : t.Counted(unread, "Kept. {0} value cannot be read; it waits for you at its field.", "Kept. {0} values cannot be read; they wait for you at their fields."));
        return Redirect($"/t/{tenant}/risks");
    }

    // Nobody who goes back or leaves is held up by what cannot be read: it is kept as it was typed.
    private Dictionary<string, string> TakeUnread()
    {
        var unread = ModelState.Where(e => e.Value is { Errors.Count: > 0, AttemptedValue.Length: > 0 }).ToDictionary(e => e.Key, e => e.Value!.AttemptedValue!, StringComparer.Ordinal);
        foreach (var field in unread.Keys) { ModelState.Remove(field); }
        return unread;
    }

    private void ShowUnread(RiskDraftForm form, AssessStep step)
    {
        foreach (var (field, typed) in form.Unread?.Where(u => RiskDraftFields.StepOf(u.Key) == step) ?? [])
        {
            ModelState.SetModelValue(field, typed, typed);
            ModelState.AddModelError(field, t[RiskDraftFields.Unread.Sentence]);
        }
    }

    // What was entered stays; saving again replaces what another window saved meanwhile.
    private async Task<IActionResult> AgainAsync(SaveRiskDraft form, Error? error, CancellationToken cancellationToken)
    {
        if (await Sender.Send(new GetRiskDraft(form.Id), cancellationToken) is not { IsSuccess: true, Value: { } draft }) { return NotFound(); }
        ModelState.Remove(nameof(SaveRiskDraft.Version));
        ShowUnread(form, form.Step);
        return await PageAsync(draft, form.Step, form, cancellationToken, error?.Kind == ErrorKind.Stale);
    }

    private async Task<IActionResult> PageAsync(RiskDraftView draft, AssessStep step, RiskDraftForm form, CancellationToken cancellationToken, bool meanwhile = false, IReadOnlyList<Guid>? countedIn = null)
    {
        async Task<IReadOnlyList<Choice>> LinksAsync(RiskLinkKind kind, IReadOnlyList<Guid>? named, AssessStep of) => step == of && await Sender.Send(new FindRiskLinks(kind, null, named ?? []), cancellationToken) is { IsSuccess: true, Value: var found } ? found : [];
        var choices = new RiskChoices(draft.People, await LinksAsync(RiskLinkKind.Threat, form.ThreatId is { } threat ? [threat] : [], AssessStep.Scenario), await LinksAsync(RiskLinkKind.Vulnerability, form.VulnerabilityIds, AssessStep.Scenario),
            await LinksAsync(RiskLinkKind.Asset, form.AssetIds, AssessStep.Scenario), await LinksAsync(RiskLinkKind.Control, form.ImplementationIds, AssessStep.Controls));
        return View("Step", new RiskDraftPage(draft, step, form, choices, await ActionsAsync(draft, step, form, cancellationToken), meanwhile, await ConflictAsync(draft, step, choices, cancellationToken)) { CountedIn = countedIn });
    }

    // One more than there are, so that there is always room for the next one; the first of all begins today.
    private async Task<IReadOnlyList<DraftActionFields>> ActionsAsync(RiskDraftView draft, AssessStep step, RiskDraftForm form, CancellationToken cancellationToken)
    {
        if (step != AssessStep.Treatment) { return []; }
        List<DraftActionFields> rows = [];
        var actions = (form.Actions ?? []).ToList();
        if (actions.Count == 0 || Request.Query.ContainsKey("more")) { actions.Add(new DraftAction()); }
        foreach (var action in actions)
        {
            var found = await Sender.Send(new FindActionLinks(ActionLinkKind.Control, null, action.ControlIds ?? []), cancellationToken);
            rows.Add(new DraftActionFields(rows.Count, action, draft.People, found.IsSuccess ? found.Value : [], draft.Currency));
        }
        return rows;
    }

    private async Task<Conflict?> ConflictAsync(RiskDraftView draft, AssessStep step, RiskChoices choices, CancellationToken cancellationToken)
    {
        if (step != AssessStep.Sign || draft is not { ChangedSince: true, Risk: { } stored }) { return null; }
        var last = await Sender.Send(new GetActivity(nameof(Risk), stored.Id, Size: 1), cancellationToken);
        var named = choices with { Threats = draft.Content.ThreatId is { } id && draft.Threat is { } name ? [new Choice(id, name)] : [], Vulnerabilities = draft.Vulnerabilities, Assets = draft.Assets, Controls = [.. draft.Controls.Concat(stored.Controls).DistinctBy(c => c.Id).Select(c => new Choice(c.Id, c.Title))] };
        return RiskFormPage.Compare(RiskDraftPage.ChangeOf(draft.Content, stored), stored, named, last.Value, t, words);
    }
}
