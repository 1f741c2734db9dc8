using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Threats;

public enum ThreatCategory
{
    CompromiseOfFunctions,
    HumanError,
    Infrastructure,
    LegalCompliance,
    MaliciousExternal,
    MaliciousInternal,
    Natural,
    Physical,
    SupplyChain,
    TechnicalFailure,
}

/// <summary>Whether somebody means it, somebody errs, or nobody is to blame (ISO/IEC 27005).</summary>
public enum ThreatOrigin
{
    Deliberate,
    Accidental,
    Environmental,
}

/// <summary>Something that can cause an unwanted incident (ISO/IEC 27000).</summary>
public sealed class Threat : CatalogueRecord
{
    public const string CodePrefix = "THR";

    private Threat() { }

    public ThreatCategory Category { get; private set; }

    public bool Deliberate { get; private set; }

    public bool Accidental { get; private set; }

    public bool Environmental { get; private set; }

    /// <param name="code">Of a copy, the entry's own id.</param>
    /// <param name="starterId">The entry of the starter catalogue that is adopted.</param>
    public static Result<Threat> Add(Guid id, string code, CatalogueDetails details, ThreatCategory category, IReadOnlyList<ThreatOrigin> origins, string? starterId = null)
    {
        var threat = new Threat { Id = id, Code = code, StarterId = starterId };
        return threat.Change(details, category, origins).Error is { } error ? error : threat;
    }

    public Result Change(CatalogueDetails details, ThreatCategory category, IReadOnlyList<ThreatOrigin> origins)
    {
        if (origins.Count == 0) { return ThreatErrors.NoOrigin; }
        var taken = Take(details);
        if (!taken.IsSuccess) { return taken; }
        Category = category;
        (Deliberate, Accidental, Environmental) = (origins.Contains(ThreatOrigin.Deliberate), origins.Contains(ThreatOrigin.Accidental), origins.Contains(ThreatOrigin.Environmental));
        return Result.Success;
    }

    public IReadOnlyList<ThreatOrigin> Origins() => OriginsOf(Deliberate, Accidental, Environmental);

    public static IReadOnlyList<ThreatOrigin> OriginsOf(bool deliberate, bool accidental, bool environmental)
    {
        List<ThreatOrigin> origins = [];
        if (deliberate) { origins.Add(ThreatOrigin.Deliberate); }
        if (accidental) { origins.Add(ThreatOrigin.Accidental); }
        if (environmental) { origins.Add(ThreatOrigin.Environmental); }
        return origins;
    }
}
