namespace IsmsPlatform.Domain.People;

/// <summary>E-mail addresses: compared without regard to case, proved by a mail that arrives and not by a pattern.</summary>
public static class Email
{
    public const int MaxLength = 254;

    private const int LocalPartMaxLength = 64;
    private const string Refused = "<>\"(),;:\\";

    /// <summary>Trimmed and in lower case, as stored and compared.</summary>
    public static string Normalise(string? address) => (address ?? "").Trim().ToLowerInvariant();

    /// <summary>Catches typing errors only: one @ between two parts, no blanks, a dot in the domain.</summary>
    public static bool IsValid(string? address)
    {
        var text = Normalise(address);
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (text.Length > MaxLength || at is < 1 or > LocalPartMaxLength || at != text.LastIndexOf('@')) { return false; }
        var domain = text.AsSpan(at + 1);
        return !text.Any(c => Refused.Contains(c) || char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c))
            && domain.Contains('.') && domain[0] != '.' && domain[^1] != '.' && !domain.Contains("..", StringComparison.Ordinal);
    }
}
