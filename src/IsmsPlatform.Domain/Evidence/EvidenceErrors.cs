using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Evidence;

/// <summary>What evidence refuses, why, and how to go on.</summary>
public static class EvidenceErrors
{
    public static Error FileMissing { get; } = new Error("evidence.file-missing", "Choose a file.").At("File");

    public static Error UrlMissing { get; } = new Error("evidence.url-missing",
        "Give a whole address that begins with https:// or http://.").At(nameof(EvidenceDetails.Url));

    public static Error NamesSomebody { get; } = new Error("evidence.user-in-address",
        "This address holds a name or a password before the @. Give it without them.").At(nameof(EvidenceDetails.Url));

    public static Error TextMissing { get; } = new Error("evidence.text-missing", "Write down what was seen.").At(nameof(EvidenceDetails.Text));

    public static Error PeriodEndsBeforeItBegins { get; } = new Error("evidence.period-ends-before-it-begins",
        "The period would end before it begins. Correct one of the two dates.").At(nameof(EvidenceDetails.PeriodTo));

    public static Error CollectedInTheFuture { get; } = new Error("evidence.collected-in-the-future",
        "Evidence is collected today or earlier. Correct the date.").At(nameof(EvidenceDetails.CollectedOn));

    public static Error ExpiredWhenCollected { get; } = new Error("evidence.expired-when-collected",
        "It would expire before it was collected. Correct one of the two dates.").At(nameof(EvidenceDetails.ValidUntil));

    public static Error AddedAlready { get; } = new("evidence.added-already",
        "This evidence was added already: the form was sent twice. Open the record to see it.", ErrorKind.Conflict);

    public static Error LinkedAlready { get; } = new("evidence.linked-already",
        "This evidence speaks for the record already.", ErrorKind.Conflict);

    public static Error SupersededAlready { get; } = new("evidence.superseded-already",
        "A newer item took its place already. Open that one and supersede it instead.", ErrorKind.Conflict);
}
