using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Evidence;

public enum EvidenceKind
{
    File,
    /// <summary>Weak: what stands behind an address may change.</summary>
    Link,
    Text,
}

/// <summary>A file as the store took it in.</summary>
/// <param name="Name">For display and download; never a path.</param>
/// <param name="Sha256">Of the content, in hexadecimal digits.</param>
public sealed record StoredFile(Guid Id, string Name, long Size, string MediaType, string Sha256);

/// <summary>What people enter about a piece of evidence, as one value.</summary>
public sealed record EvidenceDetails(
    string Title,
    EvidenceKind Kind,
    string? Url = null,
    string? Text = null,
    StoredFile? File = null,
    DateOnly? PeriodFrom = null,
    DateOnly? PeriodTo = null,
    DateOnly? CollectedOn = null,
    Classification Classification = Classification.Internal,
    DateOnly? ValidUntil = null);

/// <summary>
/// Shows that something was done (domain model, section 27). It is never changed and never deleted: a newer one supersedes it.
/// </summary>
public sealed class EvidenceItem : Entity
{
    public const int TitleMaxLength = 200;
    public const int UrlMaxLength = 2000;
    public const int TextMaxLength = 10_000;
    public const int FileNameMaxLength = 150;

    private EvidenceItem() { }

    public string Title { get; private init; } = "";

    public EvidenceKind Kind { get; private init; }

    public string? Url { get; private init; }

    public string? Text { get; private init; }

    public Guid? FileKey { get; private init; }

    public string? FileName { get; private init; }

    public long? FileSize { get; private init; }

    public string? MediaType { get; private init; }

    public string? Sha256 { get; private init; }

    public DateOnly? PeriodFrom { get; private init; }

    public DateOnly? PeriodTo { get; private init; }

    public DateOnly CollectedOn { get; private init; }

    /// <summary>Null when another system delivered it.</summary>
    public Guid? CollectedById { get; private init; }

    public Classification Classification { get; private init; }

    public DateOnly? ValidUntil { get; private init; }

    /// <summary>The older item whose place this one takes.</summary>
    public Guid? SupersedesId { get; private init; }

    public DateTimeOffset AddedAt { get; private init; }

    public static Result<EvidenceItem> Collect(Guid id, EvidenceDetails details, Guid? collectedBy, Guid? supersedes, DateOnly today, DateTimeOffset now)
    {
        var (url, text) = (Shared.Text.OrNull(details.Url), Shared.Text.OrNull(details.Text));
        if (WhatIsMissing(details, url, text) is { } missing) { return missing; }
        if (details.PeriodFrom > details.PeriodTo) { return EvidenceErrors.PeriodEndsBeforeItBegins; }
        var collectedOn = details.CollectedOn ?? today;
        if (collectedOn > today) { return EvidenceErrors.CollectedInTheFuture; }
        if (details.ValidUntil < collectedOn) { return EvidenceErrors.ExpiredWhenCollected; }
        var file = details.Kind == EvidenceKind.File ? details.File : null;
        return new EvidenceItem
        {
            Id = id,
            Title = Shared.Text.Clean(details.Title),
            Kind = details.Kind,
            Url = details.Kind == EvidenceKind.Link ? url : null,
            Text = details.Kind == EvidenceKind.Text ? text : null,
            FileKey = file?.Id,
            FileName = file?.Name,
            FileSize = file?.Size,
            MediaType = file?.MediaType,
            Sha256 = file?.Sha256,
            PeriodFrom = details.PeriodFrom,
            PeriodTo = details.PeriodTo,
            CollectedOn = collectedOn,
            CollectedById = collectedBy,
            Classification = details.Classification,
            ValidUntil = details.ValidUntil,
            SupersedesId = supersedes,
            AddedAt = now,
        };
    }

    private static Error? WhatIsMissing(EvidenceDetails details, string? url, string? text) => details.Kind switch
    {
        EvidenceKind.File => details.File is null ? EvidenceErrors.FileMissing : null,
        EvidenceKind.Link => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? WebAddress.NamesSomebody(url) ? EvidenceErrors.NamesSomebody : null : EvidenceErrors.UrlMissing,
        _ => text is null ? EvidenceErrors.TextMissing : null,
    };
}
