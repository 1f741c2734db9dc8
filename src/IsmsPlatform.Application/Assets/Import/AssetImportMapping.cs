using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>Which column of a source means what, as it was confirmed last: proposed the next time.</summary>
[NotInEvents]
public sealed class AssetImportMapping : Entity
{
    private AssetImportMapping() { }

    public string Source { get; private init; } = "";

    public string Mapping { get; private set; } = "{}";

    public static AssetImportMapping Remember(Guid id, string source, string mapping) => new() { Id = id, Source = source, Mapping = mapping };

    public void Replace(string mapping) => Mapping = mapping;
}
