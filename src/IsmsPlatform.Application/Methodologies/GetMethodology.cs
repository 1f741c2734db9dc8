using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Approvals;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Shared;
using Mediator;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Methodologies;

/// <summary>Where a version stands.</summary>
public enum MethodologyState
{
    Draft,
    InReview,
    InForce,
    Superseded,
    Withdrawn,
}

/// <summary>One version of the methodology, whole.</summary>
/// <param name="Id">Null for the version in force.</param>
[RequirePermission(Permissions.MethodologyView)]
public sealed record GetMethodology(Guid? Id = null) : IQuery<Result<MethodologyView>>;

/// <summary>A version of how risks are assessed and accepted.</summary>
public sealed record MethodologyView
{
    public required Guid Id { get; init; }

    public required int VersionNo { get; init; }

    public required MethodologyState State { get; init; }

    /// <summary>What the organisation is ready to risk.</summary>
    public required string Appetite { get; init; }

    public required RiskScales Scales { get; init; }

    public required Guid AuthorId { get; init; }

    public required string Author { get; init; }

    public DateOnly? ApprovedOn { get; init; }

    /// <summary>Who approved it; null before.</summary>
    public MethodologyApprovalView? Approval { get; init; }

    /// <summary>Why it was turned down last, while it is a draft again.</summary>
    public string? Rejection { get; init; }

    /// <summary>The request that waits for a decision.</summary>
    public Guid? RequestId { get; init; }

    public required long Version { get; init; }

    /// <summary>The asker may go on with the draft.</summary>
    public bool MayEdit { get; init; }
}

/// <param name="RoleHeld">By which role.</param>
/// <param name="ContentHash">SHA-256 over what was approved, in hexadecimal digits.</param>
public sealed record MethodologyApprovalView(Guid Id, string Approver, string RoleHeld, DateTimeOffset DecidedAt, string ContentHash);

public sealed class GetMethodologyHandler(IsmsDbContext db, RequestScope scope) : IQueryHandler<GetMethodology, Result<MethodologyView>>
{
    public async ValueTask<Result<MethodologyView>> Handle(GetMethodology query, CancellationToken cancellationToken)
    {
        var inForce = await db.RiskMethodologies.InForce().Select(m => (Guid?)m.Id).FirstOrDefaultAsync(cancellationToken);
        var id = query.Id ?? inForce;
        var found = await db.RiskMethodologies.AsNoTracking().Where(m => m.Id == id).Select(m => new { Method = m, Author = db.People.Where(p => p.Id == m.AuthorId).Select(p => p.Name).First() }).SingleOrDefaultAsync(cancellationToken);
        if (found is null) { return Error.NotFound; }
        var decided = await db.Approvals.AsNoTracking().Where(a => a.SubjectType == nameof(RiskMethodology) && a.SubjectId == id).OrderByDescending(a => a.RequestedAt).ThenByDescending(a => a.Id)
            .Select(a => new { a.Id, a.Decision, a.RoleHeld, a.Comment, a.DecidedAt, a.ContentHash, Approver = db.People.Where(p => p.Id == a.ApproverId).Select(p => p.Name).FirstOrDefault() }).FirstOrDefaultAsync(cancellationToken);
        var m = found.Method;
        return new MethodologyView
        {
            Id = m.Id,
            VersionNo = m.VersionNo,
            State = MethodologyQueries.StateOf(m.Id, m.Status, inForce),
            Appetite = m.Appetite,
            Scales = m.Scales,
            AuthorId = m.AuthorId,
            Author = found.Author,
            ApprovedOn = m.ApprovedOn,
            Approval = decided is { Decision: ApprovalDecision.Approved } ? new(decided.Id, decided.Approver!, decided.RoleHeld!, decided.DecidedAt!.Value, Convert.ToHexStringLower(decided.ContentHash)) : null,
            Rejection = m.Status == MethodologyStatus.Draft && decided is { Decision: ApprovalDecision.Rejected } ? decided.Comment : null,
            RequestId = decided is { Decision: ApprovalDecision.Open } ? decided.Id : null,
            Version = m.Version,
            MayEdit = m.IsOpen && scope.Actor.Can(Permissions.MethodologyEdit),
        };
    }
}

internal static class MethodologyQueries
{
    /// <summary>The version by which risks are assessed today: the newest that was approved.</summary>
    internal static IQueryable<RiskMethodology> InForce(this IQueryable<RiskMethodology> versions)
        => versions.Where(m => m.Status == MethodologyStatus.Approved).OrderByDescending(m => m.VersionNo);

    internal static MethodologyState StateOf(Guid id, MethodologyStatus status, Guid? inForce) => status switch
    {
        MethodologyStatus.Draft => MethodologyState.Draft,
        MethodologyStatus.InReview => MethodologyState.InReview,
        MethodologyStatus.Withdrawn => MethodologyState.Withdrawn,
        _ => id == inForce ? MethodologyState.InForce : MethodologyState.Superseded,
    };
}
