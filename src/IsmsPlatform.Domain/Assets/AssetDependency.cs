using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Assets;

/// <summary>The upper asset needs the lower one; so the lower one inherits what the upper one must be protected for.</summary>
public sealed class AssetDependency : Entity
{
    public const int ReasonMaxLength = 500;

    private AssetDependency() { }

    public Guid UpperId { get; private init; }

    public Guid LowerId { get; private init; }

    public InheritanceMode ModeC { get; private set; }

    public InheritanceMode ModeI { get; private set; }

    public InheritanceMode ModeA { get; private set; }

    public string? Reason { get; private set; }

    public InheritanceModes Modes => new(ModeC, ModeI, ModeA);

    /// <summary>That it closes no circle is decided over the whole graph: <see cref="DependencyCycle"/>.</summary>
    public static Result<AssetDependency> Between(Guid id, Guid upperId, Guid lowerId, InheritanceModes modes, string? reason)
    {
        if (upperId == lowerId) { return AssetErrors.NeedsItself; }
        var dependency = new AssetDependency { Id = id, UpperId = upperId, LowerId = lowerId };
        return dependency.Change(modes, reason).Error is { } error ? error : dependency;
    }

    public Result Change(InheritanceModes modes, string? reason)
    {
        var why = Text.OrNull(reason);
        // Weakening or raising what is inherited is a judgement that an auditor will ask about.
        if (modes != InheritanceModes.AllMax && why is null) { return AssetErrors.ReasonMissing; }
        (ModeC, ModeI, ModeA) = (modes.Confidentiality, modes.Integrity, modes.Availability);
        Reason = why;
        return Result.Success;
    }
}
