using System.Globalization;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Domain.Tasks;

namespace IsmsPlatform.Domain.BusinessObjectives;

public enum ObjectiveStatus
{
    Active,
    Closed,
}

/// <summary>What people enter about a business objective, as one value.</summary>
/// <param name="Horizon">By when: a year or a day, <c>2028</c> or <c>2028-06-30</c>.</param>
public sealed record ObjectiveDetails(string Title, string Horizon);

/// <summary>Something that the organisation wants to achieve, which its ISMS has to serve (ISO/IEC 27001 5.1 a, 6.2 a).</summary>
public sealed class BusinessObjective : ReviewedRecord
{
    public const string CodePrefix = "OBJ";
    public const int TitleMaxLength = 500;
    public const int HorizonMaxLength = 10;

    private BusinessObjective() { }

    public string Code { get; private init; } = "";

    /// <summary>The objective itself, as one sentence.</summary>
    public string Title { get; private set; } = "";

    /// <summary>A year or an ISO date; as text they sort in the order of time.</summary>
    public string Horizon { get; private set; } = "";

    public ObjectiveStatus Status { get; private set; }

    public override bool IsInForce => Status == ObjectiveStatus.Active;

    public static Result<BusinessObjective> Add(Guid id, string code, ObjectiveDetails details, ReviewPlan plan)
    {
        var objective = new BusinessObjective { Id = id, Code = code };
        return objective.Change(details, plan).Error is { } error ? error : objective;
    }

    public Result Change(ObjectiveDetails details, ReviewPlan plan)
    {
        if (Status == ObjectiveStatus.Closed) { return ObjectiveErrors.Closed; }
        var horizon = Text.Clean(details.Horizon);
        if (EndOf(horizon) is not { } end) { return ObjectiveErrors.NoHorizon; }
        if (horizon != Horizon && end < plan.Today) { return ObjectiveErrors.HorizonInThePast; }
        var planned = Take(plan);
        if (!planned.IsSuccess) { return planned; }
        (Title, Horizon) = (Text.Clean(details.Title), horizon);
        return Result.Success;
    }

    /// <summary>The last day of a horizon; null for what is neither a year nor a day.</summary>
    public static DateOnly? EndOf(string horizon) => (DateOnly.TryParseExact(horizon, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : DateOnly.TryParseExact(horizon, "yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var year) ? new DateOnly(year.Year, 12, 31) : (DateOnly?)null)
        is { } end && PlausibleDate.Is(end) ? end : null;

    /// <summary>Reached, or given up.</summary>
    public Result Close(string? reason)
    {
        if (Status == ObjectiveStatus.Closed) { return ObjectiveErrors.Closed; }
        var closed = CloseFor(reason);
        if (closed.IsSuccess) { Status = ObjectiveStatus.Closed; }
        return closed;
    }

    public Result Reopen()
    {
        if (Status != ObjectiveStatus.Closed) { return ObjectiveErrors.NotClosed; }
        ForgetReason();
        Status = ObjectiveStatus.Active;
        return Result.Success;
    }
}
