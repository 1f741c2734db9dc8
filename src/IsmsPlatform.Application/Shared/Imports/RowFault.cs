using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Shared.Imports;

/// <summary>What is wrong with a cell of the file.</summary>
/// <param name="Line">In the file, from 1.</param>
/// <param name="Column">The heading in the file.</param>
/// <param name="Value">What the cell says, shortened; null when it is empty.</param>
/// <param name="Allowed">What it might say; empty where that is no short list.</param>
public sealed record RowFault(int Line, string Column, string? Value, FieldError Problem, IReadOnlyList<string> Allowed)
{
    /// <summary>Nothing is wrong with the line but that it names another that is faulty: mended there, it is mended here.</summary>
    public bool Follows { get; init; }
}
