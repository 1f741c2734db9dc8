using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Threats;

/// <summary>What the catalogues of threats and vulnerabilities refuse, why, and how to go on.</summary>
public static class ThreatErrors
{
    public static Error Hidden { get; } = new("catalogue.hidden", "This entry is hidden and stays as it is. Show it again first.");

    public static Error NotHidden { get; } = new("catalogue.not-hidden", "This entry is not hidden, so there is nothing to show again.");

    public static Error AffectsNothing { get; } = new Error("catalogue.affects-nothing", "Say what suffers: confidentiality, integrity or availability.").At("Affects");

    public static Error NoOrigin { get; } = new Error("catalogue.no-origin", "Say where it comes from: somebody means it, somebody errs, or nature.").At("Origins");

    public static Error NoSuchControl { get; } = new Error("catalogue.no-such-control", "One of these is no control of Annex A. Name them like A.8.13.").At("Controls");

    public static Error NoSuchThreat { get; } = new Error("catalogue.no-such-threat", "One of these threats is not in your catalogue. Adopt it first, or leave it out.").At("ThreatIds");

    public static Error NoSuchEntry { get; } = new Error("catalogue.no-such-entry", "One of these is not in the starter catalogue. Open it again and choose from what it holds.").At("Ids");

    public static Error NothingChosen { get; } = new Error("catalogue.nothing-chosen", "Choose at least one entry to adopt.").At("Ids");
}
