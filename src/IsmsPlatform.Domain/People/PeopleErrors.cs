using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.People;

/// <summary>What the directory and the roles refuse, why, and how to go on.</summary>
public static class PeopleErrors
{
    public static Error ManagersInACircle { get; } = new Error("person.managers-in-a-circle",
        "This person reports to the one whose manager they would be. Choose another person, or change their manager first.").At(nameof(PersonDetails.ManagerId));

    public static Error OwnManager { get; } = new Error("person.own-manager",
        "Nobody is their own manager. Choose another person, or leave it empty.").At(nameof(PersonDetails.ManagerId));

    public static Error EmailInvalid { get; } = new Error("person.email-invalid",
        "Enter an e-mail address such as name@company.example.").At(nameof(PersonDetails.Email));

    public static Error LastDayAhead { get; } = new Error("person.last-day-ahead",
        "This day is ahead, and leaving takes effect at once. Enter the last day with the person now, and come back on that day.").At(nameof(PersonDetails.LastDay));

    public static Error LastDayBeforeHired { get; } = new Error("person.last-day-before-hired",
        "The last day lies before the day of hiring. Correct one of the two dates.").At(nameof(PersonDetails.LastDay));

    public static Error ActiveAlready { get; } = new("person.active-already",
        "This person is active already.");

    public static Error NotActive { get; } = new("person.not-active",
        "Only someone who is active can be marked as absent.");

    public static Error LeftAlready { get; } = new("person.left-already",
        "This person has left already.");

    public static Error ExternalAuditorNeedsEnd { get; } = new Error("role.external-auditor-needs-end",
        "An external auditor reads for a limited time only. Say until which day.").At(nameof(RoleAssignment.To));

    public static Error RoleEndsBeforeItBegins { get; } = new Error("role.ends-before-it-begins",
        "The role would end before it begins. Correct one of the two dates.").At(nameof(RoleAssignment.To));

    public static Error RoleHasEnded { get; } = new("role.has-ended",
        "This role has ended already. Assign it anew if it is needed again.");

    public static Error RoleHoldsEverywhere { get; } = new Error("role.holds-everywhere",
        "This role works for the whole organisation. Leave the unit empty.").At(nameof(RoleAssignment.UnitId));

    public static Error RoleConflicts { get; } = new Error("role.conflict-of-duties",
        "One person should not hold this role beside the others that they hold. Give it to someone else, or say why it cannot be otherwise.").At(nameof(RoleAssignment.ConflictReason));

    public static Error LeftHoldsNoRole { get; } = new("role.person-has-left",
        "This person has left and takes no role on. Choose someone else, or mark the person as active first.");

    public static Error RoleNotYoursToGive { get; } = new("role.not-yours-to-give",
        "One of the roles is not yours to give: administrators appoint administrators, the ISMS manager and top management give the other roles. Let them end it or hand it over first.");

    public static Error NameOfBuiltInRole { get; } = new Error("role.name-built-in",
        "A role that every organisation has is called like this. Choose another name, so that nobody mistakes one for the other.").At(nameof(CustomRole.Name));

    public static Error RoleAllowsNothing { get; } = new Error("role.allows-nothing",
        "Choose at least one thing that the role allows.").At("Allows");

    public static Error RoleIsRetired { get; } = new("role.retired",
        "This role is out of use. Choose another one, or define it anew.");

    public static Error TooManyRoles { get; } = new("role.too-many",
        "The organisation has as many roles of its own as can be told apart. Retire one that is not needed any more.");

    public static Error NoSuchRole { get; } = new Error("role.unknown",
        "There is no such role in this organisation. Choose one from the list.").At(nameof(RoleAssignment.Role));

    public static Error PermissionReserved { get; } = new Error("role.permission-reserved",
        "A role of one's own can neither let others in nor lift a safeguard. Leave that to the roles that every organisation has.").At("Allows");

    public static Error PermissionNotHeld { get; } = new Error("role.permission-not-held",
        "You can only pass on what you may do yourself. Ask someone who may do all of it.").At("Allows");

    public static Error RoleAllowsMoreThanYou { get; } = new Error("role.allows-more-than-you",
        "This role allows more than you may do yourself. Ask someone who may do all of it to give it.").At(nameof(RoleAssignment.Role));

    public static Error HeirNotActive { get; } = new Error("person.heir-not-active",
        "Only someone else who is active can take over. Choose another person.").At("HeirId");

    public static Error NotHandedOver(int count) => new Error("person.not-handed-over",
        "Without a new owner yet: {0}. Choose one person for everything, or one for each.", ErrorKind.Refused, count).At("HeirId");

    public static Error NotProposed { get; } = new("role.not-proposed",
        "This role does not wait for confirmation any more.");

    public static Error HolderHasLeft { get; } = new("role.holder-has-left",
        "This person has left. Reject the appointment, or activate the person first.");
}
