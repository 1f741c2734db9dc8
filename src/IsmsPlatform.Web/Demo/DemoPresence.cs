using IsmsPlatform.Web.Features.Start;

namespace IsmsPlatform.Web.Demo;

/// <summary>The sign-ins that the start page shows; empty unless the demo organisations were seeded.</summary>
public sealed class DemoPresence
{
    public IReadOnlyList<DemoSignIn> SignIns { get; set; } = [];
}
