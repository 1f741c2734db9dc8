using FluentValidation;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Tasks;
using IsmsPlatform.Domain.InterestedParties;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.InterestedParties;

/// <summary>What is said of an interested party; adding and changing share it.</summary>
public abstract record PartyForm : ReviewedForm
{
    /// <summary>Unique among the active parties, whatever the case.</summary>
    public string? Name { get; init; }

    /// <summary>What it is to the organisation.</summary>
    public PartyKind? Kind { get; init; }

    /// <summary>How much it can change what the organisation does, 1 to 5.</summary>
    public int? Influence { get; init; }

    /// <summary>How much information security matters to it, 1 to 5.</summary>
    public int? Interest { get; init; }

    /// <summary>How it is reached.</summary>
    public string? Contact { get; init; }

    internal PartyDetails Details() => new(Text.Clean(Name!), Kind!.Value, Influence!.Value, Interest!.Value, Text.OrNull(Contact));
}

public sealed class PartyFormRules : AbstractValidator<PartyForm>
{
    public PartyFormRules()
    {
        Include(new ReviewedFormRules());
        RuleFor(p => p.Name).Required().AtMost(InterestedParty.NameMaxLength);
        RuleFor(p => p.Kind).Chosen();
        RuleFor(p => p.Influence).Required().Between(InterestedParty.GradeMin, InterestedParty.GradeMax);
        RuleFor(p => p.Interest).Required().Between(InterestedParty.GradeMin, InterestedParty.GradeMax);
        RuleFor(p => p.Contact).AtMost(InterestedParty.ContactMaxLength);
    }
}

internal static class PartyOfRecord
{
    internal static PartyDetails Details(this InterestedParty r) => new(r.Name, r.Kind, r.Influence, r.Interest, r.Contact);
}
