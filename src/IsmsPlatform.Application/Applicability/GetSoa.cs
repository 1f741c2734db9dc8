using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>Where a version stands.</summary>
public enum SoaState
{
    Draft,
    InReview,
    InForce,
    Superseded,
    Withdrawn,
}

/// <summary>One version of the Statement of Applicability with all its rows.</summary>
/// <param name="Id">Null for the version in force.</param>
[RequirePermission(Permissions.SoaView)]
public sealed record GetSoa(Guid? Id = null) : IQuery<Result<SoaView>>;

/// <summary>A version of the Statement of Applicability.</summary>
public sealed record SoaView
{
    public required Guid Id { get; init; }

    public required int VersionNo { get; init; }

    public required SoaState State { get; init; }

    /// <summary>The version of the scope that it rests on.</summary>
    public required Guid ScopeId { get; init; }

    public required int ScopeVersionNo { get; init; }

    /// <summary>Number of a newer scope, which this version does not take into account; null where there is none.</summary>
    public int? NewerScope { get; init; }

    /// <summary>The treatment plan that it rests on; null where none was approved.</summary>
    public PlanForSoa? Plan { get; init; }

    /// <summary>A plan that was approved since, which this version does not take into account; null where there is none.</summary>
    public PlanForSoa? NewerPlan { get; init; }

    /// <summary>Who prepared it.</summary>
    public required Guid AuthorId { get; init; }

    public required string Author { get; init; }

    public DateOnly? ApprovedOn { get; init; }

    /// <summary>Who approved it; null before.</summary>
    public SoaApprovalView? Approval { get; init; }

    /// <summary>Why it was turned down last, while it is a draft again.</summary>
    public string? Rejection { get; init; }

    /// <summary>The request that waits for a decision.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>In the order of Annex A, the organisation's own controls behind them.</summary>
    public IReadOnlyList<SoaEntryView> Entries { get; init; } = [];

    public required long Version { get; init; }

    /// <summary>The asker may go on with the draft.</summary>
    public bool MayEdit { get; init; }
}

/// <param name="RoleHeld">By which role.</param>
/// <param name="ContentHash">SHA-256 over what was approved, in hexadecimal digits.</param>
public sealed record SoaApprovalView(Guid Id, string Approver, string RoleHeld, DateTimeOffset DecidedAt, string ContentHash);

/// <summary>One control in a version.</summary>
public sealed record SoaEntryView
{
    public required Guid Id { get; init; }

    public required Guid ControlId { get; init; }

    /// <summary>A.8.13, or the organisation's own.</summary>
    public required string Code { get; init; }

    public required string Title { get; init; }

    public required ControlTheme Theme { get; init; }

    /// <summary>One of the organisation's own controls.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Null while nothing is decided.</summary>
    public bool? Applicable { get; init; }

    /// <summary>Why it is necessary.</summary>
    public IReadOnlyList<InclusionReason> Reasons { get; init; } = [];

    /// <summary>Why it is excluded; of an included one what there is to say beside the reasons.</summary>
    public string? Justification { get; init; }

    /// <summary>Risks, legal requirements and requirements of interested parties that the decision names.</summary>
    public IReadOnlyList<SoaLinkView> Links { get; init; } = [];

    /// <summary>Where it stands: live in a draft, later as it was when approval was asked for.</summary>
    public ControlCoverage Coverage { get; init; }

    /// <summary>By what it is put into practice.</summary>
    public IReadOnlyList<string> Implementations { get; init; } = [];

    public string? Owner { get; init; }

    /// <summary>The newest evidence or test of it.</summary>
    public DateOnly? EvidenceOn { get; init; }

    /// <summary>Who decided last; null while the program proposed it, or for a key.</summary>
    public string? ReviewedBy { get; init; }

    public DateOnly? ReviewedOn { get; init; }

    public required long Version { get; init; }

    /// <summary>The program proposed it, and nobody has looked at it: to be confirmed or decided before the draft is submitted.</summary>
    public bool IsProposed => Applicable is not null && ReviewedOn is null;

    public IEnumerable<SoaLinkView> Of(SoaLinkKind kind) => Links.Where(l => l.Kind == kind);

    public IReadOnlyList<Guid> IdsOf(SoaLinkKind kind) => [.. Of(kind).Select(l => l.RecordId)];
}

/// <param name="RecordId">Of the risk, the legal requirement or the requirement.</param>
/// <param name="Name">As it was called when somebody decided.</param>
public sealed record SoaLinkView(SoaLinkKind Kind, Guid RecordId, string Name);

