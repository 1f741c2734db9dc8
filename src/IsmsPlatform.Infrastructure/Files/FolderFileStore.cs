using System.Runtime.CompilerServices;
using IsmsPlatform.Application.Shared.Files;

namespace IsmsPlatform.Infrastructure.Files;

/// <summary>
/// Files in a folder: <c>files/t/{tenant}/{id}</c>. Content goes into a part file first, is forced to the disk and then renamed, so
/// that a file with its own name is always whole.
/// </summary>
/// <param name="dataFolder">Where they lie.</param>
/// <param name="create">How a part file is begun; another way only where a device stands for a disk.</param>
public sealed class FolderFileStore(string dataFolder, Func<string, FileStream>? create = null) : IFileStore
{
    private const string PartEnding = ".part";
    private const int BufferBytes = 128 * 1024;
    private readonly string _root = Path.Combine(dataFolder, "files", "t");
    private readonly Func<string, FileStream> _create = create ?? (part => new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, FileOptions.Asynchronous));

    public async Task WriteAsync(Guid tenant, Guid file, Stream content, CancellationToken cancellationToken)
    {
        var target = PathOf(tenant, file);
        var part = target + PartEnding;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await using (var stream = _create(part))
            {
                await content.CopyToAsync(stream, BufferBytes, cancellationToken);
                await stream.FlushAsync(cancellationToken);
                stream.Flush(flushToDisk: true);
            }
            File.Move(part, target, overwrite: false);
        }
        catch (Exception e)
        {
            if (File.Exists(part)) { File.Delete(part); } // a full disk may not even have taken the folder
            if (e is IOException && IsFull(e)) { throw new FileStoreFullException(e); }
            throw;
        }
    }

    public Task<Stream?> OpenAsync(Guid tenant, Guid file, CancellationToken cancellationToken)
    {
        var path = PathOf(tenant, file);
        return Task.FromResult<Stream?>(File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes, FileOptions.Asynchronous | FileOptions.SequentialScan) : null);
    }

    public Task DeleteAsync(Guid tenant, Guid file, CancellationToken cancellationToken)
    {
        if (Directory.Exists(FolderOf(tenant))) { File.Delete(PathOf(tenant, file)); }
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<Guid> ListOlderThanAsync(Guid tenant, DateTimeOffset before, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask; // a folder answers at once; an object store will not
        if (!Directory.Exists(FolderOf(tenant))) { yield break; }
        foreach (var file in new DirectoryInfo(FolderOf(tenant)).EnumerateFiles().Where(f => f.LastWriteTimeUtc < before.UtcDateTime))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.Name.EndsWith(PartEnding, StringComparison.Ordinal)) { file.Delete(); }
            else if (Guid.TryParse(file.Name, out var id)) { yield return id; }
        }
    }

    private string FolderOf(Guid tenant) => Path.Combine(_root, tenant.ToString());

    private string PathOf(Guid tenant, Guid file) => Path.Combine(FolderOf(tenant), file.ToString());

    // The error number of the operating system: no space, no quota; Windows' two words for a full disk.
    private static bool IsFull(Exception e) => OperatingSystem.IsWindows()
        ? e.HResult is unchecked((int)0x80070070) or unchecked((int)0x80070027)
        : e.HResult is 28 or 122 or 69;
}
