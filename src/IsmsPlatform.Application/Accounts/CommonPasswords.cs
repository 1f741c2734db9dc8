using System.Collections.Frozen;

namespace IsmsPlatform.Application.Accounts;

/// <summary>
/// Passwords that lists of leaked ones begin with, as far as they reach our minimum length, and what people make of them.
/// Compared without case, digits at the end and separators, so that <c>Password-12345</c> is still "password".
/// </summary>
public static class CommonPasswords
{
    private static readonly FrozenSet<string> Stems = FrozenSet.ToFrozenSet(
    [
        "password", "passwort", "motdepasse", "wachtwoord", "contrasena", "passw0rd", "p@ssword", "p@ssw0rd", "qwerty", "qwertyuiop", "qwertz", "qwertzuiop", "azerty", "azertyuiop",
        "asdfghjkl", "zxcvbnm", "letmein", "welcome", "willkommen", "bienvenue", "welkom", "iloveyou", "sunshine", "princess", "football", "baseball", "superman", "batman", "dragon",
        "monkey", "master", "shadow", "michael", "jennifer", "jordan", "trustno", "admin", "administrator", "root", "changeme", "changeit", "secret", "geheim", "default", "guest",
        "starwars", "whatever", "freedom", "pokemon", "summer", "sommer", "winter", "spring", "herbst", "autumn", "hello", "hallo", "abc", "abcdef", "abcdefgh", "abcdefghijkl", "test", "testtest",
        "company", "firma", "login", "access", "internet", "computer", "samsung", "google", "facebook", "linkedin", "isms", "ismsplatform", "security", "sicherheit", "informationsecurity",
        "passwordpassword", "passwortpasswort", "qwertyqwerty", "adminadmin", "aaaaaaaaaaaa", "qazwsxedcrfv", "qweasdzxc", "asdfasdfasdf", "letmeinletmein", "welcomewelcome", "iloveyouiloveyou",
    ], StringComparer.Ordinal);

    public static bool Contains(string password)
    {
        var stem = new string([.. password.ToLowerInvariant().Where(c => !char.IsPunctuation(c) && !char.IsWhiteSpace(c) && !char.IsSymbol(c))]).TrimEnd("0123456789".ToCharArray()).TrimStart("0123456789".ToCharArray());
        return stem.Length == 0 || stem.Distinct().Count() < 3 || Stems.Contains(stem);
    }
}
