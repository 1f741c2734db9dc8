using System.Buffers;
using System.Text;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.WebUtilities;

namespace IsmsPlatform.Web.Http;

/// <summary>
/// Writes pages in large pieces. The framework hands 16,000 letters at a time to the socket and waits for each, which for a list is eight ways
/// through the thread pool.
/// </summary>
internal sealed class PageWriters : IHttpResponseStreamWriterFactory
{
    private const int Letters = 64 * 1024;

    public TextWriter CreateWriter(Stream stream, Encoding encoding) => new HttpResponseStreamWriter(stream, encoding, Letters, ArrayPool<byte>.Shared, ArrayPool<char>.Shared);
}
