using System.Runtime.InteropServices;

namespace IsmsPlatform.Domain.Assets;

/// <summary>The three properties that information security preserves (ISO/IEC 27000, 3.28).</summary>
public enum SecurityProperty
{
    Confidentiality,
    Integrity,
    Availability,
}

/// <summary>
/// How much protection is needed per property: 0 none, 1 low, 2 medium, 3 high, 4 very high; null is not valued, which is less
/// than a considered "none".
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct ProtectionNeed(int? Confidentiality, int? Integrity, int? Availability)
{
    public const int MinValue = 0;
    public const int MaxValue = 4;

    public static IReadOnlyList<SecurityProperty> Properties { get; } =
        [SecurityProperty.Confidentiality, SecurityProperty.Integrity, SecurityProperty.Availability];

    public int? this[SecurityProperty property] => property switch
    {
        SecurityProperty.Confidentiality => Confidentiality,
        SecurityProperty.Integrity => Integrity,
        SecurityProperty.Availability => Availability,
        _ => throw new ArgumentOutOfRangeException(nameof(property), property, "There are three properties."),
    };

    /// <summary>All three are valued.</summary>
    public bool IsComplete => Confidentiality is not null && Integrity is not null && Availability is not null;

    public bool IsEmpty => Confidentiality is null && Integrity is null && Availability is null;

    /// <summary>The greatest of the three; null when none is valued.</summary>
    public int? Highest => Greater(Greater(Confidentiality, Integrity), Availability);

    /// <summary>The greater of two values; any value is greater than none.</summary>
    public static int? Greater(int? one, int? other) => one is null || other > one ? other : one;
}
