namespace IsmsPlatform.Web.Http;

/// <summary>The page of ours that led here.</summary>
internal static class CameFrom
{
    /// <summary>Path and query; null where none of ours did, or this very page.</summary>
    internal static string? Of(HttpRequest request)
        => Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == request.Host.Value && from.AbsolutePath != request.Path ? from.PathAndQuery : null;
}
