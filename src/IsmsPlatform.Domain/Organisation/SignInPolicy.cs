using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Organisation;

/// <summary>What an organisation asks of those who sign in (ISO/IEC 27002 8.5): one record per tenant.</summary>
public sealed class SignInPolicy : Entity
{
    /// <summary>A cookie that nobody uses lasts this long at most, whatever the policy says.</summary>
    public const int IdleHoursMax = 12;
    public const int SessionHoursMax = 720;
    public const int DefaultIdleHours = 12;
    public const int DefaultSessionHours = 168;

    private SignInPolicy() { }

    public bool RequiresSecondFactor { get; private set; }

    /// <summary>A session ends after so many hours without a request.</summary>
    public int IdleHours { get; private set; } = DefaultIdleHours;

    /// <summary>A session ends so many hours after the sign-in.</summary>
    public int SessionHours { get; private set; } = DefaultSessionHours;

    /// <summary>What holds until an organisation decides otherwise.</summary>
    public static SignInPolicy Default(Guid id) => new() { Id = id };

    public void Change(bool requiresSecondFactor, int idleHours, int sessionHours)
        => (RequiresSecondFactor, IdleHours, SessionHours) = (requiresSecondFactor, idleHours, sessionHours);
}
