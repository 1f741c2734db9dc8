using IsmsPlatform.Application.Shared.Imports;

namespace IsmsPlatform.IntegrationTests.Host;

internal static class FaultLines
{
    /// <summary>Grouped faults, line by line again.</summary>
    internal static IReadOnlyList<RowFault> EachLine(this FaultGroups groups) => [.. groups.Shown.SelectMany(g => g.FirstLines.Select(line => new RowFault(line, g.Column, g.Value, g.Problem, g.Allowed)))];
}
