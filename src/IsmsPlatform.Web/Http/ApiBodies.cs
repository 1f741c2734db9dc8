namespace IsmsPlatform.Web.Http;

/// <summary>Why a record is closed.</summary>
/// <param name="Reason">It stays with the record.</param>
public sealed record ReasonBody(string? Reason);
