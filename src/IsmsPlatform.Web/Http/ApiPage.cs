namespace IsmsPlatform.Web.Http;

/// <summary>A page of a list.</summary>
/// <param name="Items">At most as many as asked for.</param>
/// <param name="Next">Send it as <c>after</c> for the following page; null on the last.</param>
public sealed record ApiPage<T>(IReadOnlyList<T> Items, string? Next);
