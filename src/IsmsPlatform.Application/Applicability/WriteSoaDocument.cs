using System.Globalization;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Scope;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Documents;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Applicability;

/// <summary>A version as a document that can be signed and shown to a certification auditor, with all its rows.</summary>
[RequirePermission(Permissions.SoaView)]
public sealed record WriteSoaDocument(Guid Id) : IQuery<Result<DocumentFile>>;

public sealed class WriteSoaDocumentHandler(ISender sender, IDocuments documents, Texts t, RequestScope scope) : IQueryHandler<WriteSoaDocument, Result<DocumentFile>>
{
    public async ValueTask<Result<DocumentFile>> Handle(WriteSoaDocument query, CancellationToken cancellationToken)
    {
        var found = await sender.Send(new GetSoa(query.Id), cancellationToken);
        if (found.Error is { } error) { return error; }
        var v = found.Value;
        // On each page: what does not hold must not look as if it did.
        var subtitle = v.State == SoaState.InForce ? t["{0}, version {1}", scope.Tenant!.Name, v.VersionNo] : t["{0}, version {1}: {2}", scope.Tenant!.Name, v.VersionNo, SoaWords.Of(v.State, t)];
        var document = new WrittenDocument(t["Statement of Applicability"], subtitle, subtitle,
        [
            new(t["Version and approval"], new DocumentTable([], [.. Facts(v)])),
            .. SoaWords.Groups(v.Entries, t).Select(g => new DocumentSection(g.Title, Table(g.Entries))),
        ]);
        return new DocumentFile(SoaFiles.NameOf(v, scope) + ".docx", documents.Write(document));
    }

    private DocumentTable Table(IReadOnlyList<SoaEntryView> entries) => new([t["Code"], t["Control"], t["Applicable"], t["Because"], t["Status"]],
        [.. entries.Select(e => (IReadOnlyList<string>)[e.Code, e.Title, SoaWords.Of(e.Applicable, t), SoaWords.Because(e, t), Status(e)])]);

    private string Status(SoaEntryView e) => e.Applicable == false && e.Coverage == ControlCoverage.NotImplemented ? "–" : string.Join("\n", [SoaWords.Of(e.Coverage, t), .. e.Implementations]);

    private IEnumerable<IReadOnlyList<string>> Facts(SoaView v)
    {
        yield return [t["Version"], $"{v.VersionNo} · {SoaWords.Of(v.State, t)}"];
        yield return [t["Rests on"], SoaWords.RestsOn(v, t)];
        yield return [t["Controls"], t["{0} applicable, {1} excluded, {2} in all", v.Entries.Count(e => e.Applicable == true), v.Entries.Count(e => e.Applicable == false), v.Entries.Count]];
        yield return [t["Prepared by"], v.Author];
        yield return [t["Approved by"], v.Approval is { } a ? $"{a.Approver} ({RoleNames.OfStored(a.RoleHeld, t)})" : t["not approved"]];
        if (v.Approval is not { } approval) { yield break; }
        yield return [t["Approved on"], TimeZoneInfo.ConvertTime(approval.DecidedAt, scope.Zone).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)];
        yield return [t["Fingerprint (SHA-256)"], approval.ContentHash + "\n" + ScopeWords.Fingerprint(t)];
    }
}
