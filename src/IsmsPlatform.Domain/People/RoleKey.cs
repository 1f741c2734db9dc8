using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace IsmsPlatform.Domain.People;

/// <summary>A role as it is chosen from a list: one that every organisation has, or one of its own. Written as its name, or as the id of the own one.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct RoleKey(Role Role, Guid? CustomRoleId = null) : IParsable<RoleKey>
{
    /// <summary>The roles that every organisation has.</summary>
    public static IReadOnlyList<Role> BuiltIn { get; } = [.. Enum.GetValues<Role>().Where(r => r != Role.Custom)];

    public static RoleKey Own(Guid id) => new(Role.Custom, id);

    /// <summary>False for an own role that names none.</summary>
    public bool NamesOne => (Role == Role.Custom) == (CustomRoleId is not null) && Enum.IsDefined(Role);

    public static implicit operator RoleKey(Role role) => new(role);

    public override string ToString() => CustomRoleId?.ToString() ?? Role.ToString();

    public static RoleKey Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var key) ? key : throw new FormatException($"No role: {s}");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RoleKey result)
    {
        result = Guid.TryParse(s, out var id) ? Own(id) : BuiltIn.FirstOrDefault(r => r.ToString() == s, Role.Custom);
        return result.NamesOne;
    }
}
