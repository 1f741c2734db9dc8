using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Context;

/// <summary>
/// Whether climate change is a relevant issue (ISO/IEC 27001:2022/Amd 1:2024, 4.1). There is one at a time; what was determined before
/// stands in its history.
/// </summary>
public sealed class ClimateDetermination : Entity
{
    public const int RationaleMaxLength = 4000;

    private ClimateDetermination() { }

    public bool IsRelevant { get; private set; }

    public string Rationale { get; private set; } = "";

    /// <summary>Null when another system wrote it down.</summary>
    public Guid? DeterminedById { get; private set; }

    public DateOnly DeterminedOn { get; private set; }

    public static ClimateDetermination Undetermined(Guid id) => new() { Id = id };

    public void Determine(bool isRelevant, string rationale, Guid? by, DateOnly today)
        => (IsRelevant, Rationale, DeterminedById, DeterminedOn) = (isRelevant, Text.Clean(rationale), by, today);
}
