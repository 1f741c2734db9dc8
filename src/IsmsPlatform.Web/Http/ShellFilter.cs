using IsmsPlatform.Application.Notifications;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Web.Ui;
using Mediator;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace IsmsPlatform.Web.Http;

/// <summary>Fills the frame before a view is drawn; parts that htmx asks for need no frame, but zone, culture and permissions.</summary>
internal sealed class ShellFilter(Shell shell, CurrentAccount account, RequestScope scope, ISender sender, TimeProvider clock, Texts t) : IAsyncActionFilter, IAsyncAlwaysRunResultFilter
{
    /// <summary>Where, when and with what rights is known before the action: the addresses that it gives to its page lead into the organisation, and a form begins with its day.</summary>
    public async Task OnActionExecutionAsync(ActionExecutingContext context, ActionExecutionDelegate next)
    {
        Place();
        shell.Today = scope.Today(clock);
        await next();
    }

    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is ViewResult or PartialViewResult) { await FillAsync(context); }
        await next();
    }

    private async Task FillAsync(ResultExecutingContext context)
    {
        shell.Theme = Themes.Of(context.HttpContext.Request.Cookies[Themes.Cookie]);
        shell.Shortcuts = context.HttpContext.Request.Cookies["shortcuts"] != "off";
        Place(); // what was refused before the action has a page too
        if (account.Value is not { } who) { return; }
        (shell.UserName, shell.UserEmail) = (who.Name, who.Email);
        shell.Culture = Cultures.Of(who.Language);
        shell.TimeZone = TimeZoneInfo.TryFindSystemTimeZoneById(who.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;
        shell.AsOf = scope.AsOf;
        shell.Today = scope.Today(clock);
        shell.PresentDay = UserFormat.Day(clock.GetUtcNow(), scope.Zone);
        if (context.Result is PartialViewResult) { return; }
        shell.Tenants = [.. who.Organisations.Select(o => new ShellTenant(o.Tenant.Slug, o.Tenant.Name, Initials.Of(o.Tenant.Name)))];
        if (scope.PersonId is not null)
        {
            var counts = shell is { Counts: { } present, IsPast: false } ? present : (await sender.Send(new CountForShell(), context.HttpContext.RequestAborted)).Value;
            shell.Unread = counts.Unread;
            shell.Navigation = Navigation.Of(shell, t, counts.Tasks);
            shell.CreateItems = Navigation.Create(shell, t);
        }
        else if (scope.Actor.EnteredUntil is { } until)
        {
            shell.Entered = (until, until - clock.GetUtcNow());
            shell.Navigation = Navigation.Of(shell, t);
        }
    }

    private void Place()
    {
        shell.Permissions = scope.Actor.Permissions;
        if (scope is { Tenant: { } tenant, Actor.IsInside: true }) { (shell.TenantSlug, shell.TenantName) = (tenant.Slug, tenant.Name); }
    }
}

