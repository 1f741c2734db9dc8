using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.People;

/// <summary>A person holds a role for a time (A.5.2). Changed roles are new assignments: who held which when stays provable.</summary>
public sealed class RoleAssignment : Entity
{
    private RoleAssignment() { }

    public Guid PersonId { get; private init; }

    public Role Role { get; private init; }

    /// <summary>The first day on which it holds.</summary>
    public DateOnly From { get; private init; }

    /// <summary>The last day on which it holds; null is open.</summary>
    public DateOnly? To { get; private set; }

    public Guid? AssignedBy { get; private init; }

    /// <summary>The day on which the person took the role on; null while it is only proposed to them.</summary>
    public DateOnly? AcceptedOn { get; private set; }

    /// <param name="assignedBy">The person who decided; null when the program did, at the sign-up of an organisation.</param>
    public static Result<RoleAssignment> Assign(Guid id, Guid personId, Role role, DateOnly from, DateOnly? to, Guid? assignedBy)
    {
        if (role == Role.ExternalAuditor && to is null) { return PeopleErrors.ExternalAuditorNeedsEnd; }
        if (to < from) { return PeopleErrors.RoleEndsBeforeItBegins; }
        return new RoleAssignment { Id = id, PersonId = personId, Role = role, From = from, To = to, AssignedBy = assignedBy };
    }

    public bool IsInForce(DateOnly today) => From <= today && (To is null || To >= today);

    public Result Accept(DateOnly today)
    {
        if (To < today) { return PeopleErrors.RoleHasEnded; }
        AcceptedOn ??= today;
        return Result.Success;
    }

    /// <summary>Ends at once: today it holds no more, so whoever lost a role cannot act with it until midnight.</summary>
    public Result End(DateOnly today)
    {
        if (To < today) { return PeopleErrors.RoleHasEnded; }
        To = today.AddDays(-1);
        return Result.Success;
    }
}
