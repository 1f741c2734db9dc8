using System.Globalization;
using System.Text.RegularExpressions;

namespace IsmsPlatform.Web.Ui;

/// <summary>
/// Numbers with decimals as people write them, whatever their language: one comma or dot before the decimals. What could also
/// group thousands ("1.000", "1,000") is not guessed: a thousand times too little or too much would be stored in silence.
/// </summary>
public static partial class DecimalSign
{
    private const int Group = 3;

    /// <summary>How an entry was understood.</summary>
    public enum Reading
    {
        Number,
        /// <summary>Its signs group thousands.</summary>
        Grouped,
        /// <summary>Its sign may group thousands or stand before decimals.</summary>
        Ambiguous,
        TooLarge,
        NoNumber,
    }

    public static Reading Read(string entered, out decimal number)
    {
        number = 0;
        var text = entered.Trim();
        var digits = text.StartsWith('-') ? text[1..] : text;
        if (Grouping().IsMatch(digits)) { return MayGroup(digits) && digits.Count(char.IsAsciiDigit) == digits.Length - 1 ? Reading.Ambiguous : Reading.Grouped; }
        if (!Plainly().IsMatch(digits)) { return Reading.NoNumber; }
        return decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) ? Reading.Number : Reading.TooLarge;
    }

    /// <summary>How an entry that groups thousands is written so that it is understood; where it may have meant decimals, that, too.</summary>
    public static IReadOnlyList<string> Plain(string entered)
    {
        var text = entered.Trim();
        var whole = text.Replace(Grouping().Match(text.TrimStart('-')).Groups["group"].Value, "", StringComparison.Ordinal);
        if (Read(text, out _) == Reading.Grouped) { return [whole]; }
        var broken = text.TrimEnd('0').TrimEnd('.', ',');
        return [whole, MayGroup(broken.TrimStart('-')) ? broken + "0" : broken];
    }

    /// <summary>As fields show it; read again it is the same number: 1.234 becomes 1.2340, which groups nothing.</summary>
    public static string Write(IFormattable number)
    {
        var text = number.ToString(null, CultureInfo.InvariantCulture);
        return MayGroup(text.TrimStart('-')) ? text + "0" : text;
    }

    // 1.234 but not 0.125 or 1234.567: a group of thousands follows one to three digits, of which the first is no nought.
    private static bool MayGroup(string digits)
    {
        var sign = digits.IndexOfAny(['.', ',']);
        return sign is > 0 and <= Group && digits.Length - sign - 1 == Group && digits[0] != '0';
    }

    [GeneratedRegex(@"^[1-9][0-9]{0,2}(?<group>[., '’\u00A0\u202F])[0-9]{3}(\k<group>[0-9]{3})*((?!\k<group>)[.,][0-9]+)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Grouping();

    [GeneratedRegex("^[0-9]+([.,][0-9]+)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plainly();
}
