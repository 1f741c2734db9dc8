using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Threats;

/// <summary>What people enter about a threat or a vulnerability, as one value.</summary>
/// <param name="Affects">Which properties of information suffer; at least one.</param>
/// <param name="Controls">Controls of Annex A that help against it: <c>A.8.13</c>.</param>
public sealed record CatalogueDetails(string Name, IReadOnlyList<SecurityProperty> Affects, IReadOnlyList<string> Controls, string? Description);

/// <summary>An entry of the organisation's own catalogue: a copy of the starter catalogue, which it may change, or one that it added (6.1.2 c).</summary>
public abstract class CatalogueRecord : Entity
{
    public const int NameMaxLength = 200;
    public const int DescriptionMaxLength = 2000;
    public const int MostControls = 20;

    public string Code { get; protected init; } = "";

    /// <summary>Which entry of the starter catalogue it was copied from; null for the organisation's own ones.</summary>
    public string? StarterId { get; protected init; }

    public string Name { get; private set; } = "";

    public bool Confidentiality { get; private set; }

    public bool Integrity { get; private set; }

    public bool Availability { get; private set; }

    public string[] Controls { get; private set; } = [];

    public string? Description { get; private set; }

    /// <summary>Not offered any more; it stays where it was used.</summary>
    public bool IsHidden { get; private set; }

    public Result Hide()
    {
        if (IsHidden) { return ThreatErrors.Hidden; }
        IsHidden = true;
        return Result.Success;
    }

    public Result Show()
    {
        if (!IsHidden) { return ThreatErrors.NotHidden; }
        IsHidden = false;
        return Result.Success;
    }

    public IReadOnlyList<SecurityProperty> Affects() => Affected(Confidentiality, Integrity, Availability);

    public static IReadOnlyList<SecurityProperty> Affected(bool confidentiality, bool integrity, bool availability)
    {
        List<SecurityProperty> affected = [];
        if (confidentiality) { affected.Add(SecurityProperty.Confidentiality); }
        if (integrity) { affected.Add(SecurityProperty.Integrity); }
        if (availability) { affected.Add(SecurityProperty.Availability); }
        return affected;
    }

    protected Result Take(CatalogueDetails details)
    {
        if (IsHidden) { return ThreatErrors.Hidden; }
        if (details.Affects.Count == 0) { return ThreatErrors.AffectsNothing; }
        (Name, Description) = (Text.Clean(details.Name), Text.OrNull(details.Description));
        (Confidentiality, Integrity, Availability) = (details.Affects.Contains(SecurityProperty.Confidentiality), details.Affects.Contains(SecurityProperty.Integrity), details.Affects.Contains(SecurityProperty.Availability));
        string[] controls = [.. details.Controls.Distinct(StringComparer.Ordinal)];
        // The same list again is no change, and history tells none.
        if (!controls.SequenceEqual(Controls, StringComparer.Ordinal)) { Controls = controls; }
        return Result.Success;
    }
}
