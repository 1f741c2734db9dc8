using FluentValidation;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Controls;
using IsmsPlatform.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace IsmsPlatform.Application.Controls;

/// <summary>What is said of an implementation; adding and changing share it.</summary>
public abstract record ImplementationForm
{
    /// <summary>How people call it.</summary>
    public string? Title { get; init; }

    /// <summary>How it is done; needed as soon as it is in place.</summary>
    public string? Description { get; init; }

    /// <summary>Where it holds: this unit. Without unit, location and system it holds everywhere.</summary>
    public Guid? UnitId { get; init; }

    /// <summary>Where it holds: this location.</summary>
    public Guid? LocationId { get; init; }

    /// <summary>Where it holds: this system.</summary>
    public Guid? AssetId { get; init; }

    /// <summary>The person who answers for it.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>Who carries it out, if that is somebody else.</summary>
    public Guid? OperatorId { get; init; }

    public ImplementationStatus? Status { get; init; }

    /// <summary>0 to 5: how well it is established.</summary>
    public int? Maturity { get; init; }

    /// <summary>How often it is carried out.</summary>
    public OperationFrequency? Frequency { get; init; }

    public ControlAutomation? Automation { get; init; }

    /// <summary>By what one sees that it was done.</summary>
    public string? EvidenceExpected { get; init; }

    internal ImplementationDetails Details() => new(Title!, Description, UnitId, LocationId, AssetId, OwnerId!.Value, OperatorId, Status!.Value, Maturity, Frequency, Automation, EvidenceExpected);
}

public sealed class ImplementationFormRules : AbstractValidator<ImplementationForm>
{
    public ImplementationFormRules()
    {
        RuleFor(i => i.Title).Required().AtMost(ControlImplementation.TitleMaxLength);
        RuleFor(i => i.Description).AtMost(ControlImplementation.DescriptionMaxLength);
        RuleFor(i => i.OwnerId).Must(id => id is { } owner && owner != Guid.Empty).WithErrorCode("required").WithMessage("Choose one.");
        RuleFor(i => i.Status).Chosen();
        RuleFor(i => i.Maturity).Between(ControlImplementation.MaturityMin, ControlImplementation.MaturityMax);
        RuleFor(i => i.Frequency).Must(f => f is null || Enum.IsDefined(f.Value)).WithErrorCode("unknown-value").WithMessage("Choose one of the listed values.");
        RuleFor(i => i.Automation).Must(a => a is null || Enum.IsDefined(a.Value)).WithErrorCode("unknown-value").WithMessage("Choose one of the listed values.");
        RuleFor(i => i.EvidenceExpected).AtMost(ControlImplementation.EvidenceMaxLength);
    }
}

/// <summary>Who may change which implementation: the ISMS manager each of them, an owner their own (section 33 of the domain model).</summary>
public sealed class ImplementationAccess(IsmsDbContext db, RequestScope scope)
{
    public bool MayChange(Guid ownerId) => scope.Actor.Can(Permissions.ControlsEdit) || (scope.Actor.Can(Permissions.ControlsEditOwn) && ownerId == scope.PersonId);

    internal Task<bool> IsActiveAsync(Guid personId, CancellationToken cancellationToken) => db.People.AnyAsync(p => p.Id == personId && p.Status == PersonStatus.Active, cancellationToken);
}