/// <summary>The ways through the portal: only what exists and is allowed.</summary>
internal static class Navigation
{
    internal static IReadOnlyList<NavigationSection> Of(Shell shell, Texts t, int tasks = 0)
    {
        List<NavigationSection> sections = [];
        Add(sections, null,
            (shell.Can(Permissions.DashboardView), new("dashboard", t["Dashboard"], shell.Url(), Icons.Dashboard, Shortcut: 'd')),
            (shell.Entered is null, new("my", t["My page"], shell.Url("my"), Icons.Person, Shortcut: 'm')),
            (shell.Entered is null || shell.Can(Permissions.TasksView), new("tasks", t["Tasks"], shell.Url(shell.Entered is null ? "tasks" : "tasks/all"), Icons.Inbox, tasks, 't')),
            (shell.Entered is null || shell.Can(Permissions.ApprovalsView), new("approvals", t["Approvals"], shell.Url("approvals"), Icons.Approval)));
        Add(sections, t["Govern"],
            (shell.Can(Permissions.OrganisationView), new("organisation", t["Organisation"], shell.Url("organisation"), Icons.Building, Shortcut: 'o')),
            (shell.Can(Permissions.PeopleNames), new("people", t["People"], shell.Url("people"), Icons.People, Shortcut: 'p')),
            (shell.Can(Permissions.PeopleNames), new("responsibilities", t["Responsibilities"], shell.Url("responsibilities"), Icons.Responsibility)));
        Add(sections, t["Context"],
            (shell.Can(Permissions.ContextView), new("context", t["Context"], shell.Url("context"), Icons.Context, Shortcut: 'c')),
            (shell.Can(Permissions.ContextView), new("parties", t["Interested parties"], shell.Url("interested-parties"), Icons.Party)),
            (shell.Can(Permissions.LegalView), new("legal", t["Legal register"], shell.Url("legal-requirements"), Icons.Law, Shortcut: 'l')),
            (shell.Can(Permissions.ContextView), new("objectives", t["Business objectives"], shell.Url("business-objectives"), Icons.Objective)),
            (shell.Can(Permissions.ScopeView) || shell.Can(Permissions.ScopeInForceView), new("scope", t["Scope"], shell.Url(shell.Can(Permissions.ScopeView) ? "scope" : "scope/in-force"), Icons.Scope)),
            (shell.Can(Permissions.ProcessesView), new("processes", t["Processes"], shell.Url("processes"), Icons.Process)));
        Add(sections, t["Risk"],
            (shell.Can(Permissions.MethodologyView), new("methodology", t["Risk methodology"], shell.Url("methodology"), Icons.Methodology)),
            (shell.Can(Permissions.RisksView), new("risks", t["Risks"], shell.Url("risks"), Icons.Risk, Shortcut: 'r')),
            (shell.Can(Permissions.RisksView), new("risk-assessments", t["Risk assessments"], shell.Url("risk-assessments"), Icons.Assessment)),
            (shell.Can(Permissions.RisksView), new("treatment", t["Treatment"], shell.Url("treatment-plans"), Icons.Treatment)),
            (shell.Can(Permissions.RisksView), new("losses", t["Loss exposure"], shell.Url("losses"), Icons.Loss)),
            (shell.Can(Permissions.RisksView), new("threats", t["Threats"], shell.Url("threats"), Icons.Threat)),
            (shell.Can(Permissions.RisksView), new("vulnerabilities", t["Vulnerabilities"], shell.Url("vulnerabilities"), Icons.Vulnerability)),
            (shell.Can(Permissions.AssetsView), new("assets", t["Assets"], shell.Url("assets"), Icons.Asset, Shortcut: 'a')),
            (shell.Can(Permissions.ControlsView), new("controls", t["Controls"], shell.Url("controls"), Icons.Control)),
            (shell.Can(Permissions.SoaView), new("soa", t["Applicability"], shell.Url("soa"), Icons.Applicability)),
            (shell.Can(Permissions.ControlsView), new("coverage", t["Coverage"], shell.Url("controls/coverage"), Icons.Coverage)),
            (shell.Can(Permissions.ControlsView), new("tests", t["Tests of controls"], shell.Url("control-tests"), Icons.Test)));
        Add(sections, t["Show"],
            (shell.Can(Permissions.EvidenceView), new("evidence", t["Evidence"], shell.Url("evidence"), Icons.Evidence, Shortcut: 'e')));
        Add(sections, null,
            (shell.Can(Permissions.AccountsView) || shell.Can(Permissions.RolesView) || shell.Can(Permissions.ApiClientsView) || shell.Can(Permissions.AuditView) || shell.Can(Permissions.SettingsView), new("settings", t["Settings"], shell.Url("settings"), Icons.Settings, Shortcut: 's')));
        return sections;
    }

    internal static IReadOnlyList<NavigationItem> Create(Shell shell, Texts t)
    {
        List<NavigationItem> items = [];
        if (shell.Can(Permissions.AssetsEdit) || shell.Can(Permissions.AssetsEditOwn)) { items.Add(new("asset", t["Asset"], shell.Url("assets/new"), Icons.Asset)); }
        if (shell.Can(Permissions.RisksEdit)) { items.Add(new("risk", t["Risk"], shell.Url("risks/new"), Icons.Risk)); }
        if (shell.Can(Permissions.ContextEdit)) { items.Add(new("issue", t["Issue of the context"], shell.Url("context/issues/new"), Icons.Context)); }
        if (shell.Can(Permissions.LegalEdit)) { items.Add(new("legal", t["Legal requirement"], shell.Url("legal-requirements/new"), Icons.Law)); }
        if (shell.Can(Permissions.PeopleEdit)) { items.Add(new("person", t["Person"], shell.Url("people/new"), Icons.UserPlus)); }
        if (shell.Can(Permissions.TasksAssign)) { items.Add(new("task", t["Task"], shell.Url("tasks/new"), Icons.Inbox)); }
        return items;
    }

    private static void Add(List<NavigationSection> sections, string? heading, params (bool Allowed, NavigationItem Item)[] items)
    {
        var allowed = items.Where(i => i.Allowed).Select(i => i.Item).ToList();
        if (allowed.Count > 0) { sections.Add(new NavigationSection(heading, allowed)); }
    }
}
