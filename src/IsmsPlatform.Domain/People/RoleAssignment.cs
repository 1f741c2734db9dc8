using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.People;

public enum RoleAssignmentStatus
{
    /// <summary>Waits for confirmation; gives nothing yet.</summary>
    Proposed,
    /// <summary>Holds between its dates.</summary>
    Effective,
    /// <summary>Ended before its time, or never confirmed.</summary>
    Ended,
}

/// <summary>A person holds a role for a time (A.5.2). Changed roles are new assignments: who held which when stays provable.</summary>
public sealed class RoleAssignment : Entity
{
    public const int ReasonMaxLength = 1000;

    private RoleAssignment() { }

    public Guid PersonId { get; private init; }

    public Role Role { get; private init; }

    /// <summary>Which of the organisation's own roles; null for one that every organisation has.</summary>
    public Guid? CustomRoleId { get; private init; }

    public RoleKey Key => new(Role, CustomRoleId);

    /// <summary>The part of the organisation for which it is held; null is all of it.</summary>
    public Guid? UnitId { get; private init; }

    /// <summary>Why the person holds it beside another one that conflicts with it (A.5.3).</summary>
    public string? ConflictReason { get; private init; }

    /// <summary>The first day on which it holds.</summary>
    public DateOnly From { get; private init; }

    /// <summary>The last day on which it holds; null is open.</summary>
    public DateOnly? To { get; private set; }

    public RoleAssignmentStatus Status { get; private set; }

    public Guid? AssignedBy { get; private init; }

    /// <summary>The day on which the person took the role on; null while it is only proposed to them.</summary>
    public DateOnly? AcceptedOn { get; private set; }

    /// <param name="assignedBy">The person who decided; null when the program did, at the sign-up of an organisation.</param>
    public static Result<RoleAssignment> Assign(Guid id, Guid personId, RoleKey role, DateOnly from, DateOnly? to, Guid? assignedBy, Guid? unitId = null, string? conflictReason = null)
    {
        if (unitId is not null && !MayBeLimited(role.Role)) { return PeopleErrors.RoleHoldsEverywhere; }
        if (role.Role == Role.ExternalAuditor && to is null) { return PeopleErrors.ExternalAuditorNeedsEnd; }
        if (to < from) { return PeopleErrors.RoleEndsBeforeItBegins; }
        return new RoleAssignment { Id = id, PersonId = personId, Role = role.Role, CustomRoleId = role.CustomRoleId, From = from, To = to, AssignedBy = assignedBy, UnitId = unitId, ConflictReason = Text.OrNull(conflictReason), Status = RoleAssignmentStatus.Effective };
    }

    /// <summary>The same, but it waits until someone confirms it.</summary>
    public static Result<RoleAssignment> Propose(Guid id, Guid personId, RoleKey role, DateOnly from, DateOnly? to, Guid? proposedBy, string? conflictReason = null)
        => Assign(id, personId, role, from, to, proposedBy, unitId: null, conflictReason).Map(proposed =>
        {
            proposed.Status = RoleAssignmentStatus.Proposed;
            return proposed;
        });

    /// <summary>A role may be held for one unit when it acts on what its holder owns; what it lets see or change everywhere has no part.</summary>
    public static bool MayBeLimited(Role role) => role is Role.RiskOwner or Role.AssetOwner or Role.ControlOwner or Role.ProcessOwner or Role.DocumentOwner or Role.LineManager or Role.IncidentManager or Role.Custom;

    public bool IsInForce(DateOnly today) => Status == RoleAssignmentStatus.Effective && From <= today && (To is null || To >= today);

    public Result Confirm(DateOnly today)
    {
        if (Status != RoleAssignmentStatus.Proposed) { return PeopleErrors.NotProposed; }
        if (To < today) { return PeopleErrors.RoleHasEnded; }
        Status = RoleAssignmentStatus.Effective;
        return Result.Success;
    }

    /// <summary>The holder takes it on. What the role allows does not wait for it; who has not accepted yet stays visible.</summary>
    public Result Accept(DateOnly today)
    {
        if (Status == RoleAssignmentStatus.Ended || To < today) { return PeopleErrors.RoleHasEnded; }
        AcceptedOn ??= today;
        return Result.Success;
    }

    /// <summary>Ends at once: today it holds no more, so whoever lost a role cannot act with it until midnight.</summary>
    public Result End(DateOnly today)
    {
        if (Status == RoleAssignmentStatus.Ended || To < today) { return PeopleErrors.RoleHasEnded; }
        (To, Status) = (today.AddDays(-1), RoleAssignmentStatus.Ended);
        return Result.Success;
    }
}
