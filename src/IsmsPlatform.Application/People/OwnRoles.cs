using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.People;

/// <summary>What a form of an organisation's own role says.</summary>
public interface IOwnRoleForm
{
    string? Name { get; }

    string? Purpose { get; }

    string[]? Allows { get; }
}

/// <summary>Rules of shape that defining and changing share.</summary>
internal sealed class OwnRoleRules : AbstractValidator<IOwnRoleForm>
{
    public OwnRoleRules()
    {
        RuleFor(c => c.Name).Required().AtMost(CustomRole.NameMaxLength);
        RuleFor(c => c.Purpose).Required().AtMost(CustomRole.PurposeMaxLength);
        RuleFor(c => c.Allows).Listed(p => p is null || p.All(Permissions.All.Contains));
    }
}

/// <summary>An organisation's own roles never allow more than whoever shapes them may do, and never what lets others in or lifts a safeguard.</summary>
internal static class OwnRoles
{
    /// <summary>One at a time gives, changes or retires a role.</summary>
    internal static string Lock(Guid id) => $"own role {id}";

    /// <param name="actor">Who shapes the role.</param>
    /// <param name="wished">What it is to allow.</param>
    /// <param name="before">What it allows already: that may stay, whoever changes the rest.</param>
    internal static Error? RefusalOf(Actor actor, IReadOnlyCollection<string> wished, IReadOnlyCollection<string> before)
        => wished.Any(Permissions.Reserved.ContainsKey) ? PeopleErrors.PermissionReserved
            : Permissions.ToPassOn(actor.Permissions).IsSupersetOf(wished.Except(before, StringComparer.Ordinal)) ? null : PeopleErrors.PermissionNotHeld;
}
