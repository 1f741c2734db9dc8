using System.Linq.Expressions;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Subjects;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Evidence;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Evidence;

internal static class EvidenceQueries
{
    /// <summary>Evidence is seen by whoever sees one of the records for which it speaks.</summary>
    internal static IQueryable<EvidenceItem> VisibleTo(this IQueryable<EvidenceItem> items, IsmsDbContext db, Actor actor)
    {
        var types = SubjectKinds.All.Where(k => k.IsVisibleTo(actor)).Select(k => k.Type).ToList();
        return items.Where(e => db.EvidenceLinks.Any(l => l.EvidenceId == e.Id && types.Contains(l.SubjectType)));
    }

    internal static readonly Expression<Func<IsmsDbContext, DateOnly, EvidenceItem, EvidenceRow>> Row = (db, today, e) =>
        new EvidenceRow(e.Id, e.Title, e.Kind, e.FileName, e.FileSize, e.MediaType, e.Sha256, e.Url, e.PeriodFrom, e.PeriodTo, e.CollectedOn,
            db.People.Where(p => p.Id == e.CollectedById).Select(p => p.Name).FirstOrDefault(), e.Classification, e.ValidUntil, e.ValidUntil < today,
            e.Kind == EvidenceKind.Link, e.SupersedesId, db.Evidence.Where(n => n.SupersedesId == e.Id).Select(n => (Guid?)n.Id).FirstOrDefault(), e.AddedAt);

    internal static IQueryable<EvidenceRow> Rows(this IQueryable<EvidenceItem> items, IsmsDbContext db, DateOnly today) => items.Select(Part.In<Func<EvidenceItem, EvidenceRow>>(e => Row.Of(db, today, e)));
}

/// <param name="Expired">The day until which it is valid is over.</param>
/// <param name="Weak">A link alone: what stands behind it may change.</param>
/// <param name="SupersededById">The newer item that took its place.</param>
public sealed record EvidenceRow(Guid Id, string Title, EvidenceKind Kind, string? FileName, long? FileSize, string? MediaType, string? Sha256, string? Url, DateOnly? PeriodFrom, DateOnly? PeriodTo,
    DateOnly CollectedOn, string? CollectedBy, Domain.Assets.Classification Classification, DateOnly? ValidUntil, bool Expired, bool Weak, Guid? SupersedesId, Guid? SupersededById, DateTimeOffset AddedAt);
