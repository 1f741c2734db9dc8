using System.Security.Cryptography;
using System.Text;

namespace IsmsPlatform.Application.Accounts;

/// <summary><c>isms_PREFIX_SECRET</c>. The secret has 256 random bits, so its SHA-256 needs no slow hash.</summary>
public sealed record ApiKey(string Text, string Prefix, byte[] Hash)
{
    public static ApiKey New()
    {
        var prefix = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return new ApiKey($"isms_{prefix}_{secret}", prefix, HashOf(secret));
    }

    /// <summary>Prefix and hash of a key as a client sent it; null when it does not look like one.</summary>
    public static (string Prefix, byte[] Hash)? Parse(string text)
        => text.Split('_') is ["isms", { Length: 12 } prefix, { Length: 64 } secret] ? (prefix, HashOf(secret)) : null;

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.ASCII.GetBytes(secret));
}
