namespace IsmsPlatform.BrowserTests;

/// <summary>The same for tasks, decisions, responsibilities, settings and the own account: looked at side by side with the others, which one class would do one after the other.</summary>
public sealed class SettingsPageTests(BrowserFixture browser)
{
    private const string Manager = "maya@kestrel.example";

    public static TheoryData<string, string?> Pages => new()
    {
        { "/t/kestrel/tasks", Manager },
        { "/t/kestrel/tasks", "ben@kestrel.example" },
        { "/t/kestrel/tasks/all", Manager },
        { "/t/kestrel/tasks/new", Manager },
        { "/t/kestrel/tasks/reviews", Manager },
        { "/t/kestrel/tasks/reviews/asset", Manager },
        { "/t/kestrel/notifications", Manager },
        { "/t/kestrel/approvals", "tomas@kestrel.example" },
        { "/t/kestrel/approvals?show=Open", Manager },
        { "/t/kestrel/approvals/{approval}", "tomas@kestrel.example" },
        { "/t/kestrel/approvals/{approval}", Manager },
        { "/t/kestrel/responsibilities", Manager },
        { "/t/kestrel/responsibilities", "ben@kestrel.example" },
        { "/t/kestrel/responsibilities/new", Manager },
        { "/t/kestrel/responsibilities/{responsibility}", Manager },
        { "/t/kestrel/settings/approvals", "tomas@kestrel.example" },
        { "/t/kestrel/settings/sign-in", "ines@kestrel.example" },
        { "/t/kestrel/settings/sign-in", Manager },
        { "/sign-in/factor-needed?next=%2Ft%2Fkestrel", Manager },
        { "/t/kestrel/settings/operator-entries", "ines@kestrel.example" },
        { "/t/kestrel/settings/users", "ines@kestrel.example" },
        { "/t/kestrel/settings/roles", Manager },
        { "/t/kestrel/settings/roles/new", Manager },
        { "/t/kestrel/settings/roles/{role}", Manager },
        { "/t/kestrel/settings/roles/{role}", "sofia@kestrel.example" },
        { "/t/kestrel/settings/roles/{role}/edit", Manager },
        { "/t/kestrel/settings/audit-log", Manager },
        { "/t/kestrel/settings/audit-log?q=nothing-of-this-name", "dana@kestrel.example" },
        { "/t/kestrel/settings/api-clients", Manager },
        { "/t/kestrel/settings/api-clients/new", Manager },
        { "/profile", Manager },
        { "/profile/password", Manager },
        { "/profile/passkeys", Manager },
        { "/profile/sessions", Manager },
        { "/profile/second-factor", Manager },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public Task Every_page_is_accessible_keeps_the_policy_and_fits_in_light_dark_mobile_and_320_pixels(string path, string? who) => PageRules.HoldAsync(browser, path, who);
}
