using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>A file between its upload and the confirmation of its import: any node can go on with it.</summary>
[NotInEvents]
public sealed class AssetImport : Entity
{
    public const int FileNameMaxLength = 200;
    public const int SourceMaxLength = 100;
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private AssetImport() { }

    public string FileName { get; private init; } = "";

    public string Source { get; private init; } = "";

    public byte[] Content { get; private init; } = [];

    /// <summary>JSON: field of the asset → column of the file.</summary>
    public string Mapping { get; private set; } = "{}";

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>The account that uploaded it; others do not see it.</summary>
    public Guid CreatedBy { get; private init; }

    public static AssetImport Upload(Guid id, string fileName, string source, byte[] content, string mapping, Guid by, DateTimeOffset now)
        => new() { Id = id, FileName = fileName, Source = source, Content = content, Mapping = mapping, CreatedBy = by, CreatedAt = now };

    public void MapBy(string mapping) => Mapping = mapping;
}

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
