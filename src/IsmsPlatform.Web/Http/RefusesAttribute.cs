namespace IsmsPlatform.Web.Http;

/// <summary>With which statuses an action of the API refuses, each as problem+json; what a controller names holds for all of its actions.</summary>
/// <param name="statuses">As HTTP numbers them, ascending.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RefusesAttribute(params int[] statuses) : Attribute
{
    public IReadOnlyList<int> Statuses { get; } = statuses;
}
