namespace IsmsPlatform.Web.Http;

/// <summary>
/// A form with a NUL in one field cannot be read at all: every field would be lost. Passed on as another control character, the
/// field alone is refused, with its sentence, and the others keep what was entered.
/// </summary>
internal sealed class NulInForms(Stream body) : Stream
{
    private static readonly byte[] Encoded = "%00"u8.ToArray();
    private int _matched;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    internal static Task TranslateAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true) { context.Request.Body = new NulInForms(context.Request.Body); }
        return next(context);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await body.ReadAsync(buffer, cancellationToken);
        Translate(buffer.Span[..read]);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    // The sequence may lie across two reads; what changes is its last byte only.
    private void Translate(Span<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            _matched = bytes[i] == Encoded[_matched] ? _matched + 1 : bytes[i] == Encoded[0] ? 1 : 0;
            if (_matched < Encoded.Length) { continue; }
            (bytes[i], _matched) = ((byte)'1', 0);
        }
    }
}
