using IsmsPlatform.Application.Acceptance;
using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.Risks;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.Acceptance;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Risks;

/// <summary>The risk register and how its risks are rated (6.1.2, 8.2).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/risks")]
public sealed class RisksController(ISender sender, Shell shell, Texts t, Words words) : RecordController(sender, "risks")
{
    [HttpGet(""), HasViews(ViewLists.Risks)]
    public async Task<IActionResult> Index([FromQuery] RiskFilter filter, [FromQuery] ListPlace place, CancellationToken cancellationToken)
    {
        var scales = WantsPartial ? null : await ScalesAsync(cancellationToken);
        return await this.ToPage(await Sender.Send(new ListRisks(filter, place), cancellationToken), page =>
        {
            var model = new RiskList(filter, page, Request.QueryString.Value ?? "", scales);
            return WantsPartial ? PartialView("_Results", model) : View(model);
        });
    }

    [HttpGet("matrix")]
    public async Task<IActionResult> Matrix(EvaluationStage? stage, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetRiskMatrix(stage ?? EvaluationStage.Current), cancellationToken), View);

    [HttpGet("export.csv")]
    public Task<IActionResult> Csv([FromQuery] RiskFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportRisks(filter, SheetFormat.Csv, sort), cancellationToken);

    [HttpGet("export.xlsx")]
    public Task<IActionResult> Xlsx([FromQuery] RiskFilter filter, string? sort, CancellationToken cancellationToken) => DownloadAsync(new ExportRisks(filter, SheetFormat.Xlsx, sort), cancellationToken);

    /// <summary>Choices for a field of the form; those that are ticked come under its name.</summary>
    /// <param name="kind">What a risk is linked with.</param>
    /// <param name="q">A part of the name.</param>
    /// <param name="field">Name of the field.</param>
    [HttpGet("choices/{kind}")]
    public async Task<IActionResult> Choices(RiskLinkKind kind, string? q, string? field, CancellationToken cancellationToken)
    {
        var name = field ?? nameof(RiskForm.ThreatId);
        var chosen = Ticks.In(Request, name);
        return await this.ToPage(await Sender.Send(new FindRiskLinks(kind, q, chosen), cancellationToken), found => kind == RiskLinkKind.Threat ? PartialView("_Choices", found) : PartialView("_Ticks", new Ticks(name, found, chosen)));
    }

    [HttpGet("{id:guid}")]
    public async Task<IActionResult> Details(Guid id, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new GetRisk(id), cancellationToken);
        var activity = await Sender.Send(new GetActivity(nameof(Risk), id), cancellationToken);
        var accepted = await Sender.Send(new ListAcceptances(id), cancellationToken);
        var never = read is { IsSuccess: true, Value.Current: { IsStale: false, Level: var level } } && await Sender.Send(new GetRiskScales(id), cancellationToken) is { IsSuccess: true, Value: var scales } ? RiskAcceptance.NobodyMay(scales, level) : null;
        return await this.ToPage(read, risk => View("Details", new RiskPage(risk, activity.Value, accepted.Value, never)));
    }

    [HttpGet("new"), FormOf<IdentifyRisk>]
    public Task<IActionResult> New(Guid? asset, Guid? threat, CancellationToken cancellationToken)
        => FormAsync(new IdentifyRisk { Id = Guid.CreateVersion7(), Kind = RiskKind.Information, ThreatId = threat, AssetIds = asset is { } known ? [known] : [] }, cancellationToken);

    [HttpPost("new"), FormOf<IdentifyRisk>]
    public async Task<IActionResult> New(string tenant, IdentifyRisk form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Identified"]), _ => FormAsync(form, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeRisk>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await Sender.Send(new GetRisk(id), cancellationToken) is { IsSuccess: true, Value: { MayChange: true } risk } ? await FormAsync(RiskFormPage.FormOf(risk), cancellationToken) : NotFound();

    [HttpPost("{id:guid}/edit"), FormOf<ChangeRisk>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeRisk form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    /// <param name="id">Of the risk.</param>
    /// <param name="stage">What is rated; without it what comes next.</param>
    /// <param name="assessment">In which it is evaluated, which leads on to its next risk.</param>
    /// <param name="cancellationToken">Ends with the request.</param>
    [HttpGet("{id:guid}/evaluate")]
    public async Task<IActionResult> Evaluate(Guid id, EvaluationStage? stage, Guid? assessment, CancellationToken cancellationToken)
        => await Sender.Send(new GetRisk(id), cancellationToken) is { IsSuccess: true, Value: { MayEvaluate: true } risk }
            ? await EvaluatingAsync(risk, (scales, step) => EvaluationPage.Begin(risk, stage ?? (step?.RiskId == id ? step.Stage : null) ?? EvaluationPage.StageFor(risk), scales), assessment, false, cancellationToken) : NotFound();

    [HttpPost("{id:guid}/evaluate")]
    public async Task<IActionResult> Evaluate(string tenant, Guid id, EvaluateRisk form, CancellationToken cancellationToken)
    {
        form = form with { Id = id, AssessmentIds = form.AssessmentIds ?? [] };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Evaluated"]), error => EvaluateAgainAsync(form, error, cancellationToken), cancellationToken) is var answer && answer is RedirectResult && form.AssessmentId is { } assessment
            ? await OnAsync(tenant, id, assessment, cancellationToken) : answer;
    }

    [HttpGet("{id:guid}/confirm")]
    public async Task<IActionResult> Confirm(Guid id, Guid? assessment, CancellationToken cancellationToken)
        => await Sender.Send(new GetRisk(id), cancellationToken) is { IsSuccess: true, Value: { MayEvaluate: true } risk } ? await ConfirmingAsync(risk, new ConfirmRating { Id = id, Version = risk.Version, AssessmentId = assessment }, cancellationToken) : NotFound();

    [HttpPost("{id:guid}/confirm")]
    public async Task<IActionResult> Confirm(string tenant, Guid id, ConfirmRating form, CancellationToken cancellationToken)
    {
        form = form with { Id = id, AssessmentIds = form.AssessmentIds ?? [] };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Confirmed"]), error => ConfirmAgainAsync(form, error, cancellationToken), cancellationToken) is var answer && answer is RedirectResult && form.AssessmentId is { } assessment
            ? await OnAsync(tenant, id, assessment, cancellationToken) : answer;
    }

    [HttpGet("{id:guid}/close"), FormOf<CloseRisk>]
    public Task<IActionResult> Close(Guid id, CancellationToken cancellationToken) => ClosingAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/close"), FormOf<CloseRisk>]
    public async Task<IActionResult> Close(string tenant, Guid id, CloseRisk form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Closed"]), _ => ClosingAsync(id, form.Reason, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/reopen")]
    public Task<IActionResult> Reopen(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ReopenRisk(id, version), t["Open again"], cancellationToken);

    [HttpPost("{id:guid}/delete")]
    public Task<IActionResult> Delete(string tenant, Guid id, long version, CancellationToken cancellationToken) => GoneAsync(tenant, new DeleteRisk(id, version), t["Deleted"], () => Details(id, cancellationToken), cancellationToken);

    private async Task<RiskScales?> ScalesAsync(CancellationToken cancellationToken)
        => await Sender.Send(new GetRiskScales(), cancellationToken) is { IsSuccess: true, Value: var scales } ? scales : null;

    private async Task<IActionResult> ClosingAsync(Guid id, string? reason, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetRisk(id), cancellationToken), r => View("Closing", new ClosingPage("risks", new WayOn(t["Risks"], shell.Url("risks")), shell.Url($"risks/{id}"), "close", r.Title!,
            t["Close the risk"], t["It was avoided, its asset is gone, or another risk tells it. It stays in the register as evidence; nobody is asked to evaluate it any more."], t["Close"], r.Version, reason)));

    private async Task<IActionResult> EvaluateAgainAsync(EvaluateRisk form, Error? error, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new GetRisk(form.Id), cancellationToken);
        // A form that could not be read was not judged by the command; one of a risk that was closed meanwhile is told so.
        if (read is not { IsSuccess: true, Value: { MayEvaluate: true } or { Status: RiskStatus.Closed } }) { return NotFound(); }
        if (error?.Kind != ErrorKind.Stale) { return await EvaluatingAsync(read.Value, (_, _) => form, form.AssessmentId, false, cancellationToken); }
        ModelState.Remove(nameof(EvaluateRisk.Version));
        return await EvaluatingAsync(read.Value, (_, _) => form with { Version = read.Value.Version }, form.AssessmentId, true, cancellationToken);
    }

    private async Task<IActionResult> EvaluatingAsync(RiskView risk, Func<RiskScales, EvaluationStep?, EvaluateRisk> form, Guid? assessment, bool meanwhile, CancellationToken cancellationToken)
    {
        var step = await StepAsync(assessment, risk.Id, cancellationToken);
        return await this.ToPage(await Sender.Send(new GetRiskScales(risk.Id), cancellationToken), scales => View("Evaluate", new EvaluationPage(risk, form(scales, step) with { AssessmentId = Counting(step) }, scales, meanwhile, step)));
    }

    private async Task<IActionResult> ConfirmAgainAsync(ConfirmRating form, Error? error, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new GetRisk(form.Id), cancellationToken);
        // A form that could not be read was not judged by the command; one of a risk that was closed meanwhile is told so.
        if (read is not { IsSuccess: true, Value: { MayEvaluate: true } or { Status: RiskStatus.Closed } }) { return NotFound(); }
        if (error?.Kind == ErrorKind.Stale) { ModelState.Remove(nameof(ConfirmRating.Version)); }
        return await ConfirmingAsync(read.Value, form with { Version = read.Value.Version }, cancellationToken);
    }

    private async Task<IActionResult> ConfirmingAsync(RiskView risk, ConfirmRating form, CancellationToken cancellationToken)
    {
        var step = await StepAsync(form.AssessmentId, risk.Id, cancellationToken);
        return View("Confirm", new ConfirmPage(risk, form with { AssessmentId = Counting(step) }, step));
    }

    // In one that is over, or not begun, nothing counts: the form would be refused after it was filled in.
    private static Guid? Counting(EvaluationStep? step) => step is { IsRunning: true } ? step.Id : null;

    private async Task<EvaluationStep?> StepAsync(Guid? assessment, Guid riskId, CancellationToken cancellationToken)
        => assessment is { } id && await Sender.Send(new GetEvaluationStep(id, riskId), cancellationToken) is { IsSuccess: true, Value: var step } ? step : null;

    // On to the next stage, the next risk, or back to the assessment when nothing is left.
    private async Task<IActionResult> OnAsync(string tenant, Guid id, Guid assessment, CancellationToken cancellationToken)
        => await StepAsync(assessment, id, cancellationToken) is { RiskId: { } next, Stage: { } stage } ? Redirect(RatingUrl.Evaluate(shell, next, stage, assessment)) : Redirect($"/t/{tenant}/risk-assessments/{assessment}");

    private async Task<IActionResult> AgainAsync(ChangeRisk form, Error? error, CancellationToken cancellationToken)
    {
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync(form, cancellationToken); }
        if (await Sender.Send(new GetRisk(form.Id), cancellationToken) is not { IsSuccess: true, Value: { } stored }) { return NotFound(); }
        var last = (await Sender.Send(new GetActivity(nameof(Risk), form.Id, Size: 1), cancellationToken)).Value;
        // What was entered stays; saving again replaces the version that is shown beside it.
        ModelState.Remove(nameof(ChangeRisk.Version));
        return await FormAsync(form with { Version = stored.Version }, cancellationToken, choices => RiskFormPage.Compare(form, stored, choices, last, t, words));
    }

    private async Task<IActionResult> FormAsync(RiskForm form, CancellationToken cancellationToken, Func<RiskChoices, Conflict>? conflict = null)
    {
        async Task<IReadOnlyList<Choice>> LinksAsync(RiskLinkKind kind, IReadOnlyList<Guid>? named) => await Sender.Send(new FindRiskLinks(kind, null, named ?? []), cancellationToken) is { IsSuccess: true, Value: var found } ? found : [];
        var threats = await LinksAsync(RiskLinkKind.Threat, form.ThreatId is { } threat ? [threat] : []);
        var (vulnerabilities, assets, controls) = (await LinksAsync(RiskLinkKind.Vulnerability, form.VulnerabilityIds), await LinksAsync(RiskLinkKind.Asset, form.AssetIds), await LinksAsync(RiskLinkKind.Control, form.ImplementationIds));
        return await this.ToPage(await Sender.Send(new ListOwnerChoices(form.OwnerId), cancellationToken), people =>
        {
            var choices = new RiskChoices(people, threats, vulnerabilities, assets, controls);
            return View("Form", new RiskFormPage(form, choices, conflict?.Invoke(choices)));
        });
    }
}
