using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Accounts;

/// <summary>A platform operator is let into an organisation, to read, for some hours and a reason that the organisation sees.</summary>
public sealed class OperatorEntry : IBelongsToTenant
{
    public const int ReasonMaxLength = 500;

    /// <summary>For how many hours one may enter.</summary>
    public static IReadOnlyList<int> Lengths { get; } = [1, 4, 8];

    private OperatorEntry() { }

    public Guid Id { get; private init; }

    public Guid TenantId { get; private init; }

    [NotInEvents]
    public Guid AccountId { get; private init; }

    [NotInEvents]
    public string Reason { get; private init; } = "";

    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>When it ends by itself.</summary>
    public DateTimeOffset EndsAt { get; private init; }

    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>The account that ended it before its time; null while it runs, and when it ended by itself.</summary>
    [NotInEvents]
    public Guid? EndedBy { get; private set; }

    [NotInEvents]
    public string Label => "";

    public static OperatorEntry Begin(Guid id, Guid tenantId, Guid accountId, string reason, int hours, DateTimeOffset now)
        => new() { Id = id, TenantId = tenantId, AccountId = accountId, Reason = reason.Trim(), StartedAt = now, EndsAt = now.AddHours(hours) };

    public bool IsRunning(DateTimeOffset now) => EndedAt is null && now < EndsAt;

    public Result End(Guid by, DateTimeOffset now)
    {
        if (!IsRunning(now)) { return OperatorErrors.OverAlready; }
        (EndedAt, EndedBy) = (now, by);
        return Result.Success;
    }

    /// <summary>Its time has run out: makes room for the next one.</summary>
    public void Lapse() => EndedAt ??= EndsAt;
}

/// <summary>What entering an organisation refuses, and how to go on.</summary>
internal static class OperatorErrors
{
    internal static Error OverAlready { get; } = new("operator-entry.over", "This entry is over already.");

    internal static Error InsideAlready { get; } = new("operator-entry.inside-already", "You are inside this organisation already. Leave it first to enter with another reason.", ErrorKind.Conflict);

    internal static Error MemberAlready { get; } = new("operator-entry.member", "You are a member of this organisation: enter it as such.");
}
