using System.Globalization;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Applicability;
using IsmsPlatform.Domain.Shared;
using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using Mediator;

namespace IsmsPlatform.Application.Applicability;

/// <summary>All rows of a version as a table; each says of which version it is, who approved that and when, and its fingerprint.</summary>
[RequirePermission(Permissions.SoaView)]
public sealed record ExportSoa(Guid Id, SheetFormat Format) : IQuery<Result<SheetDownload>>;

public sealed class ExportSoaValidator : AbstractValidator<ExportSoa>
{
    public ExportSoaValidator() => RuleFor(e => e.Format).Known();
}

public sealed class ExportSoaHandler(ISender sender, ISpreadsheets spreadsheets, RequestScope scope) : IQueryHandler<ExportSoa, Result<SheetDownload>>
{
    private static readonly string[] Headings =
    [
        "Code", "Control", "Theme", "Applicable", "Reasons", "Risks", "Legal requirements", "Requirements of interested parties", "Justification", "Status", "Implementations", "Owner", "Newest evidence", "Decided by", "Decided on",
        "Version", "State", "Rests on scope version", "Rests on treatment plan", "Approved by", "Approved on", "Fingerprint (SHA-256)",
    ];

    public async ValueTask<Result<SheetDownload>> Handle(ExportSoa query, CancellationToken cancellationToken)
    {
        var found = await sender.Send(new GetSoa(query.Id), cancellationToken);
        if (found.Error is { } error) { return error; }
        return SheetDownload.Of(spreadsheets, SoaFiles.NameOf(found.Value, scope), query.Format, new SheetOutput("Statement of Applicability", Headings, found.Value.Entries.Select(e => Row(found.Value, e)).ToAsyncEnumerable()));
    }

    private static IReadOnlyList<object?> Row(SoaView v, SoaEntryView e)
    {
        string Named(SoaLinkKind kind) => string.Join("\n", e.Of(kind).Select(l => l.Name));
        return [
            e.Code, e.Title, SheetWords.Of(e.Theme), e.Applicable switch { true => "Yes", false => "No", null => "Undecided" }, string.Join(", ", e.Reasons.Select(r => SheetWords.Of(r))), Named(SoaLinkKind.Risk), Named(SoaLinkKind.LegalRequirement), Named(SoaLinkKind.Requirement),
            e.Justification, SheetWords.Of(e.Coverage), string.Join("\n", e.Implementations), e.Owner, e.EvidenceOn, e.ReviewedBy, e.ReviewedOn,
            v.VersionNo, SheetWords.Of(v.State), v.ScopeVersionNo, v.Plan?.Label, v.Approval?.Approver, v.ApprovedOn, v.Approval?.ContentHash];
    }
}

internal static class SoaFiles
{
    internal static string NameOf(SoaView v, RequestScope scope) => string.Create(CultureInfo.InvariantCulture, $"statement-of-applicability-{scope.Tenant!.Slug}-version-{v.VersionNo}");
}
