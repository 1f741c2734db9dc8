using System.Security.Cryptography;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Evidence;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Shared.Files;

/// <summary>
/// Takes an upload into the store before the command that names it: a transaction must not wait for somebody's network. Whoever
/// calls it checks the permission first and, when the command is refused, drops the file; what a crash leaves, a job sweeps up.
/// </summary>
public sealed class FileIntake(IFileStore store, FileLimits limits, RequestScope scope)
{
    public async Task<Result<StoredFile>> TakeAsync(string? name, Stream content, CancellationToken cancellationToken)
    {
        var display = FileNames.Clean(name);
        var extension = FileNames.ExtensionOf(display);
        if (!FileTypes.IsTaken(extension)) { return FileErrors.NotTaken(string.Join(", ", FileTypes.Extensions)); }
        await using var arriving = new ArrivingStream(content);
        var head = new byte[FileTypes.HeadBytes];
        int length;
        try { length = await arriving.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken); }
        catch (BrokenOffException) { return FileErrors.BrokenOff; }
        if (length == 0) { return FileErrors.Empty; }
        if (FileTypes.MediaTypeOf(extension, head.AsSpan(0, length)) is not { } mediaType) { return FileErrors.NotWhatItsNameSays(extension); }
        var id = Guid.CreateVersion7();
        await using var measured = new MeasuredStream(head.AsMemory(0, length), arriving, limits.Bytes);
        try
        {
            await store.WriteAsync(scope.TenantId, id, measured, cancellationToken);
        }
        catch (BrokenOffException) { return FileErrors.BrokenOff; }
        catch (TooLongException) { return FileErrors.TooLarge(limits); }
        catch (FileStoreFullException) { return FileErrors.NoRoom; }
        return new StoredFile(id, display, measured.BytesRead, mediaType, measured.Digest());
    }

    /// <summary>The command was refused: nothing names the file.</summary>
    public Task DropAsync(StoredFile? file) => file is null ? Task.CompletedTask : store.DeleteAsync(scope.TenantId, file.Id, CancellationToken.None);

    private sealed class TooLongException : IOException;

    private sealed class BrokenOffException(IOException cause) : IOException("The upload ended too early.", cause);

    /// <summary>Tells a sender who went away, or whose form has no end, from a disk that fails: both are an IOException.</summary>
    private sealed class ArrivingStream(Stream content) : ForwardStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try { return await content.ReadAsync(buffer, cancellationToken); }
            catch (IOException e) { throw new BrokenOffException(e); }
        }
    }

    /// <summary>The head that was looked at, then the rest; counted and hashed on the way, never kept.</summary>
    private sealed class MeasuredStream(ReadOnlyMemory<byte> head, Stream rest, long most) : ForwardStream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private ReadOnlyMemory<byte> _head = head;

        public long BytesRead { get; private set; }

        public string Digest() => Convert.ToHexStringLower(_hash.GetHashAndReset());

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = _head.Length == 0 ? await rest.ReadAsync(buffer, cancellationToken) : FromHead(buffer);
            BytesRead += read;
            if (BytesRead > most) { throw new TooLongException(); }
            _hash.AppendData(buffer.Span[..read]);
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) { _hash.Dispose(); }
            base.Dispose(disposing);
        }

        private int FromHead(Memory<byte> buffer)
        {
            var count = Math.Min(buffer.Length, _head.Length);
            _head[..count].CopyTo(buffer);
            _head = _head[count..];
            return count;
        }
    }

    /// <summary>Read once, from its beginning to its end, asynchronously.</summary>
    private abstract class ForwardStream : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Uploads are read asynchronously.");

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
