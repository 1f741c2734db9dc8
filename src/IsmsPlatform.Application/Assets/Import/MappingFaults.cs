using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>What can be wrong with a choice of columns.</summary>
internal static class MappingFaults
{
    internal static Error Missing { get; } = new("required", "Choose the column that says this: every asset needs it.");

    internal static Error NoSuchColumn { get; } = new("unknown-value", "Choose one of the listed values.");

    internal static Error Twice { get; } = new("column-twice", "This column is chosen for another field already.");
}
