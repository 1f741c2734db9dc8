using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Controls;

/// <summary>The five attributes of ISO/IEC 27002:2022, by the names of their values.</summary>
public sealed record ControlAttributes(
    IReadOnlyList<ControlType> Types,
    IReadOnlyList<SecurityProperty> Properties,
    IReadOnlyList<CybersecurityConcept> Concepts,
    IReadOnlyList<OperationalCapability> Capabilities,
    IReadOnlyList<SecurityDomain> Domains);

/// <summary>What people enter about a control of their own, as one value.</summary>
public sealed record ControlDetails(string Title, string? Purpose, ControlTheme Theme, ControlNature Nature, ControlAttributes Attributes);

/// <summary>A measure that modifies risk (ISO/IEC 27000): one of Annex A, which stays as it is, or one that the organisation defined.</summary>
public sealed class Control : Entity
{
    public const string CodePrefix = "CTL";
    public const int TitleMaxLength = 200;
    public const int PurposeMaxLength = 2000;

    /// <summary>Where the organisation's own controls stand: behind those of Annex A.</summary>
    public const int OwnOrdinal = 1000;

    private Control() { }

    /// <summary><c>A.8.13</c>, or the organisation's own.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Of Annex A; null for the organisation's own ones.</summary>
    public string? AnnexId { get; private init; }

    /// <summary>In the order of Annex A.</summary>
    public int Ordinal { get; private init; }

    public string Title { get; private set; } = "";

    public string? Purpose { get; private set; }

    public ControlTheme Theme { get; private set; }

    public ControlNature Nature { get; private set; }

    public string[] Types { get; private set; } = [];

    public string[] Properties { get; private set; } = [];

    public string[] Concepts { get; private set; } = [];

    public string[] Capabilities { get; private set; } = [];

    public string[] Domains { get; private set; } = [];

    /// <summary>Not used any more; only the organisation's own ones are retired.</summary>
    public DateOnly? RetiredOn { get; private set; }

    /// <param name="ordinal">Its place in Annex A, from 1.</param>
    public static Control OfAnnex(Guid id, string annexId, int ordinal, ControlDetails details)
    {
        var control = new Control { Id = id, Code = annexId, AnnexId = annexId, Ordinal = ordinal };
        control.Take(details);
        return control;
    }

    public static Control Define(Guid id, string code, ControlDetails details)
    {
        var control = new Control { Id = id, Code = code, Ordinal = OwnOrdinal };
        control.Take(details);
        return control;
    }

    public Result Change(ControlDetails details)
    {
        if (AnnexId is not null) { return ControlErrors.OfAnnex; }
        if (RetiredOn is not null) { return ControlErrors.Retired; }
        Take(details);
        return Result.Success;
    }

    /// <param name="isUsed">Something implements it still.</param>
    public Result Retire(bool isUsed, DateOnly today)
    {
        if (AnnexId is not null) { return ControlErrors.OfAnnex; }
        if (RetiredOn is not null) { return ControlErrors.Retired; }
        if (isUsed) { return ControlErrors.InUse; }
        RetiredOn = today;
        return Result.Success;
    }

    public Result Reinstate()
    {
        if (RetiredOn is null) { return ControlErrors.NotRetired; }
        RetiredOn = null;
        return Result.Success;
    }

    private void Take(ControlDetails details)
    {
        (Title, Purpose, Theme, Nature) = (Text.Clean(details.Title), Text.OrNull(details.Purpose), details.Theme, details.Nature);
        var a = details.Attributes;
        Types = Kept(Types, a.Types);
        Properties = Kept(Properties, a.Properties);
        Concepts = Kept(Concepts, a.Concepts);
        Capabilities = Kept(Capabilities, a.Capabilities);
        Domains = Kept(Domains, a.Domains);
    }

    // The same list again is no change, and history tells none.
    private static string[] Kept<TEnum>(string[] held, IEnumerable<TEnum> wanted)
        where TEnum : struct, Enum
    {
        string[] names = [.. wanted.Distinct().Order().Select(v => v.ToString())];
        return names.SequenceEqual(held, StringComparer.Ordinal) ? held : names;
    }
}
