using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Domain.InterestedParties;

public enum PartyKind
{
    Customer,
    Employee,
    Owner,
    Regulator,
    Supplier,
    Partner,
    Insurer,
    Public,
    Other,
}

public enum PartyStatus
{
    Active,
    Closed,
}

/// <summary>What people enter about a party, as one value.</summary>
public sealed record PartyDetails(string Name, PartyKind Kind, int Influence, int Interest, string? Contact = null);

/// <summary>Somebody who can affect the ISMS, or is affected by it (ISO/IEC 27001 4.2).</summary>
public sealed class InterestedParty : ReviewedRecord
{
    public const string CodePrefix = "IPT";
    public const int NameMaxLength = 200;
    public const int ContactMaxLength = 500;
    /// <summary>Influence and interest, 1 (little) to 5 (much).</summary>
    public const int GradeMin = 1;
    public const int GradeMax = 5;

    private InterestedParty() { }

    public string Code { get; private init; } = "";

    /// <summary>Unique among those that are active, whatever the case.</summary>
    public string Name { get; private set; } = "";

    public PartyKind Kind { get; private set; }

    public int Influence { get; private set; }

    public int Interest { get; private set; }

    public string? Contact { get; private set; }

    public PartyStatus Status { get; private set; }

    public override bool IsInForce => Status == PartyStatus.Active;

    public static Result<InterestedParty> Add(Guid id, string code, PartyDetails details, ReviewPlan plan)
    {
        var party = new InterestedParty { Id = id, Code = code };
        return party.Change(details, plan).Error is { } error ? error : party;
    }

    public Result Change(PartyDetails details, ReviewPlan plan)
    {
        if (Status == PartyStatus.Closed) { return PartyErrors.Closed; }
        var planned = Take(plan);
        if (!planned.IsSuccess) { return planned; }
        (Name, Kind, Contact) = (Text.Clean(details.Name), details.Kind, Text.OrNull(details.Contact));
        (Influence, Interest) = (details.Influence, details.Interest);
        return Result.Success;
    }

    /// <summary>It has nothing to do with the ISMS any more.</summary>
    public Result Close(string? reason)
    {
        if (Status == PartyStatus.Closed) { return PartyErrors.Closed; }
        var closed = CloseFor(reason);
        if (closed.IsSuccess) { Status = PartyStatus.Closed; }
        return closed;
    }

    public Result Reopen()
    {
        if (Status != PartyStatus.Closed) { return PartyErrors.NotClosed; }
        ForgetReason();
        Status = PartyStatus.Active;
        return Result.Success;
    }
}
