using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Domain.InterestedParties;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>What is said of a requirement; adding and changing share it.</summary>
public abstract record RequirementForm
{
    internal const int MostBases = 50;

    /// <summary>What the party requires.</summary>
    public string? Text { get; init; }

    /// <summary>Where it comes from.</summary>
    public RequirementKind? Kind { get; init; }

    /// <summary>It has to do with climate change (Amd 1:2024).</summary>
    public bool AboutClimate { get; init; }

    /// <summary>Whether the ISMS takes care of it (4.2 c).</summary>
    public Addressed? AddressedByIsms { get; init; }

    /// <summary>How it is addressed, or why not; needed as soon as it is decided.</summary>
    public string? Reason { get; init; }

    /// <summary>The legal requirements that it rests on.</summary>
    public IReadOnlyList<Guid>? LegalRequirementIds { get; init; }

    internal RequirementDetails Details() => new(Domain.Shared.Text.Clean(Text!), Kind!.Value, AboutClimate, AddressedByIsms!.Value, Domain.Shared.Text.OrNull(Reason));
}

public sealed class RequirementFormRules : AbstractValidator<RequirementForm>
{
    public RequirementFormRules()
    {
        RuleFor(r => r.Text).Required().AtMost(PartyRequirement.TextMaxLength);
        RuleFor(r => r.Kind).Chosen();
        RuleFor(r => r.AddressedByIsms).Chosen();
        RuleFor(r => r.Reason).AtMost(PartyRequirement.ReasonMaxLength);
        RuleFor(r => r.LegalRequirementIds).Must(ids => ids is null || ids.Count <= RequirementForm.MostBases).WithErrorCode("too-many").WithMessage("Choose at most {0}.").WithState(_ => new object[] { RequirementForm.MostBases });
    }
}
