using System.Runtime.InteropServices;

namespace IsmsPlatform.Domain.Assets;

/// <summary>How much of what the upper asset needs reaches the lower one that supports it.</summary>
public enum InheritanceMode
{
    /// <summary>All of it. This holds unless someone says otherwise.</summary>
    Max,
    /// <summary>Nothing: the lower asset cannot harm this property of the upper one.</summary>
    None,
    /// <summary>One more, because many uppers together weigh more than each of them.</summary>
    Cumulate,
    /// <summary>One less, because another asset takes over when this one fails.</summary>
    Distribute,
}

/// <summary>One mode per property.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct InheritanceModes(InheritanceMode Confidentiality, InheritanceMode Integrity, InheritanceMode Availability)
{
    public static InheritanceModes AllMax => default;

    public InheritanceMode this[SecurityProperty property] => property switch
    {
        SecurityProperty.Confidentiality => Confidentiality,
        SecurityProperty.Integrity => Integrity,
        SecurityProperty.Availability => Availability,
        _ => throw new ArgumentOutOfRangeException(nameof(property), property, "There are three properties."),
    };
}

/// <summary>The rule of inheritance, in one place.</summary>
public static class Inheritance
{
    /// <summary>What a lower asset receives of an upper one's effective value; null is nothing.</summary>
    public static int? PassOn(this InheritanceMode mode, int? value) => (mode, value) switch
    {
        (InheritanceMode.None, _) or (_, null) => null,
        (InheritanceMode.Max, { } v) => v,
        (InheritanceMode.Distribute, { } v) => Math.Max(v - 1, ProtectionNeed.MinValue),
        (InheritanceMode.Cumulate, ProtectionNeed.MinValue) => ProtectionNeed.MinValue,
        (InheritanceMode.Cumulate, { } v) => Math.Min(v + 1, ProtectionNeed.MaxValue),
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "There are four modes."),
    };
}
