using System.Globalization;

namespace IsmsPlatform.Web.Ui;

/// <summary>How large a file is, for people.</summary>
public static class FileSize
{
    private static readonly string[] Units = ["bytes", "kB", "MB", "GB"];

    public static string Text(long bytes)
    {
        var (size, unit) = ((double)bytes, 0);
        for (; size >= 1000 && unit < Units.Length - 1; unit++) { size /= 1000; }
        return string.Create(CultureInfo.CurrentCulture, $"{(unit == 0 || size >= 100 ? size.ToString("0", CultureInfo.CurrentCulture) : size.ToString("0.0", CultureInfo.CurrentCulture))} {Units[unit]}");
    }
}
