using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.RiskAssessments;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Views;
using IsmsPlatform.Domain.RiskAssessments;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.RiskAssessments;

/// <summary>Assessments of many risks (6.1.2, 8.2): planned, carried out, reviewed, completed.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/risk-assessments")]
public sealed class RiskAssessmentsController(ISender sender, Shell shell, Texts t, Words words) : RecordController(sender, "risk-assessments")
{
    [HttpGet(""), HasViews(ViewLists.RiskAssessments)]
    public async Task<IActionResult> Index([FromQuery] RiskAssessmentFilter filter, [FromQuery] ListPlace place, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new ListRiskAssessments(filter, place), cancellationToken), page => WantsPartial ? PartialView("_Results", new AssessmentList(filter, page)) : View(new AssessmentList(filter, page)));

    /// <summary>Choices for a field of the form; those that are ticked come under its name.</summary>
    /// <param name="kind">What the field names.</param>
    /// <param name="q">A part of the name.</param>
    /// <param name="field">Name of the field.</param>
    [HttpGet("choices/{kind}")]
    public async Task<IActionResult> Choices(AssessmentLinkKind kind, string? q, string? field, CancellationToken cancellationToken)
    {
        var name = field ?? nameof(RiskAssessmentForm.AssetIds);
        var chosen = Ticks.In(Request, name);
        return await this.ToPage(await Sender.Send(new FindAssessmentLinks(kind, q, chosen), cancellationToken), found => PartialView("_Ticks", new Ticks(name, found, chosen)));
    }

    /// <param name="id">Of the assessment.</param>
    /// <param name="filter">Which of its risks.</param>
    /// <param name="place">Where in them.</param>
    /// <param name="stage">Of a completed one: which stage the matrix shows.</param>
    [HttpGet("{id:guid}")]
    public Task<IActionResult> Details(Guid id, [FromQuery] AssessedFilter filter, [FromQuery] ListPlace place, EvaluationStage? stage, CancellationToken cancellationToken) => PageAsync(id, filter, place, stage, cancellationToken);

    /// <summary>On to what the asker has to evaluate next.</summary>
    [HttpGet("{id:guid}/next")]
    public async Task<IActionResult> Next(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetEvaluationStep(id), cancellationToken), step => step is { RiskId: { } risk, Stage: { } stage }
            ? Redirect(RatingUrl.Evaluate(shell, risk, stage, id)) : Done(tenant, id, t["Nothing is left for you to evaluate"]));

    [HttpGet("new"), FormOf<PlanRiskAssessment>]
    public Task<IActionResult> New(CancellationToken cancellationToken)
        => FormAsync(new PlanRiskAssessment { Id = Guid.CreateVersion7(), Trigger = AssessmentTrigger.Planned, StartOn = shell.Today, DueOn = shell.Today.AddDays(28) }, null, null, cancellationToken);

    [HttpPost("new"), FormOf<PlanRiskAssessment>]
    public async Task<IActionResult> New(string tenant, PlanRiskAssessment form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form, id => Done(tenant, id, t["Planned"]), _ => FormAsync(form, null, null, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/edit"), FormOf<ChangeRiskAssessment>]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellationToken)
        => await Sender.Send(new GetRiskAssessment(id), cancellationToken) is { IsSuccess: true, Value: { MayLead: true, Status: AssessmentStatus.Planned } stored } ? await FormAsync(AssessmentFormPage.FormOf(stored), stored, null, cancellationToken) : NotFound();

    [HttpPost("{id:guid}/edit"), FormOf<ChangeRiskAssessment>]
    public async Task<IActionResult> Edit(string tenant, Guid id, ChangeRiskAssessment form, CancellationToken cancellationToken)
    {
        form = form with { Id = id };
        return await this.SubmitAsync(Sender, form, () => Done(tenant, id, t["Saved"]), error => AgainAsync(form, error, cancellationToken), cancellationToken);
    }

    [HttpPost("{id:guid}/start")]
    public Task<IActionResult> Start(string tenant, Guid id, long version, CancellationToken cancellationToken) => MoveAsync(tenant, id, new StartRiskAssessment(id, version), t["Started"], cancellationToken);

    [HttpPost("{id:guid}/take-in")]
    public async Task<IActionResult> TakeIn(string tenant, Guid id, long version, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new TakeInRisks(id, version), cancellationToken), taken => Done(tenant, id, t.Counted(taken, "{0} risk taken in", "{0} risks taken in")), () => RefusedAsync(id, cancellationToken));

    [HttpPost("{id:guid}/move-on")]
    public Task<IActionResult> MoveOn(string tenant, Guid id, long version, CancellationToken cancellationToken) => MoveAsync(tenant, id, new MoveRiskAssessmentOn(id, version), t["Moved on to the methodology in force"], cancellationToken);

    [HttpPost("{id:guid}/review")]
    public Task<IActionResult> Review(string tenant, Guid id, long version, CancellationToken cancellationToken) => MoveAsync(tenant, id, new ReviewRiskAssessment(id, version), t["In review"], cancellationToken);

    [HttpPost("{id:guid}/resume")]
    public Task<IActionResult> Resume(string tenant, Guid id, long version, CancellationToken cancellationToken) => MoveAsync(tenant, id, new ResumeRiskAssessment(id, version), t["Back to evaluating"], cancellationToken);

    [HttpPost("{id:guid}/complete")]
    public Task<IActionResult> Complete(string tenant, Guid id, long version, CancellationToken cancellationToken) => MoveAsync(tenant, id, new CompleteRiskAssessment(id, version), t["Completed"], cancellationToken);

    [HttpGet("{id:guid}/cancel"), FormOf<CancelRiskAssessment>]
    public Task<IActionResult> Cancel(Guid id, CancellationToken cancellationToken) => CancellingAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/cancel"), FormOf<CancelRiskAssessment>]
    public async Task<IActionResult> Cancel(string tenant, Guid id, CancelRiskAssessment form, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, form with { Id = id }, () => Done(tenant, id, t["Cancelled"]), _ => CancellingAsync(id, form.Reason, cancellationToken), cancellationToken);

    [HttpGet("{id:guid}/compare")]
    public async Task<IActionResult> Compare(Guid id, Guid? with, AssessmentDifference? show, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new CompareRiskAssessments(id, with, show), cancellationToken), comparison => View(new ComparisonPage(comparison, show)));

    [HttpGet("{id:guid}/export.csv")]
    public Task<IActionResult> Csv(Guid id, CancellationToken cancellationToken) => DownloadAsync(new ExportRiskAssessment(id, SheetFormat.Csv), cancellationToken);

    [HttpGet("{id:guid}/export.xlsx")]
    public Task<IActionResult> Xlsx(Guid id, CancellationToken cancellationToken) => DownloadAsync(new ExportRiskAssessment(id, SheetFormat.Xlsx), cancellationToken);

    // What keeps it from going on is said on its page, where that can be mended.
    private async Task<IActionResult> MoveAsync(string tenant, Guid id, ICommand<Result> command, string toast, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(command, cancellationToken), () => Done(tenant, id, toast), () => RefusedAsync(id, cancellationToken));

    private Task<IActionResult> RefusedAsync(Guid id, CancellationToken cancellationToken)
    {
        ViewData["Refused"] = ModelState.SelectMany(e => e.Value!.Errors).Select(e => e.ErrorMessage).FirstOrDefault();
        ModelState.Clear();
        return PageAsync(id, new AssessedFilter(), new ListPlace(), null, cancellationToken);
    }

    private async Task<IActionResult> PageAsync(Guid id, AssessedFilter filter, ListPlace place, EvaluationStage? stage, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new GetRiskAssessment(id, WithOutside: !WantsPartial), cancellationToken);
        if (read.Error is null && read.Value.Status == AssessmentStatus.Completed) { return await KeptAsync(read.Value, filter.Show, place, stage ?? EvaluationStage.Current, cancellationToken); }
        var rows = await Sender.Send(new ListAssessedRisks(id, filter, place), cancellationToken);
        if (read.Error is null && (WantsPartial || rows.Error is not null)) { return await this.ToPage(rows, page => PartialView("_Risks", new AssessmentPage(read.Value, filter, page, []))); }
        var activity = read.Error is null ? (await Sender.Send(new GetActivity(nameof(RiskAssessment), id), cancellationToken)).Value : [];
        IReadOnlyList<Choice> completing = read is { IsSuccess: true, Value: { Status: AssessmentStatus.Review } } ? (await Sender.Send(new FindWhoCompletes(id), cancellationToken)).Value : [];
        return await this.ToPage(read, assessment => View("Details", new AssessmentPage(assessment, filter, rows.Value, activity) { Completing = completing }));
    }

    private async Task<IActionResult> KeptAsync(RiskAssessmentView assessment, AssessedKind? show, ListPlace place, EvaluationStage stage, CancellationToken cancellationToken)
    {
        var rows = await Sender.Send(new ListAssessmentResults(assessment.Id, show, place), cancellationToken);
        if (rows.Error is null && WantsPartial) { return PartialView("_Kept", new KeptPage(assessment, show, rows.Value, null, [])); }
        var (matrix, activity) = (await Sender.Send(new GetAssessmentMatrix(assessment.Id, stage), cancellationToken), await Sender.Send(new GetActivity(nameof(RiskAssessment), assessment.Id), cancellationToken));
        return await this.ToPage(rows, page => View("Completed", new KeptPage(assessment, show, page, matrix.Value, activity.Value)));
    }

    private async Task<IActionResult> CancellingAsync(Guid id, string? reason, CancellationToken cancellationToken)
        => await Sender.Send(new GetRiskAssessment(id), cancellationToken) is not { IsSuccess: true, Value: { MayLead: true } a } ? NotFound() : View("Closing", new ClosingPage("risk-assessments", new WayOn(t["Risk assessments"], shell.Url("risk-assessments")), shell.Url($"risk-assessments/{id}"), "cancel", a.Name!,
            t["Cancel the assessment"], t["Nobody is asked to evaluate in it any more. Evaluations that were made stay with their risks."], t["Cancel the assessment"], a.Version, reason));

    private async Task<IActionResult> AgainAsync(ChangeRiskAssessment form, Error? error, CancellationToken cancellationToken)
    {
        var read = await Sender.Send(new GetRiskAssessment(form.Id), cancellationToken);
        if (read.Error is not null) { return NotFound(); }
        if (error?.Kind != ErrorKind.Stale) { return await FormAsync(form, read.Value, null, cancellationToken); }
        var last = (await Sender.Send(new GetActivity(nameof(RiskAssessment), form.Id, Size: 1), cancellationToken)).Value;
        // What was entered stays; saving again replaces the version that is shown beside it.
        ModelState.Remove(nameof(ChangeRiskAssessment.Version));
        return await FormAsync(form with { Version = read.Value.Version }, read.Value, choices => AssessmentFormPage.Compare(form, read.Value, choices, last, t, words), cancellationToken);
    }

    private async Task<IActionResult> FormAsync(RiskAssessmentForm form, RiskAssessmentView? stored, Func<AssessmentChoices, Conflict>? conflict, CancellationToken cancellationToken)
    {
        async Task<IReadOnlyList<Choice>> LinksAsync(AssessmentLinkKind kind, IReadOnlyList<Guid>? named) => await Sender.Send(new FindAssessmentLinks(kind, null, named ?? []), cancellationToken) is { IsSuccess: true, Value: var found } ? found : [];
        var (participants, owners) = (await LinksAsync(AssessmentLinkKind.Person, form.ParticipantIds), await LinksAsync(AssessmentLinkKind.Person, form.OwnerIds));
        var (units, locations, assets) = (await LinksAsync(AssessmentLinkKind.Unit, form.UnitIds), await LinksAsync(AssessmentLinkKind.Location, form.LocationIds), await LinksAsync(AssessmentLinkKind.Asset, form.AssetIds));
        return await this.ToPage(await Sender.Send(new ListOwnerChoices(form.LeadId), cancellationToken), people =>
        {
            var choices = new AssessmentChoices(people, participants, owners, units, locations, assets);
            return View("Form", new AssessmentFormPage(form, stored?.Code, choices, conflict?.Invoke(choices)));
        });
    }
}
