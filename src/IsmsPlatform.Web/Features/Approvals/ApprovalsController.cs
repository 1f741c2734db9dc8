using IsmsPlatform.Application.Approvals;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Web.Http;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Approvals;

/// <summary>What waits for approval, and what was decided.</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/approvals")]
public sealed class ApprovalsController(ISender sender, Texts t) : PortalController(sender)
{
    [HttpGet("")]
    public async Task<IActionResult> Index([FromQuery] ListApprovals query, CancellationToken cancellationToken)
    {
        var waivers = await Sender.Send(new ListApprovalWaivers(), cancellationToken);
        return await this.ToPage(await Sender.Send(query, cancellationToken), page => View(new ApprovalsPage(query.Show, page, waivers.Value.FirstOrDefault(w => w.EndedAt is null))));
    }

    [HttpGet("{id:guid}")]
    public Task<IActionResult> Details(Guid id, CancellationToken cancellationToken) => DetailsAsync(id, null, cancellationToken);

    [HttpPost("{id:guid}/approve"), FormOf<Approve>]
    public async Task<IActionResult> Approve(string tenant, Guid id, string? comment, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, new Approve(id, comment), () => Done(tenant, id, t["Approved"]), _ => DetailsAsync(id, comment, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/reject"), FormOf<Reject>]
    public async Task<IActionResult> Reject(string tenant, Guid id, string? comment, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, new Reject(id, comment), () => Done(tenant, id, t["Rejected"]), _ => DetailsAsync(id, comment, cancellationToken), cancellationToken);

    [HttpPost("{id:guid}/withdraw"), FormOf<WithdrawApproval>]
    public async Task<IActionResult> Withdraw(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.SubmitAsync(Sender, new WithdrawApproval(id), () => Done(tenant, id, t["Withdrawn"]), _ => DetailsAsync(id, null, cancellationToken), cancellationToken);

    private async Task<IActionResult> DetailsAsync(Guid id, string? comment, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetApproval(id), cancellationToken), approval => View("Details", new ApprovalPage(approval, comment)));

    private RedirectResult Done(string tenant, Guid id, string toast)
    {
        Toast(toast);
        return Redirect($"/t/{tenant}/approvals/{id}");
    }
}

/// <param name="Waiver">Holds now; shown to everyone who looks at approvals.</param>
public sealed record ApprovalsPage(ApprovalView Show, Page<ApprovalRow> Page, WaiverRow? Waiver);

/// <param name="Comment">What was entered before a refusal.</param>
public sealed record ApprovalPage(ApprovalDetails Approval, string? Comment);
