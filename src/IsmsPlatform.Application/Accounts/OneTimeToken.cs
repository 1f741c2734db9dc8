using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace IsmsPlatform.Application.Accounts;

/// <summary>A link that works once: 256 random bits in the mail, their hash in the database.</summary>
public static class OneTimeToken
{
    public static (string Text, byte[] Hash) New()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (text, HashOf(text));
    }

    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
