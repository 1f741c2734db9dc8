namespace IsmsPlatform.Web.Commands;

/// <summary><c>--name value</c> and <c>--flag</c>; anything else is refused with the list of what is known.</summary>
internal sealed class Options
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    internal Options(IReadOnlyList<string> args, IReadOnlyList<string> valued, IReadOnlyList<string> flags)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var (name, inline) = args[i].Split('=', 2) is [var n, var v] ? (n, v) : (args[i], null);
            if (flags.Contains(name, StringComparer.Ordinal) && inline is null) { _values[name] = "true"; }
            else if (!valued.Contains(name, StringComparer.Ordinal)) { throw new UsageException($"“{args[i]}” is not known here. Known: {string.Join(", ", valued.Concat(flags))}."); }
            else if (inline is not null) { _values[name] = inline; }
            else if (i + 1 < args.Count) { _values[name] = args[++i]; }
            else { throw new UsageException($"{name} needs a value."); }
        }
    }

    internal string? this[string name] => _values.GetValueOrDefault(name);

    internal bool Has(string name) => _values.ContainsKey(name);

    internal string Required(string name) => this[name] ?? throw new UsageException($"{name} is missing.");

    internal int? Number(string name, int from, int to)
    {
        if (this[name] is not { } text) { return null; }
        return int.TryParse(text, out var n) && n >= from && n <= to ? n : throw new UsageException($"{name} takes a number from {from} to {to}.");
    }
}
