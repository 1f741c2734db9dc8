namespace IsmsPlatform.Domain.Shared;

/// <summary>Addresses that become links.</summary>
public static class WebAddress
{
    /// <summary>True for <c>https://name:password@host</c>: a secret that everybody would read, or a host that is none.</summary>
    public static bool NamesSomebody(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.UserInfo.Length > 0;
}
