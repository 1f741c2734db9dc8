using System.Globalization;

namespace IsmsPlatform.Web.Ui;

/// <summary>
/// Numbers with decimals as people write them, whatever their language: one comma or dot before the decimals. What could also
/// group thousands ("1.000", "1,000", "1 000") is not guessed: a thousand times too little or too much would be stored in silence.
/// </summary>
public static class DecimalSign
{
    private const int Group = 3;
    private const int MostDigits = 28;

    /// <summary>How an entry was understood.</summary>
    public enum Reading
    {
        Number,
        Ambiguous,
        NoNumber,
    }

    public static Reading Read(string entered, out decimal number)
    {
        number = 0;
        var text = entered.Trim();
        var digits = text.StartsWith('-') ? text[1..] : text;
        if (digits.Length == 0 || digits.Count(char.IsAsciiDigit) is 0 or > MostDigits || !digits.All(c => char.IsAsciiDigit(c) || IsSign(c) || IsSpace(c))) { return Reading.NoNumber; }
        var signs = digits.Count(c => !char.IsAsciiDigit(c));
        if (signs > 1 || digits.Any(IsSpace)) { return Reading.Ambiguous; }
        if (signs == 1 && (IsSign(digits[0]) || IsSign(digits[^1]))) { return Reading.NoNumber; }
        if (signs == 1 && MayGroup(digits)) { return Reading.Ambiguous; }
        return decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number) ? Reading.Number : Reading.NoNumber;
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

    private static bool IsSign(char c) => c is '.' or ',';

    private static bool IsSpace(char c) => c is ' ' or '\'' or '’' or '\u00A0' or '\u202F';
}
