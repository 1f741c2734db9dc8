using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Application.Treatment;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Treatment;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Approvals;

/// <summary>What waits for approval, and what was decided.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/approvals")]
public sealed class ApprovalsController(ISender sender, RequestScope scope, Texts t) : PortalController(sender)
{
    private static readonly AccessAttribute Deciding = AccessOf.Message<Approve>();

    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] ListApprovals query, CancellationToken cancellationToken)
    {
        var decisions = query is { Show: ApprovalView.WaitingForMe, After: null, Before: null } ? (await Sender.Send(new ListDecisions(), cancellationToken)).Value : [];
        var found = await Sender.Send(query, cancellationToken);
        // Whoever owns a risk is asked to accept it or to agree to its treatment, whatever their roles.
        if (found.Error?.Kind == ErrorKind.Forbidden) { return View(new ApprovalsPage(ApprovalView.WaitingForMe, new Page<ApprovalRow>([], null), decisions, null, OnlyOwn: true)); }
        var waivers = await Sender.Send(new ListApprovalWaivers(), cancellationToken);
        // What owners of risks decide has its own pages, which whoever looks for all of it has to find from here.
        var counts = query.Show == ApprovalView.Open ? await Sender.Send(new CountDecisions(), cancellationToken) : Error.Forbidden;
        return await this.ToPage(found, page => View(new ApprovalsPage(query.Show, page, decisions, waivers.Value.FirstOrDefault(w => w.EndedAt is null), MayDecide: Deciding.Admits(scope.Actor), Elsewhere: counts.IsSuccess ? counts.Value : null)));
    }

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Details(Guid id, CancellationToken cancellationToken) => DetailsAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/approve"), FormOf<GetApproval>]
    public Task<IActionResult> Approve(string tenant, Guid id, string? comment, CancellationToken cancellationToken) => DecideAsync(tenant, id, new Approve(id, comment), comment, t["Approved"], t["This was not approved"], cancellationToken);

    [HttpPost("{id:guid}/reject"), FormOf<GetApproval>]
    public Task<IActionResult> Reject(string tenant, Guid id, string? comment, CancellationToken cancellationToken) => DecideAsync(tenant, id, new Reject(id, comment), comment, t["Rejected"], t["This was not rejected"], cancellationToken);

    [HttpPost("{id:guid}/withdraw"), FormOf<WithdrawApproval>]
    public async Task<IActionResult> Withdraw(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, new WithdrawApproval(id), () => Done(tenant, id, t["Withdrawn"]), _ => DetailsAsync(id, null, cancellationToken, t["This was not taken back"]), cancellationToken);

    // For whoever may not decide there is nothing here, except for the author: the request is on the author's screen, and the page says who decides it.
    private async Task<IActionResult> DecideAsync(string tenant, Guid id, ICommand<Result> decision, string? comment, string toast, string refused, CancellationToken cancellationToken)
    {
        var answer = await this.SubmitAsync(Sender, decision, () => Done(tenant, id, toast), _ => DetailsAsync(id, comment, cancellationToken, refused), cancellationToken);
        if (answer is not NotFoundResult || await Sender.Send(new GetApproval(id), cancellationToken) is not { IsSuccess: true, Value: { IsAuthor: true, Decision: ApprovalDecision.Open } }) { return answer; }
        ModelState.AddModelError("", t["This is your own work, so someone else decides."]);
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return await DetailsAsync(id, comment, cancellationToken, refused);
    }

    private async Task<IActionResult> DetailsAsync(Guid id, string? comment, CancellationToken cancellationToken, string? refused = null)
    {
        var found = await Sender.Send(new GetApproval(id), cancellationToken);
        var effects = found is { IsSuccess: true, Value.SubjectType: nameof(ScopeStatement) } ? await Sender.Send(new PreviewScope(found.Value.SubjectId), cancellationToken) : Error.NotFound;
        var plan = found is { IsSuccess: true, Value.SubjectType: nameof(TreatmentPlan) } ? await Sender.Send(new GetTreatmentPlan(found.Value.SubjectId), cancellationToken) : Error.NotFound;
        return await this.ToPage(found, approval => View("Details", new ApprovalPage(approval, comment, effects.IsSuccess ? effects.Value : null, refused, plan.IsSuccess ? plan.Value : null)));
    }

    private RedirectResult Done(string tenant, Guid id, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/approvals/{id}");
    }
}

/// <param name="Decisions">What else waits for the asker, decided on the page of the record.</param>
/// <param name="Waiver">Holds now; shown to everyone who looks at approvals.</param>
/// <param name="OnlyOwn">The asker sees nobody else's.</param>
/// <param name="MayDecide">Something that is asked for may be decided by the asker's roles.</param>
/// <param name="Elsewhere">What waits on the pages of records, where everything open is shown.</param>
public sealed record ApprovalsPage(ApprovalView Show, Page<ApprovalRow> Page, IReadOnlyList<DecisionRow> Decisions, WaiverRow? Waiver, bool OnlyOwn = false, bool MayDecide = false, DecisionCounts? Elsewhere = null)
{
    /// <summary>What comes here and when, for whoever finds nothing.</summary>
    public string Comes(Texts t) => this switch
    {
        { Show: not ApprovalView.WaitingForMe } => t["What was asked for stands here with its author, and once it is decided with who decided and when."],
        { MayDecide: true } => t["When something needs your approval, it stands here and in your tasks."],
        { OnlyOwn: true } => t["You are asked when a risk that you own is to be accepted, or when a treatment plan is about it. Then it stands here and in your tasks; until then there is nothing to do."],
        _ => t["Your roles decide on nothing. You are asked only when a risk that you own is to be accepted, or when a treatment plan is about it; what others decide stands in the other views."],
    };
}

/// <param name="Comment">What was entered before a refusal.</param>
/// <param name="Effects">Of a version of the scope: whom and what it draws in and leaves out.</param>
/// <param name="Refused">What did not happen, where something was refused.</param>
/// <param name="Plan">Of a treatment plan: its actions with their owners, and the currency of its amounts.</param>
public sealed record ApprovalPage(ApprovalDetails Approval, string? Comment, ScopePreview? Effects = null, string? Refused = null, TreatmentPlanView? Plan = null)
{
    /// <summary>So many rows are read through; of more, the page begins with those that differ, and all of them are folded below.</summary>
    private const int Readable = 8;

    public bool IsLong => Approval.Rows.Count > Readable;

    public bool IsCompared => Approval.ComparedWith is not null;

    public IReadOnlyList<DiffRow> Changes { get; } = [.. Approval.Rows.Where(r => r.Differs && r.Path != nameof(ScopeStatement.VersionNo))];
}
