using IsmsPlatform.Application.Shared.Spreadsheets;

namespace IsmsPlatform.Web.Http;

/// <summary>Tables that are uploaded to be imported.</summary>
internal static class Uploaded
{
    /// <summary>More than is read, so that a file that is too large gets a sentence at its field and not a closed connection.</summary>
    internal const int MostBytes = 4 * SheetLimits.Bytes;

    internal static async Task<byte[]?> ReadAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null) { return null; }
        var content = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(content, cancellationToken);
        return content;
    }
}
