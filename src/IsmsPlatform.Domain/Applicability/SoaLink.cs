using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Applicability;

/// <summary>What an entry can name as its reason.</summary>
public enum SoaLinkKind
{
    Risk,
    /// <summary>Of the legal register; contracts stand there, too.</summary>
    LegalRequirement,
    /// <summary>What an interested party requires.</summary>
    Requirement,
}

/// <summary>A record that an entry can name.</summary>
/// <param name="IsContract">A contract, or something that an interested party requires.</param>
/// <param name="IsOver">It is closed, repealed or gone: no reason any more.</param>
public sealed record SoaRecord(SoaLinkKind Kind, Guid Id, string Name, bool IsContract = false, bool IsOver = false);

/// <summary>A record that an entry of the Statement of Applicability names.</summary>
public sealed class SoaLink : Entity
{
    public const int NameMaxLength = 2000;

    private SoaLink() { }

    public Guid EntryId { get; private init; }

    public Guid? RiskId { get; private init; }

    public Guid? LegalRequirementId { get; private init; }

    public Guid? RequirementId { get; private init; }

    /// <summary>As it was called when somebody decided.</summary>
    public string Name { get; private init; } = "";

    public SoaLinkKind Kind => RiskId is not null ? SoaLinkKind.Risk : LegalRequirementId is not null ? SoaLinkKind.LegalRequirement : SoaLinkKind.Requirement;

    public Guid RecordId => (RiskId ?? LegalRequirementId ?? RequirementId)!.Value;

    public static SoaLink Of(Guid entryId, SoaRecord record) => new()
    {
        Id = Guid.CreateVersion7(),
        EntryId = entryId,
        RiskId = record.Kind == SoaLinkKind.Risk ? record.Id : null,
        LegalRequirementId = record.Kind == SoaLinkKind.LegalRequirement ? record.Id : null,
        RequirementId = record.Kind == SoaLinkKind.Requirement ? record.Id : null,
        Name = Text.Cut(record.Name, NameMaxLength),
    };
}
