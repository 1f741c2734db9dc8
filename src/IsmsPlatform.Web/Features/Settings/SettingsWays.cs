using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Web.Http;
using IsmsPlatform.Web.Ui;

namespace IsmsPlatform.Web.Features.Settings;

/// <summary>The parts of the settings: only what is allowed.</summary>
internal static class SettingsWays
{
    internal static IReadOnlyList<NavigationSection> Of(Shell shell, Texts t)
    {
        (bool Allowed, NavigationItem Item)[] items =
        [
            (shell.Can(Permissions.AccountsView), new("users", t["Users"], shell.Url("settings/users"), Icons.People)),
            (shell.Can(Permissions.RolesView), new("roles", t["Roles"], shell.Url("settings/roles"), Icons.Shield)),
            (shell.Can(Permissions.ApprovalsWaive) || shell.Can(Permissions.RolesView), new("approvals", t["Approvals"], shell.Url("settings/approvals"), Icons.Approval)),
            (shell.Can(Permissions.SettingsView), new("sign-in", t["Sign-in"], shell.Url("settings/sign-in"), Icons.ShieldLock)),
            (shell.Can(Permissions.SettingsView), new("operator-entries", t["Platform operators"], shell.Url("settings/operator-entries"), Icons.UserShield)),
            (shell.Can(Permissions.AuditView), new("audit-log", t["Audit log"], shell.Url("settings/audit-log"), Icons.History)),
            (shell.Can(Permissions.ApiClientsView), new("api-clients", t["API clients"], shell.Url("settings/api-clients"), Icons.Key)),
        ];
        return [new NavigationSection(null, [.. items.Where(i => i.Allowed).Select(i => i.Item)])];
    }
}
