namespace IsmsPlatform.Application.Shared.Tenancy;

public enum ActorKind
{
    Nobody,
    User,
    ApiClient,
    Job,
}

/// <summary>Who acts: the account or API client, as which person of the tenant, with which permissions.</summary>
/// <param name="Id">Account or API client; empty for jobs and nobody.</param>
public sealed record Actor(ActorKind Kind, Guid Id, string Name, Guid? PersonId, IReadOnlySet<string> Permissions)
{
    public static Actor Nobody { get; } = new(ActorKind.Nobody, Guid.Empty, "", null, new HashSet<string>(StringComparer.Ordinal));

    public static Actor Job(string name) => Nobody with { Kind = ActorKind.Job, Name = name };

    public bool IsPlatformOperator { get; init; }

    /// <summary>Of an API client: the person who answers for it.</summary>
    public Guid? ResponsibleId { get; init; }

    /// <summary>Set for a platform operator inside an organisation: until when. Such an actor is no person there and reads only.</summary>
    public DateTimeOffset? EnteredUntil { get; init; }

    /// <summary>A member of the organisation, or a platform operator whom it let in.</summary>
    public bool IsInside => this is { Kind: ActorKind.User, PersonId: not null } or { EnteredUntil: not null };

    /// <summary>What the organisation's log calls somebody who is none of its members.</summary>
    public static string NameOfOperator(string name) => $"{name} (platform operator)";

    /// <summary>How long a proof of identity counts for sensitive acts.</summary>
    public static readonly TimeSpan ProofLasts = TimeSpan.FromMinutes(15);

    /// <summary>When a user last showed who they are: at the sign-in, or for a sensitive act.</summary>
    public DateTimeOffset? ProvedAt { get; init; }

    /// <summary>Jobs prove nothing and are not asked.</summary>
    public bool HasFreshProof(DateTimeOffset now) => Kind != ActorKind.User || now - ProvedAt <= ProofLasts;

    public bool Can(string permission) => Permissions.Contains(permission);

    /// <summary>The past shows nobody more than the present lets them see, and who owns a record now may not have owned it then.</summary>
    public bool LooksBack { get; init; }

    /// <summary>As whom records are owned: a person of the organisation, in the present.</summary>
    public Guid? OwnerId => Kind == ActorKind.User && !LooksBack ? PersonId : null;

    /// <summary>Whether somebody acts who answers for a record.</summary>
    /// <param name="ownerId">Of the record.</param>
    public bool Owns(Guid? ownerId) => ownerId is not null && ownerId == OwnerId;
}

/// <summary>The tenant that a request, a job or a command of the console works on.</summary>
/// <param name="TimeZone">IANA; calendar dates of the tenant are dates there.</param>
public sealed record CurrentTenant(Guid Id, string Slug, string Name, string TimeZone, int CriticalityThreshold)
{
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The day that an instant belongs to.</summary>
    public DateOnly DayAt(DateTimeOffset instant) => DayIn(Zone, instant);

    public static DateOnly DayIn(TimeZoneInfo zone, DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
}

/// <summary>
/// What a unit of work may see and as whom it acts. Filled once (tenant middleware, API key, job), read by the pipeline, the
/// handlers and the database context; nothing else decides the tenant.
/// </summary>
public sealed class RequestScope
{
    public CurrentTenant? Tenant { get; private set; }

    public Actor Actor { get; private set; } = Actor.Nobody;

    /// <summary>An instant of the past that reads show instead of the present; writes are refused then.</summary>
    public DateTimeOffset? AsOf { get; private set; }

    public string RequestId { get; set; } = "";

    public string? IpAddress { get; set; }

    public Guid TenantId => Tenant?.Id ?? throw new NoTenantException();

    /// <summary>The acting person; null for API clients, jobs and platform operators.</summary>
    public Guid? PersonId => Actor.PersonId;

    /// <summary>Whose act it counts as where nobody may decide about their own: the acting person, or who answers for the key.</summary>
    public Guid? AnsweringId => Actor.PersonId ?? Actor.ResponsibleId;

    public void SignIn(Actor actor) => Actor = actor;

    public void Enter(CurrentTenant tenant, Actor actor)
    {
        if (Tenant is not null && Tenant.Id != tenant.Id) { throw new InvalidOperationException("One unit of work, one tenant."); }
        (Tenant, Actor) = (tenant, actor);
    }

    /// <summary>From here on every read shows that instant. Who asks keeps the rights of the present, as far as they read.</summary>
    public void LookBack(DateTimeOffset instant)
    {
        AsOf = instant;
        Actor = Actor with { Permissions = Tenancy.Permissions.Reading(Actor.Permissions), LooksBack = true };
    }

    /// <summary>One read at another instant, for whoever compares; afterwards the scope looks where it looked before.</summary>
    internal async Task<T> AtAsync<T>(DateTimeOffset instant, Func<Task<T>> read)
    {
        var before = AsOf;
        AsOf = instant;
        try { return await read(); }
        finally { AsOf = before; }
    }

    /// <summary>The tenant's time zone; UTC without a tenant.</summary>
    public TimeZoneInfo Zone => Tenant?.Zone ?? TimeZoneInfo.Utc;

    /// <summary>Today in the tenant's time zone; looking back, the day that is looked at: what was overdue then, not what is now.</summary>
    public DateOnly Today(TimeProvider clock) => CurrentTenant.DayIn(Zone, AsOf ?? clock.GetUtcNow());

    /// <summary>The first instant of a day in the tenant's time zone.</summary>
    public DateTimeOffset BeginningOf(DateOnly day) => Memory.PastInstant.InZone(day.ToDateTime(TimeOnly.MinValue), Zone);
}

/// <summary>A bug: something reached tenant data without a tenant.</summary>
public sealed class NoTenantException() : InvalidOperationException("No tenant: set the request's scope before the first command.");
