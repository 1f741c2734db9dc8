using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;

namespace IsmsPlatform.Application.Controls;

/// <summary>A control of ISO/IEC 27001:2022, Annex A, with its attributes (ISO/IEC 27002:2022, Table A.1); the same for every organisation.</summary>
public sealed class AnnexAControl
{
    private AnnexAControl() { }

    /// <summary><c>A.8.13</c></summary>
    public string Id { get; private init; } = "";

    /// <summary>Its place in Annex A, 1 to 93.</summary>
    public int Ordinal { get; private init; }

    public string Title { get; private init; } = "";

    public ControlTheme Theme { get; private init; }

    public ControlNature Nature { get; private init; }

    /// <summary>Not in the edition of 2013.</summary>
    public bool IsNew { get; private init; }

    /// <summary>Preventive, detective, corrective.</summary>
    public string[] Types { get; private init; } = [];

    /// <summary>Confidentiality, integrity, availability.</summary>
    public string[] Properties { get; private init; } = [];

    /// <summary>Identify, protect, detect, respond, recover.</summary>
    public string[] Concepts { get; private init; } = [];

    public string[] Capabilities { get; private init; } = [];

    public string[] Domains { get; private init; } = [];

    /// <summary>What it is for, in our own words.</summary>
    public string Purpose { get; private init; } = "";

    internal ControlDetails Details() => new(Title, Purpose, Theme, Nature, new ControlAttributes(Of<ControlType>(Types), Of<SecurityProperty>(Properties), Of<CybersecurityConcept>(Concepts), Of<OperationalCapability>(Capabilities), Of<SecurityDomain>(Domains)));

    internal static IReadOnlyList<TEnum> Of<TEnum>(IEnumerable<string> names)
        where TEnum : struct, Enum
        => [.. names.Select(Enum.Parse<TEnum>)];
}
