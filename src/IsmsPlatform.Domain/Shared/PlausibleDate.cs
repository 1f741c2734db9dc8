namespace IsmsPlatform.Domain.Shared;

/// <summary>Years that calendars, history and people agree on; a typing error such as 0206 or 2206 is caught.</summary>
public static class PlausibleDate
{
    public const int FirstYear = 1900;
    public const int LastYear = 2100;

    public static bool Is(DateOnly day) => day.Year is >= FirstYear and <= LastYear;
}
