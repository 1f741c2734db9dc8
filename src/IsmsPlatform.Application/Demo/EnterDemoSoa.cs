using IsmsPlatform.Application.Applicability;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Demo;

/// <summary>The first version of a demo organisation's Statement of Applicability.</summary>
/// <param name="Comment">With which top management approved it.</param>
/// <param name="Excluded">Code of a control → why it is excluded.</param>
/// <param name="Included">All others, in groups that are included for the same reasons; a control that treats an open risk names it by itself.</param>
public sealed record DemoSoa(string Comment, IReadOnlyDictionary<string, string> Excluded, IReadOnlyList<DemoInclusion> Included);

/// <param name="Controls">Their codes; "own" for the organisation's own ones.</param>
/// <param name="Legal">Titles in the legal register.</param>
/// <param name="Required">What interested parties require, word by word.</param>
public sealed record DemoInclusion(IReadOnlyList<string> Controls, IReadOnlyList<InclusionReason> Reasons, string Because, IReadOnlyList<string>? Legal = null, IReadOnlyList<string>? Required = null);

/// <summary>Drafts and submits it, as the ISMS manager would, once the scope is in force.</summary>
[SystemOnly]
public sealed record EnterDemoSoa(DemoSoa Demo, string Author) : ICommand<Result>;

public sealed class EnterDemoSoaHandler(IsmsDbContext db, ControlUse use, RequestScope scope, TimeProvider clock) : ICommandHandler<EnterDemoSoa, Result>
{
    private const string Own = "own";

    public async ValueTask<Result> Handle(EnterDemoSoa command, CancellationToken cancellationToken)
    {
        if (await db.SoaVersions.AnyAsync(cancellationToken)) { return Result.Success; }
        var (demo, today) = (command.Demo, scope.Today(clock));
        var author = await db.People.Where(p => p.Email == command.Author).Select(p => p.Id).SingleAsync(cancellationToken);
        var basis = await db.SoaBasisAsync(today, cancellationToken);
        var inScope = basis.Scopes[0];
        var version = SoaVersion.Draft(Guid.CreateVersion7(), 1, inScope.Id, basis.Plan?.Id, author);
        var controls = await use.WithRow().AsNoTracking().OrderBy(c => c.Ordinal).ThenBy(c => c.Code).ToListAsync(cancellationToken);
        var (risks, practice, records) = ((await use.RisksAsync([.. controls.Select(c => c.Id)], SoaEntry.MostLinks, cancellationToken)).ToLookup(r => r.ControlId), await db.PracticeAsync(cancellationToken), await RecordsAsync(cancellationToken));
        List<SoaEntry> entries = [];
        List<SoaLink> links = [];
        foreach (var control in controls)
        {
            var entry = SoaEntry.Of(version.Id, control);
            var (decision, linked) = DecisionOf(demo, control, [.. risks[control.Id].Select(r => r.Record)], records);
            if (entry.Decide(decision, linked, risks[control.Id].Select(r => r.Name).FirstOrDefault(), author, today).Error is { } refused) { throw new InvalidOperationException($"Demo, {control.Code}: {refused.Fields[0].Code}"); }
            entry.Freeze(control.Title, practice.GetValueOrDefault(control.Id, ControlPractice.None));
            entries.Add(entry);
            links.AddRange(linked.Select(r => SoaLink.Of(entry.Id, r)));
        }
        version.Submit();
        db.SoaVersions.Add(version);
        db.SoaEntries.AddRange(entries);
        db.SoaLinks.AddRange(links);
        db.Approvals.Add(Approval.Request(Guid.CreateVersion7(), nameof(SoaVersion), version.Id, 1, version.Label, new SoaRows(version, inScope.VersionNo, basis.Plan, entries, SoaRowsQuery.InOrder(links)).Content(), author, author, clock.GetUtcNow()));
        return Result.Success;
    }

    private static (SoaDecision Decision, SoaRecord[] Linked) DecisionOf(DemoSoa demo, Control control, SoaRecord[] risks, IReadOnlyDictionary<string, SoaRecord> records)
    {
        if (demo.Excluded.TryGetValue(control.Code, out var why)) { return (new SoaDecision(false, [], why), []); }
        var group = demo.Included.Single(g => g.Controls.Contains(control.AnnexId ?? Own, StringComparer.Ordinal));
        SoaRecord[] linked = [.. risks, .. (group.Legal ?? []).Concat(group.Required ?? []).Select(name => records[name])];
        return (new SoaDecision(true, risks.Length > 0 ? [InclusionReason.Risk, .. group.Reasons] : group.Reasons, group.Because), linked);
    }

    private async Task<IReadOnlyDictionary<string, SoaRecord>> RecordsAsync(CancellationToken cancellationToken)
    {
        var laws = await db.LegalRequirements.Select(l => new { l.Title, l.Id }).ToListAsync(cancellationToken);
        var requirements = await db.PartyRequirements.Select(r => new { r.Text, r.Id }).ToListAsync(cancellationToken);
        var records = await db.SoaRecordsAsync(laws.Select(l => (SoaLinkKind.LegalRequirement, l.Id)).Concat(requirements.Select(r => (SoaLinkKind.Requirement, r.Id))), cancellationToken);
        return laws.Select(l => (Name: l.Title, Record: records[(SoaLinkKind.LegalRequirement, l.Id)])).Concat(requirements.Select(r => (Name: r.Text, Record: records[(SoaLinkKind.Requirement, r.Id)]))).ToDictionary(r => r.Name, r => r.Record, StringComparer.Ordinal);
    }
}

/// <summary>Top management of a demo organisation approves that first version; a later one is for whoever tries the program.</summary>
[SystemOnly]
public sealed record ApproveDemoSoa(string Comment) : ICommand<Result>;

public sealed class ApproveDemoSoaHandler(IsmsDbContext db, SoaApproval subject, RequestScope scope, TimeProvider clock) : ICommandHandler<ApproveDemoSoa, Result>
{
    public async ValueTask<Result> Handle(ApproveDemoSoa command, CancellationToken cancellationToken)
    {
        if (await db.SoaVersions.SingleOrDefaultAsync(s => s.VersionNo == 1 && s.Status == SoaStatus.InReview, cancellationToken) is not { } version) { return Result.Success; }
        if (await db.Approvals.SingleOrDefaultAsync(a => a.SubjectId == version.Id && a.Decision == ApprovalDecision.Open, cancellationToken) is not { } request) { return Result.Success; }
        var top = await db.RoleAssignments.Where(r => r.Role == Role.TopManagement).OrderBy(r => r.Id).Select(r => r.PersonId).FirstAsync(cancellationToken);
        var approved = request.Approve(new Decider(top, nameof(Role.TopManagement), OwnWorkIsWaived: false), (await subject.ContentAsync(version.Id, cancellationToken))!, command.Comment, clock.GetUtcNow());
        return approved.IsSuccess ? version.Approve(scope.Today(clock)) : approved;
    }
}
