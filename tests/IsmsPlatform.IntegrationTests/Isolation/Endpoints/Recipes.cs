

using IsmsPlatform.Application.Shared.Tenancy;

namespace IsmsPlatform.IntegrationTests.Isolation.Endpoints;

/// <summary>One line per endpoint.</summary>
internal static class Recipes
{
    internal static IReadOnlyList<Recipe> All { get; } =
    [
        // Open to anyone
        new("GET ", Area.Public),
        new("GET sign-in", Area.Public),
        new("POST sign-in", Area.Public),
        new("GET sign-in/second-factor", Area.Public),
        new("POST sign-in/second-factor", Area.Public),
        new("GET sign-in/recovery-code", Area.Public),
        new("POST sign-in/recovery-code", Area.Public),
        new("POST sign-out", Area.Public),
        new("GET sign-up", Area.Public),
        new("POST sign-up", Area.Public),
        new("GET sign-up/sent", Area.Public),
        new("GET confirm-email", Area.Public),
        new("GET forgotten-password", Area.Public),
        new("POST forgotten-password", Area.Public),
        new("GET reset-password", Area.Public),
        new("POST reset-password", Area.Public),
        new("GET invitation/{token}", Area.Public),
        new("POST invitation/{token}", Area.Public),
        new("POST preferences/theme", Area.Public),
        new("GET development/mail", Area.Public),
        new("ANY error/{status:int}", Area.Public),
        new("ANY healthz/live", Area.Public),
        new("ANY healthz/ready", Area.Public),
        new("GET api/{documentName}/openapi.json", Area.Public),

        // An account, no tenant
        new("GET home", Area.Account),
        new("GET platform", Area.Operator),
        new("POST platform/sign-up", Area.Operator),

        // The frame of an organisation
        new("GET t/{tenant}/my", Area.Tenant),
        new("GET t/{tenant}/search", Area.Tenant),
        new("GET t/{tenant}", Area.Tenant),

        // Assets
        new("GET t/{tenant}/assets", Area.Tenant, Permissions.AssetsView),
        new("GET t/{tenant}/assets/graph", Area.Tenant, Permissions.AssetsView),
        new("GET t/{tenant}/assets/export.csv", Area.Tenant, Permissions.AssetsView),
        new("GET t/{tenant}/assets/export.xlsx", Area.Tenant, Permissions.AssetsView),
        new("GET t/{tenant}/assets/new", Area.Tenant, Permissions.AssetsEdit, Permissions.AssetsEditOwn),
        NewAsset(new("POST t/{tenant}/assets/new", Area.Tenant, Permissions.AssetsEdit, Permissions.AssetsEditOwn)),
        new Recipe("POST t/{tenant}/assets/accept", Area.Tenant, Permissions.AssetsEdit, Permissions.AssetsEditOwn),
        Asset("GET", "", Permissions.AssetsView),
        Asset("GET", "/edit", Permissions.AssetsEdit),
        NewAsset(Asset("POST", "/edit", Permissions.AssetsEdit)),
        Asset("POST", "/accept", Permissions.AssetsEdit),
        Asset("POST", "/review", Permissions.AssetsEdit),
        Asset("POST", "/delete", Permissions.AssetsEdit),
        Asset("GET", "/retire", Permissions.AssetsEdit),
        Asset("POST", "/retire", Permissions.AssetsEdit),
        Asset("GET", "/dependencies/new", Permissions.AssetsEdit),
        Asset("POST", "/dependencies/new", Permissions.AssetsEdit).Refers("LowerId", Kind.Asset).Say("Id", "{new}").Say("ModeC", "Max").Say("ModeI", "Max").Say("ModeA", "Max"),
        Asset("GET", "/dependencies/{dependencyId:guid}", Permissions.AssetsEdit).With("dependencyId", Kind.Dependency),
        Asset("POST", "/dependencies/{dependencyId:guid}", Permissions.AssetsEdit).With("dependencyId", Kind.Dependency),
        Asset("POST", "/dependencies/{dependencyId:guid}/remove", Permissions.AssetsEdit).With("dependencyId", Kind.Dependency),

        // Import of assets
        new("GET t/{tenant}/assets/import", Area.Tenant, Permissions.AssetsEdit),
        new("POST t/{tenant}/assets/import", Area.Tenant, Permissions.AssetsEdit),
        new("GET t/{tenant}/assets/import/template.csv", Area.Tenant, Permissions.AssetsEdit),
        new("GET t/{tenant}/assets/import/template.xlsx", Area.Tenant, Permissions.AssetsEdit),
        Import("GET", "columns"),
        Import("POST", "columns"),
        Import("GET", "preview"),
        Import("POST", "confirm"),
        Import("POST", "discard"),

        // The API
        new("GET api/v1/assets", Area.Api, Permissions.AssetsView),
        NewAsset(new("POST api/v1/assets", Area.Api, Permissions.AssetsEdit)),
        new Recipe("GET api/v1/assets/{id:guid}", Area.Api, Permissions.AssetsView).With("id", Kind.Asset),
        NewAsset(new Recipe("PATCH api/v1/assets/{id:guid}", Area.Api, Permissions.AssetsEdit).With("id", Kind.Asset)),
    ];

    private static Recipe Asset(string method, string act, params string[] permissions) => new Recipe($"{method} t/{{tenant}}/assets/{{id:guid}}{act}", Area.Tenant, permissions).With("id", Kind.Asset);

    private static Recipe Import(string method, string act) => new Recipe($"{method} t/{{tenant}}/assets/import/{{id:guid}}/{act}", Area.Tenant, Permissions.AssetsEdit).With("id", Kind.Import);

    // The references of an asset: each must be one of the own organisation.
    private static Recipe NewAsset(Recipe recipe)
    {
        var api = recipe.Area == Area.Api;
        string Member(string name) => api ? char.ToLowerInvariant(name[0]) + name[1..] : name;
        return recipe.Say(Member("Name"), "Swept").Say(Member("Type"), "Server").Say(Member("Classification"), "Internal")
            .Refers(Member("OwnerId"), Kind.Person).Refers(Member("CustodianId"), Kind.Person).Refers(Member("UnitId"), Kind.Unit).Refers(Member("LocationId"), Kind.Location);
    }

    internal static Recipe Of(string key) => All.Single(r => r.Key == key);
}
