namespace IsmsPlatform.Application.Shared.Files;

/// <summary>
/// Where the content of files lies: a folder, or an object store. A file is written whole or not at all, and never again. What is
/// known of it (name, type, digest) stands in the record that names its id.
/// </summary>
public interface IFileStore
{
    /// <summary>Takes the content in as it comes. When this returns, it survives a power cut; when it throws, nothing is left.</summary>
    /// <exception cref="FileStoreFullException">There is no room.</exception>
    Task WriteAsync(Guid tenant, Guid file, Stream content, CancellationToken cancellationToken);

    /// <summary>The content from its beginning; null when there is no such file.</summary>
    Task<Stream?> OpenAsync(Guid tenant, Guid file, CancellationToken cancellationToken);

    /// <summary>No error when it is gone already.</summary>
    Task DeleteAsync(Guid tenant, Guid file, CancellationToken cancellationToken);

    /// <summary>Files that were complete before the instant, to find those that no record names; drops what was never completed.</summary>
    IAsyncEnumerable<Guid> ListOlderThanAsync(Guid tenant, DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>No room for another file: the user is told, nothing is half written.</summary>
public sealed class FileStoreFullException(Exception cause) : IOException("The file store has no room.", cause);

/// <summary>What uploads may weigh.</summary>
/// <param name="Bytes">Of one file.</param>
public sealed record FileLimits(long Bytes)
{
    public const int DefaultMegabytes = 250;

    public long Megabytes => Bytes / 1024 / 1024;
}
