using IsmsPlatform.Application.Shared;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.LegalRequirements;
using IsmsPlatform.Domain.Risks;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Applicability;

/// <summary>The records that entries name, as they are now.</summary>
internal static class SoaRecords
{
    /// <summary>Three questions for any number of entries.</summary>
    internal static async Task<IReadOnlyDictionary<(SoaLinkKind Kind, Guid Id), SoaRecord>> SoaRecordsAsync(this IsmsDbContext db, IEnumerable<(SoaLinkKind Kind, Guid Id)> named, CancellationToken cancellationToken)
    {
        var byKind = named.Distinct().ToLookup(n => n.Kind, n => n.Id);
        Guid[] risks = [.. byKind[SoaLinkKind.Risk]], laws = [.. byKind[SoaLinkKind.LegalRequirement]], requirements = [.. byKind[SoaLinkKind.Requirement]];
        List<SoaRecord> records = [];
        if (risks.Length > 0)
        {
            records.AddRange((await db.Risks.Where(r => risks.Contains(r.Id)).Select(r => new { r.Id, r.Code, r.Title, r.Status }).ToListAsync(cancellationToken))
                .Select(r => new SoaRecord(SoaLinkKind.Risk, r.Id, $"{r.Code} {r.Title}", IsOver: r.Status == RiskStatus.Closed)));
        }
        if (laws.Length > 0)
        {
            records.AddRange((await db.LegalRequirements.Where(l => laws.Contains(l.Id)).Select(l => new { l.Id, l.Title, l.Kind, l.Status }).ToListAsync(cancellationToken))
                .Select(l => new SoaRecord(SoaLinkKind.LegalRequirement, l.Id, l.Title, IsContract: l.Kind == LegalKind.Contract, IsOver: l.Status == LegalStatus.Repealed)));
        }
        if (requirements.Length > 0)
        {
            records.AddRange((await db.PartyRequirements.Where(r => requirements.Contains(r.Id)).Join(db.InterestedParties, r => r.PartyId, p => p.Id, (r, p) => new { r.Id, r.Text, p.Name, p.Status }).ToListAsync(cancellationToken))
                .Select(r => new SoaRecord(SoaLinkKind.Requirement, r.Id, $"{r.Name}: {r.Text}", IsContract: true, IsOver: r.Status == PartyStatus.Closed)));
        }
        return records.ToDictionary(r => (r.Kind, r.Id));
    }

    /// <summary>Versions of the Statement of Applicability that name something.</summary>
    internal static IQueryable<string> SoasThatName(this IsmsDbContext db, IQueryable<SoaLink> links)
        => links.Join(db.SoaEntries, l => l.EntryId, e => e.Id, (_, e) => e).Join(db.SoaVersions, e => e.SoaId, v => v.Id, (e, v) => "Statement of Applicability, version " + v.VersionNo + ", " + e.Code);
}
