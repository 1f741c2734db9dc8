using IsmsPlatform.Application.Shared;

namespace IsmsPlatform.Web.Ui;

/// <summary>What a browser calls itself, as people call it: "Firefox on Windows". Enough to recognise one's own, not to tell versions apart.</summary>
public static class BrowserName
{
    // Each later browser also names the earlier ones, so the order counts.
    private static readonly (string Mark, string Name)[] Browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems = [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("Linux", "Linux")];

    public static string Of(string? browser, Texts t)
    {
        string? Find((string Mark, string Name)[] names) => names.FirstOrDefault(n => browser?.Contains(n.Mark, StringComparison.Ordinal) == true).Name;
        return (Find(Browsers), Find(Systems)) switch
        {
            ({ } name, { } system) => t["{0} on {1}", name, system],
            ({ } name, null) => name,
            _ => t["A browser of an unknown kind"],
        };
    }
}