public sealed class GetSoaHandler(IsmsDbContext db, SoaReader reader, RequestScope scope, TimeProvider clock) : IQueryHandler<GetSoa, Result<SoaView>>
{
    public async ValueTask<Result<SoaView>> Handle(GetSoa query, CancellationToken cancellationToken)
    {
        var inForce = await db.SoaVersions.InForce().Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellationToken);
        if ((query.Id ?? inForce) is not { } id || await reader.RowsAsync(id, cancellationToken) is not { } rows) { return Error.NotFound; }
        var v = rows.Version;
        var decided = await db.Approvals.AsNoTracking().Where(a => a.SubjectType == nameof(SoaVersion) && a.SubjectId == id).OrderByDescending(a => a.RequestedAt).ThenByDescending(a => a.Id)
            .Select(a => new { a.Id, a.Decision, a.RoleHeld, a.Comment, a.DecidedAt, a.ContentHash, Approver = db.People.Where(p => p.Id == a.ApproverId).Select(p => p.Name).FirstOrDefault() }).FirstOrDefaultAsync(cancellationToken);
        var basis = await db.SoaBasisAsync(scope.Today(clock), cancellationToken);
        return new SoaView
        {
            Id = v.Id,
            VersionNo = v.VersionNo,
            State = SoaReader.StateOf(v.Id, v.Status, inForce),
            ScopeId = v.ScopeId,
            ScopeVersionNo = rows.ScopeNo,
            NewerScope = basis.NewerScope(v)?.VersionNo,
            Plan = rows.Plan,
            NewerPlan = basis.NewerPlan(v),
            AuthorId = v.AuthorId,
            Author = await db.People.Where(p => p.Id == v.AuthorId).Select(p => p.Name).SingleAsync(cancellationToken),
            ApprovedOn = v.ApprovedOn,
            Approval = decided is { Decision: ApprovalDecision.Approved } ? new(decided.Id, decided.Approver!, decided.RoleHeld!, decided.DecidedAt!.Value, Convert.ToHexStringLower(decided.ContentHash)) : null,
            Rejection = v.Status == SoaStatus.Draft && decided is { Decision: ApprovalDecision.Rejected } ? decided.Comment : null,
            RequestId = decided is { Decision: ApprovalDecision.Open } ? decided.Id : null,
            Entries = await reader.EntriesAsync(rows, cancellationToken),
            Version = v.Version,
            MayEdit = v.IsOpen && scope.Actor.Can(Permissions.SoaEdit),
        };
    }
}

/// <summary>Reads versions: of a draft with how each control is put into practice now, of all others as it was kept.</summary>
public sealed class SoaReader(IsmsDbContext db)
{
    internal async Task<SoaRows?> RowsAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await db.SoaRowsAsync(id, cancellationToken) is not { } rows) { return null; }
        if (rows.Version.Status != SoaStatus.Draft) { return rows; }
        var practice = await db.PracticeAsync(cancellationToken);
        foreach (var e in rows.Entries) { e.Freeze(e.Title, practice.GetValueOrDefault(e.ControlId, ControlPractice.None)); }
        return rows;
    }

    internal async Task<IReadOnlyList<SoaEntryView>> EntriesAsync(SoaRows rows, CancellationToken cancellationToken)
    {
        Guid[] reviewers = [.. rows.Entries.Select(e => e.ReviewedBy).OfType<Guid>().Distinct()];
        var names = await db.People.Where(p => reviewers.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, cancellationToken);
        return [.. rows.Entries.Select(e => new SoaEntryView
        {
            Id = e.Id,
            ControlId = e.ControlId,
            Code = e.Code,
            Title = e.Title,
            Theme = e.Theme,
            IsOwn = e.IsOwn,
            Applicable = e.Applicable,
            Reasons = e.Because,
            Justification = e.Justification,
            Links = [.. rows.Links[e.Id].Select(l => new SoaLinkView(l.Kind, l.RecordId, l.Name))],
            Coverage = e.Coverage ?? ControlCoverage.NotImplemented,
            Implementations = e.Implementations,
            Owner = e.Owner,
            EvidenceOn = e.EvidenceOn,
            ReviewedBy = e.ReviewedBy is { } by ? names.GetValueOrDefault(by) : null,
            ReviewedOn = e.ReviewedOn,
            Version = e.Version,
        })];
    }

    internal static SoaState StateOf(Guid id, SoaStatus status, Guid? inForce) => status switch
    {
        SoaStatus.Draft => SoaState.Draft,
        SoaStatus.InReview => SoaState.InReview,
        SoaStatus.Withdrawn => SoaState.Withdrawn,
        _ => id == inForce ? SoaState.InForce : SoaState.Superseded,
    };
}
