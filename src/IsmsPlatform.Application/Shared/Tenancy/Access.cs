namespace IsmsPlatform.Application.Shared.Tenancy;

/// <summary>Who may send a message. A message without one of these is refused, and a test is red.</summary>
[AttributeUsage(AttributeTargets.Class)]
public abstract class AccessAttribute : Attribute
{
    /// <summary>True when the message works on one tenant's records: without a tenant it does not run.</summary>
    public abstract bool NeedsTenant { get; }

    /// <summary>Whether this actor may send it.</summary>
    public abstract bool Admits(Actor actor);
}

/// <summary>A member of the tenant, or an API client of it, that holds one of the permissions.</summary>
public sealed class RequirePermissionAttribute(params string[] anyOf) : AccessAttribute
{
    public IReadOnlyList<string> AnyOf { get; } = anyOf;

    public override bool NeedsTenant => true;

    public override bool Admits(Actor actor) => AnyOf.Any(actor.Can);
}

/// <summary>Every member of the tenant; API clients are not members.</summary>
public sealed class AnyMemberAttribute : AccessAttribute
{
    public override bool NeedsTenant => true;

    public override bool Admits(Actor actor) => actor is { Kind: ActorKind.User, PersonId: not null };
}

/// <summary>Whoever is inside the tenant to look at it: its members, and a platform operator whom it let in. For reads that answer by what the actor may see.</summary>
public sealed class AnyoneInsideAttribute : AccessAttribute
{
    public override bool NeedsTenant => true;

    public override bool Admits(Actor actor) => actor.IsInside;
}

/// <summary>Whoever is signed in, on what is theirs alone: profile, own second factor, own memberships.</summary>
public sealed class SignedInAttribute : AccessAttribute
{
    public override bool NeedsTenant => false;

    public override bool Admits(Actor actor) => actor.Kind == ActorKind.User;
}

/// <summary>Nobody needs to be signed in: signing up, accepting an invitation, resetting a password.</summary>
public sealed class AnyoneAttribute : AccessAttribute
{
    public override bool NeedsTenant => false;

    public override bool Admits(Actor actor) => true;
}

/// <summary>The platform operator, who administers the installation and sees no tenant's records.</summary>
public sealed class PlatformOperatorAttribute : AccessAttribute
{
    public override bool NeedsTenant => false;

    public override bool Admits(Actor actor) => actor.IsPlatformOperator;
}

/// <summary>A platform operator inside an organisation, for the time they entered for: what concerns the entry itself. Everything else they do there needs a permission.</summary>
public sealed class EnteredOperatorAttribute : AccessAttribute
{
    public override bool NeedsTenant => true;

    public override bool Admits(Actor actor) => actor.EnteredUntil is not null;
}

/// <summary>Jobs and the command line only; never reachable from a request.</summary>
public sealed class SystemOnlyAttribute(bool tenant = true) : AccessAttribute
{
    public override bool NeedsTenant => tenant;

    public override bool Admits(Actor actor) => actor.Kind == ActorKind.Job;
}

/// <summary>
/// What would do harm in the wrong hands: whoever sends it showed lately who they are. Where it depends on the record whether an act is sensitive, its handler asks
/// <see cref="Actor.HasFreshProof"/>. Forms that contain the present password are a proof themselves.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class FreshProofAttribute : Attribute;

/// <summary>
/// A message about one record: whoever owns the record may send it, whatever their roles. Without that, somebody who was named as owner
/// would get a task about a page that they cannot open.
/// </summary>
public interface IForOwnersToo
{
    /// <summary>A kind of <see cref="Subjects.SubjectKinds"/> with owners.</summary>
    string SubjectType { get; }

    /// <summary>Null where the kind has one record.</summary>
    Guid? SubjectId { get; }
}

/// <summary>A command that founds a tenant: its transaction runs in the tenant that does not exist yet.</summary>
public interface IFoundsTenant
{
    Guid TenantId { get; }
}

/// <summary>A command that enters a tenant by the link of an invitation; without an open one it runs without a tenant.</summary>
public interface IEntersByInvitation
{
    string Token { get; }
}

/// <summary>A platform operator's command that lets them into a tenant: it runs there, so that the tenant remembers it.</summary>
public interface IEntersTenant
{
    Guid TenantId { get; }
}

/// <summary>A command that waives a safeguard says why; the reason stands in the audit event.</summary>
public interface IWithReason
{
    string? Reason { get; }
}
