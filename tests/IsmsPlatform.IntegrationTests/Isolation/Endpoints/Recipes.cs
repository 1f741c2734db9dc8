

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
    ];

    internal static Recipe Of(string key) => All.Single(r => r.Key == key);
}
