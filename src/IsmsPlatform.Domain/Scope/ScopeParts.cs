using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Scope;

public enum ScopeItemKind
{
    Unit,
    Location,
    Process,
    System,
    Service,
    /// <summary>Information and everything else of value.</summary>
    Asset,
}

/// <summary>The record that an item is about.</summary>
public sealed record ScopeTarget(ScopeItemKind Kind, Guid Id)
{
    /// <summary>Systems, services and other assets stand in one register.</summary>
    public bool IsAsset => Kind is ScopeItemKind.System or ScopeItemKind.Service or ScopeItemKind.Asset;

    public static ScopeTarget OfAsset(Guid id, AssetType type) => new(type switch
    {
        AssetType.Application or AssetType.DataStore or AssetType.Server or AssetType.Endpoint or AssetType.Network or AssetType.CloudService => ScopeItemKind.System,
        AssetType.Service or AssetType.SupplierService => ScopeItemKind.Service,
        _ => ScopeItemKind.Asset,
    }, id);
}

/// <summary>Something that a version of the scope draws in or leaves out.</summary>
public sealed class ScopeItem : Entity
{
    /// <summary>A name and a code behind it.</summary>
    public const int NameMaxLength = 250;
    public const int JustificationMaxLength = 500;

    private ScopeItem() { }

    public Guid ScopeId { get; private init; }

    public ScopeItemKind Kind { get; private init; }

    public Guid? UnitId { get; private init; }

    public Guid? LocationId { get; private init; }

    public Guid? ProcessId { get; private init; }

    public Guid? AssetId { get; private init; }

    /// <summary>As it was called when the draft was saved last.</summary>
    public string Name { get; private set; } = "";

    public bool Included { get; private set; }

    /// <summary>Why it is left out.</summary>
    public string? Justification { get; private set; }

    /// <summary>A critical information asset.</summary>
    public bool Critical { get; private set; }

    public ScopeTarget Target => new(Kind, (UnitId ?? LocationId ?? ProcessId ?? AssetId)!.Value);

    public static ScopeItem State(Guid id, Guid scopeId, ScopeTarget target, string name, bool included, string? justification = null, bool critical = false)
    {
        var item = new ScopeItem
        {
            Id = id,
            ScopeId = scopeId,
            Kind = target.Kind,
            UnitId = target.Kind == ScopeItemKind.Unit ? target.Id : null,
            LocationId = target.Kind == ScopeItemKind.Location ? target.Id : null,
            ProcessId = target.Kind == ScopeItemKind.Process ? target.Id : null,
            AssetId = target.IsAsset ? target.Id : null,
        };
        item.Change(name, included, justification, critical);
        return item;
    }

    /// <summary>What is drawn in needs no reason, and only what is drawn in is critical for it.</summary>
    public void Change(string name, bool included, string? justification, bool critical)
        => (Name, Included, Justification, Critical) = (Text.Cut(name, NameMaxLength), included, included ? null : Text.OrNull(justification), included && critical && Target.IsAsset);
}

public enum InterfaceDirection
{
    In,
    Out,
    Both,
}

/// <summary>What crosses the boundary, with whom (4.3 c).</summary>
public sealed class ScopeInterface : Entity
{
    public const int CounterpartMaxLength = 200;
    public const int ExchangedMaxLength = 500;
    public const int AgreementMaxLength = 300;

    private ScopeInterface() { }

    public Guid ScopeId { get; private init; }

    public string Counterpart { get; private init; } = "";

    public string Exchanged { get; private init; } = "";

    /// <summary>Seen from the ISMS.</summary>
    public InterfaceDirection Direction { get; private init; }

    /// <summary>The contract or rule that governs it.</summary>
    public string? Agreement { get; private init; }

    /// <summary>Where it stands in the list.</summary>
    public int Position { get; private init; }

    public static ScopeInterface Between(Guid id, Guid scopeId, int position, string counterpart, string exchanged, InterfaceDirection direction, string? agreement)
        => new() { Id = id, ScopeId = scopeId, Position = position, Counterpart = Text.Clean(counterpart), Exchanged = Text.Clean(exchanged), Direction = direction, Agreement = Text.OrNull(agreement) };
}

/// <summary>What a version of the scope may rest on.</summary>
public enum ScopeBasis
{
    /// <summary>A business objective that it serves.</summary>
    Objective,
    /// <summary>Law or a contract that was considered.</summary>
    LegalRequirement,
    /// <summary>An issue that was considered (4.3 a).</summary>
    Issue,
    /// <summary>A requirement of an interested party that was considered (4.3 b).</summary>
    Requirement,
}

/// <summary>A record on which a version of the scope rests.</summary>
public sealed class ScopeCitation : Entity
{
    public const int NameMaxLength = 2000;

    private ScopeCitation() { }

    public Guid ScopeId { get; private init; }

    public Guid? ObjectiveId { get; private init; }

    public Guid? LegalRequirementId { get; private init; }

    public Guid? IssueId { get; private init; }

    public Guid? RequirementId { get; private init; }

    /// <summary>As it was called when the draft was saved last.</summary>
    public string Name { get; private set; } = "";

    public (ScopeBasis Basis, Guid Id) Cited
        => ObjectiveId is { } objective ? (ScopeBasis.Objective, objective) : LegalRequirementId is { } legal ? (ScopeBasis.LegalRequirement, legal)
            : IssueId is { } issue ? (ScopeBasis.Issue, issue) : (ScopeBasis.Requirement, RequirementId!.Value);

    public static ScopeCitation Of(Guid id, Guid scopeId, ScopeBasis basis, Guid cited, string name)
    {
        var citation = new ScopeCitation
        {
            Id = id,
            ScopeId = scopeId,
            ObjectiveId = basis == ScopeBasis.Objective ? cited : null,
            LegalRequirementId = basis == ScopeBasis.LegalRequirement ? cited : null,
            IssueId = basis == ScopeBasis.Issue ? cited : null,
            RequirementId = basis == ScopeBasis.Requirement ? cited : null,
        };
        citation.Rename(name);
        return citation;
    }

    public void Rename(string name) => Name = Text.Cut(name, NameMaxLength);
}
