using IsmsPlatform.Application.Activity;
using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;
using IsmsPlatform.Web.Ui.Models;
using Mediator;
using Microsoft.AspNetCore.Mvc;

namespace IsmsPlatform.Web.Features.Applicability;

/// <summary>Which controls are necessary, why, and whether they are in place, in versions that top management approves (6.1.3 d).</summary>
[ApiExplorerSettings(IgnoreApi = true)]
[Route("t/{tenant}/soa")]
public sealed class SoaController(ISender sender, Texts t, Shell shell) : RecordController(sender, "soa/versions")
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string? after, string? before, CancellationToken cancellationToken)
    {
        var versions = await Sender.Send(new ListSoas(After: after, Before: before), cancellationToken);
        var page = versions.IsSuccess ? new SoaIndexPage(versions.Value) : null;
        var standing = page?.InForce is { } current ? await Sender.Send(new GetSoa(current.Id), cancellationToken) : Error.NotFound;
        var faults = page?.InForce is { } asked ? await Sender.Send(new ListSoaFaults(asked.Id), cancellationToken) : Error.NotFound;
        return await this.ToPage(versions, _ => View("Index", page! with { Standing = standing.IsSuccess ? standing.Value : null, Faults = faults.IsSuccess ? faults.Value : null }));
    }

    /// <summary>The address that began a draft, asked for again by its name: it is begun on the page of all versions.</summary>
    [HttpGet("versions/new"), FormOf<DraftSoa>]
    public IActionResult New(string tenant) => Redirect($"/t/{tenant}/soa");

    [HttpPost("versions/new"), FormOf<DraftSoa>]
    public async Task<IActionResult> New(string tenant, Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new DraftSoa(id == Guid.Empty ? Guid.CreateVersion7() : id), cancellationToken), draft => Done(tenant, draft, t["Draft begun"]), () => MissingAsync(cancellationToken));

    [HttpGet("versions/{id:guid}")]
    public Task<IActionResult> Version(Guid id, [FromQuery] SoaFilter filter, CancellationToken cancellationToken) => VersionAsync(id, filter, cancellationToken);

    [HttpGet("versions/{id:guid}/entries/{entry:guid}")]
    public async Task<IActionResult> Entry(Guid id, Guid entry, CancellationToken cancellationToken)
        => await Sender.Send(new GetSoaEntry(id, entry), cancellationToken) is { IsSuccess: true, Value: var found } ? await EntryAsync(found, SoaEntryPage.FormOf(found), null, cancellationToken) : NotFound();

    /// <param name="next">Goes on with the next row about which nothing is decided.</param>
    [HttpPost("versions/{id:guid}/entries/{entry:guid}"), FormOf<DecideSoaEntry>]
    public async Task<IActionResult> Decide(string tenant, Guid id, Guid entry, DecideSoaEntry form, bool next, CancellationToken cancellationToken)
    {
        form = form with { SoaId = id, Id = entry };
        var found = await Sender.Send(new GetSoaEntry(id, entry), cancellationToken);
        if (found.Error is not null) { return NotFound(); }
        return await this.SubmitAsync(Sender, form, () =>
        {
            Toast(t["Decided about {0}", found.Value.Entry.Code]);
            return Redirect($"/t/{tenant}/soa/versions/{id}" + (next && found.Value.NextUndecided is { } row ? $"/entries/{row}" : $"#row-{entry}"));
        }, error => EntryAsync(found.Value, form, error, cancellationToken), cancellationToken);
    }

    /// <param name="ids">Rows that are selected, each with the version that was seen: <c>id/3</c>.</param>
    [HttpPost("versions/{id:guid}/baseline"), FormOf<IncludeAsBaseline>]
    public async Task<IActionResult> Baseline(string tenant, Guid id, string[]? ids, CancellationToken cancellationToken)
    {
        SoaEntryAt[] rows = [.. (ids ?? []).Select(i => i.Split('/') is [var row, var version] && Guid.TryParse(row, out var guid) && long.TryParse(version, out var seen) ? new SoaEntryAt(guid, seen) : null).OfType<SoaEntryAt>()];
        return await this.ToPage(await Sender.Send(new IncludeAsBaseline(id, rows), cancellationToken), included => Done(tenant, id, t.Counted(included, "{0} control included", "{0} controls included")), () => VersionAsync(id, new SoaFilter(), cancellationToken));
    }

    [HttpPost("versions/{id:guid}/confirm"), FormOf<ConfirmSoaProposals>]
    public Task<IActionResult> Confirm(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new ConfirmSoaProposals(id, version), t["Proposals confirmed"], cancellationToken);

    [HttpPost("versions/{id:guid}/take-over"), FormOf<TakeOverForSoa>]
    public Task<IActionResult> TakeOver(string tenant, Guid id, long version, CancellationToken cancellationToken) => ActAsync(tenant, id, new TakeOverForSoa(id, version), t["Taken over"], cancellationToken);

    [HttpPost("versions/{id:guid}/submit"), FormOf<SubmitSoa>]
    public async Task<IActionResult> Submit(string tenant, Guid id, long version, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new SubmitSoa(id, version), cancellationToken), () => Done(tenant, id, t["Submitted"]), () => VersionAsync(id, new SoaFilter(), cancellationToken));

    [HttpPost("versions/{id:guid}/withdraw"), FormOf<WithdrawSoa>]
    public async Task<IActionResult> Withdraw(string tenant, Guid id, long version, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new WithdrawSoa(id, version), cancellationToken), () =>
        {
            Toast(t["Given up"]);
            return Redirect($"/t/{tenant}/soa");
        });

    [HttpGet("versions/{id:guid}/compare")]
    public async Task<IActionResult> Compare(Guid id, Guid? with, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new CompareSoas(id, with), cancellationToken), View);

    [HttpGet("versions/{id:guid}/print")]
    public async Task<IActionResult> Print(Guid id, CancellationToken cancellationToken)
    {
        var faults = await Sender.Send(new ListSoaFaults(id), cancellationToken);
        return await this.ToPage(await Sender.Send(new GetSoa(id), cancellationToken), v => View(new SoaPrintPage(v, v.State == SoaState.InForce && faults.IsSuccess ? SoaLook.Changed(faults.Value) : [])));
    }

    /// <summary>What stands in the margins of each printed page; a style sheet, because pages hold no styles of their own.</summary>
    [HttpGet("versions/{id:guid}/print.css")]
    public async Task<IActionResult> PrintMargins(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new GetSoa(id), cancellationToken), v => Content(PrintedSheet.Of(shell.TenantName!,
            t["Statement of Applicability, version {0} · {1}", v.VersionNo, SoaWords.Of(v.State, t)],
            v.Approval is { } a ? t["Approved by {0} on {1}, {2}", a.Approver, Both.Day(v.ApprovedOn)!, a.ContentHash[..16]] : t["not approved"]), "text/css"));

    [HttpGet("versions/{id:guid}/document")]
    public async Task<IActionResult> Document(Guid id, CancellationToken cancellationToken)
        => await this.ToPage(await Sender.Send(new WriteSoaDocument(id), cancellationToken), file => File(file.Content, file.ContentType, file.FileName));

    [HttpGet("versions/{id:guid}/export.csv")]
    public Task<IActionResult> Csv(Guid id, CancellationToken cancellationToken) => DownloadAsync(new ExportSoa(id, SheetFormat.Csv), cancellationToken);

    [HttpGet("versions/{id:guid}/export.xlsx")]
    public Task<IActionResult> Xlsx(Guid id, CancellationToken cancellationToken) => DownloadAsync(new ExportSoa(id, SheetFormat.Xlsx), cancellationToken);

    /// <summary>Choices for a field of the form; those that are ticked come under its name.</summary>
    /// <param name="kind">What a row can name.</param>
    /// <param name="q">A part of the name.</param>
    /// <param name="field">Name of the field.</param>
    [HttpGet("choices"), FormOf<DecideSoaEntry>]
    public async Task<IActionResult> Choices(SoaLinkKind kind, string? q, string? field, CancellationToken cancellationToken)
    {
        var name = field ?? nameof(DecideSoaEntry.RiskIds);
        var ticked = Ticks.In(Request, name);
        return await this.ToPage(await Sender.Send(new FindSoaLinks(kind, q, ticked), cancellationToken), found => PartialView("_Ticks", new Ticks(name, found, ticked)));
    }

    // What is missing is said above the versions, with the way to it.
    private Task<IActionResult> MissingAsync(CancellationToken cancellationToken)
    {
        ViewData["Missing"] = ModelState.SelectMany(e => e.Value!.Errors).Select(e => e.ErrorMessage).FirstOrDefault();
        ModelState.Clear();
        return Index(null, null, cancellationToken);
    }

    private async Task<IActionResult> VersionAsync(Guid id, SoaFilter filter, CancellationToken cancellationToken)
    {
        var found = await Sender.Send(new GetSoa(id), cancellationToken);
        if (found.Error is not null) { return NotFound(); }
        var v = found.Value;
        if (WantsPartial) { return PartialView("_Rows", new SoaVersionPage(v, filter)); }
        // Why a form was refused stands at the head of the page, not at fields that it does not have.
        var refused = ModelState.SelectMany(e => e.Value!.Errors).Select(e => e.ErrorMessage).FirstOrDefault();
        ModelState.Clear();
        var faults = v.State is SoaState.InForce or SoaState.InReview or SoaState.Draft ? (await Sender.Send(new ListSoaFaults(id), cancellationToken)).Value : null;
        var activity = await Sender.Send(new GetActivity(nameof(SoaVersion), id), cancellationToken);
        return View("Version", new SoaVersionPage(v, filter, faults, activity.Value, refused));
    }

    private async Task<IActionResult> EntryAsync(SoaEntryDetails found, DecideSoaEntry form, Error? error, CancellationToken cancellationToken)
    {
        async Task<IReadOnlyList<Choice>> OffersAsync(SoaLinkKind kind, IEnumerable<Guid> named) => found.MayEdit ? (await Sender.Send(new FindSoaLinks(kind, null, [.. named.Distinct()]), cancellationToken)).Value : [];
        var risks = await OffersAsync(SoaLinkKind.Risk, [.. form.RiskIds ?? [], .. found.Risks.Select(r => r.RiskId)]);
        var (laws, requirements) = (await OffersAsync(SoaLinkKind.LegalRequirement, form.LegalRequirementIds ?? []), await OffersAsync(SoaLinkKind.Requirement, form.RequirementIds ?? []));
        var page = new SoaEntryPage(found, form, form.Version, risks, laws, requirements);
        if (error?.Kind != ErrorKind.Stale) { return View("Entry", page); }
        var last = await Sender.Send(new GetActivity(nameof(SoaVersion), found.SoaId, Size: 1), cancellationToken);
        ModelState.Remove(nameof(DecideSoaEntry.Version));
        return View("Entry", page with { Version = found.Entry.Version, Conflict = SoaLook.Compare(form, found.Entry, [.. risks, .. laws, .. requirements], last.Value, t) });
    }
}
