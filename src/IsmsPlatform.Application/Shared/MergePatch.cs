using System.Runtime.CompilerServices;

namespace IsmsPlatform.Application.Shared;

/// <summary>
/// The members of a record that a patch may set (JSON merge patch, RFC 7396): a missing one stays as it is, null empties it. The reader
/// of JSON sets only what was sent, so a setter that ran says it.
/// </summary>
public abstract class MergePatch
{
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);

    protected T Sent<T>(T value, [CallerMemberName] string member = "")
    {
        _sent.Add(member);
        return value;
    }

    protected T Or<T>(T sent, T stored, string member) => _sent.Contains(member) ? sent : stored;
}
