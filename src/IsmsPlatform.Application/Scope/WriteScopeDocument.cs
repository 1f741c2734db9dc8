using System.Globalization;
using IsmsPlatform.Application.People;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Documents;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Scope;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Scope;

/// <summary>A version as a document that can be signed and sent, with the sections of its page.</summary>
[RequirePermission(Permissions.ScopeView)]
public sealed record WriteScopeDocument(Guid Id) : IQuery<Result<DocumentFile>>;

public sealed class WriteScopeDocumentHandler(ISender sender, IDocuments documents, Texts t, RequestScope scope) : IQueryHandler<WriteScopeDocument, Result<DocumentFile>>
{
    public async ValueTask<Result<DocumentFile>> Handle(WriteScopeDocument query, CancellationToken cancellationToken)
    {
        var found = await sender.Send(new GetScopeVersion(query.Id), cancellationToken);
        if (found.Error is { } error) { return error; }
        var v = found.Value;
        // On each page: what does not hold must not look as if it did.
        var subtitle = v.State == ScopeState.Effective ? t["{0}, version {1}", scope.Tenant!.Name, v.VersionNo] : t["{0}, version {1}: {2}", scope.Tenant!.Name, v.VersionNo, ScopeWords.Of(v.State, t)];
        var document = new WrittenDocument(t["Scope of the information security management system"], subtitle, subtitle,
        [
            new(t["Statement"], new DocumentText(v.Statement, Quoted: true)),
            new(t["Inside"], [.. Inside(v)]),
            new(t["Outside"], v.Outside.Any() ? new DocumentTable([t["Excluded"], t["Kind"], t["Because"]], [.. v.Outside.Select(i => (IReadOnlyList<string>)[i.Name, ScopeWords.Of(i.Kind, t), i.Justification ?? "–"])]) : new DocumentText(t["Nothing is excluded."])),
            new(t["Interfaces"], v.Interfaces.Count > 0 ? new DocumentTable([t["With"], t["What is exchanged"], t["Direction"], t["Governed by"]], [.. v.Interfaces.Select(i => (IReadOnlyList<string>)[i.Counterpart, i.Exchanged, ScopeWords.Of(i.Direction, t), i.Agreement ?? "–"])]) : new DocumentText(t["Nothing crosses the boundary, as far as anyone stated."])),
            new(t["What it rests on"], [.. Bases(v)]),
            new(t["Version and approval"], new DocumentTable([], [.. Facts(v)])),
        ]);
        return new DocumentFile(string.Create(CultureInfo.InvariantCulture, $"scope-{scope.Tenant.Slug}-version-{v.VersionNo}.docx"), documents.Write(document));
    }

    private IEnumerable<DocumentBlock> Inside(ScopeVersionView v)
    {
        foreach (var (heading, items) in new[]
        {
            (t["Units"], v.Inside(ScopeItemKind.Unit)), (t["Locations"], v.Inside(ScopeItemKind.Location)), (t["Processes"], v.Inside(ScopeItemKind.Process)),
            (t["Systems and services"], v.Inside(ScopeItemKind.System, ScopeItemKind.Service).Where(i => !i.Critical)), (t["Critical information assets"], v.Items.Where(i => i.Critical)),
            (t["Other assets"], v.Inside(ScopeItemKind.Asset).Where(i => !i.Critical)),
        })
        {
            List<string> names = [.. items.Select(i => i.Name)];
            if (names.Count == 0) { continue; }
            yield return new DocumentHeading(heading);
            yield return new DocumentList(names);
        }
    }

    private IEnumerable<DocumentBlock> Bases(ScopeVersionView v)
    {
        foreach (var (heading, basis) in new[] { (t["Business objectives that it serves"], ScopeBasis.Objective), (t["Legal requirements considered"], ScopeBasis.LegalRequirement), (t["Issues considered (4.3 a)"], ScopeBasis.Issue), (t["Requirements of interested parties considered (4.3 b)"], ScopeBasis.Requirement) })
        {
            yield return new DocumentHeading(heading);
            List<string> names = [.. v.Of(basis).Select(c => ScopeWords.Repealed(c, t, d => Day(d)) is { } note ? $"{c.Name} ({note})" : c.Name)];
            yield return names.Count == 0 ? new DocumentText(t["No record is named."]) : new DocumentList(names);
        }
    }

    private static string Day(DateOnly? day) => day?.ToString("d MMM yyyy", CultureInfo.InvariantCulture) ?? "–";

    private IEnumerable<IReadOnlyList<string>> Facts(ScopeVersionView v)
    {
        yield return [t["Version"], $"{v.VersionNo} · {ScopeWords.Of(v.State, t)}"];
        yield return [t["In force from"], Day(v.InForceFrom)];
        yield return [t["Approved by"], v.Approval is { } a ? $"{a.Approver} ({RoleNames.OfStored(a.RoleHeld, t)})" : t["not approved"]];
        if (v.Approval is { } approval)
        {
            yield return [t["Approved on"], TimeZoneInfo.ConvertTime(approval.DecidedAt, scope.Zone).ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)];
            yield return [t["Fingerprint (SHA-256)"], approval.ContentHash + "\n" + ScopeWords.Fingerprint(t)];
        }
        yield return [t["Owner"], v.Owner];
        yield return [t["Next review"], Day(v.NextReviewOn)];
    }
}

/// <summary>The words of the scope that pages and documents share.</summary>
public static class ScopeWords
{
    public static string Of(ScopeState state, Texts t) => state switch
    {
        ScopeState.Draft => t["Draft"],
        ScopeState.InReview => t["In review"],
        ScopeState.Planned => t["Approved, not yet in force"],
        ScopeState.Effective => t["In force"],
        ScopeState.Superseded => t["Superseded"],
        ScopeState.CalledOff => t["Called off"],
        _ => t["Given up"],
    };

    public static string Of(ScopeItemKind kind, Texts t) => kind switch
    {
        ScopeItemKind.Unit => t["Unit"],
        ScopeItemKind.Location => t["Location"],
        ScopeItemKind.Process => t["Process"],
        ScopeItemKind.System => t["System"],
        ScopeItemKind.Service => t["Service"],
        _ => t["Asset"],
    };

    /// <summary>What became of a legal requirement since it was considered; null while it binds.</summary>
    /// <param name="day">As it is written.</param>
    public static string? Repealed(ScopeCitationView citation, Texts t, Func<DateOnly, string> day)
        => !citation.IsRepealed ? null : citation.RepealedOn is { } since ? t["repealed since {0}", day(since)] : t["repealed, day not recorded"];

    /// <summary>What the hash of an approval is for.</summary>
    public static string Fingerprint(Texts t) => t["It is calculated over the approved content: as long as it is the same, not a character was changed since."];

    public static string Of(InterfaceDirection direction, Texts t) => direction switch
    {
        InterfaceDirection.In => t["Comes in"],
        InterfaceDirection.Out => t["Goes out"],
        _ => t["Both ways"],
    };
}
