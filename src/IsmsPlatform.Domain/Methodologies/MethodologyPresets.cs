using IsmsPlatform.Domain.People;

namespace IsmsPlatform.Domain.Methodologies;

/// <summary>How a new version begins.</summary>
public enum MethodologyStart
{
    /// <summary>With the version in force.</summary>
    InForce,
    ThreeByThree,
    FourByFour,
    FiveByFive,
}

/// <summary>Methods that can be used as they are; words and numbers are the organisation's to change.</summary>
public static class MethodologyPresets
{
    public const string Appetite = "We accept risks that neither endanger the people whose data we hold nor our ability to deliver. Everything above the threshold is treated, or accepted for a time by somebody who may do so.";

    // Before the methods that use them: static members are filled from the top. From the mildest to the gravest of five; fewer levels take those that are spread over them.
    private static readonly (string Name, string[] Definitions)[] Words =
    [
        ("Financial", ["Covered by the budget of a team", "Up to 1 % of yearly revenue", "1 to 3 % of yearly revenue", "3 to 10 % of yearly revenue", "More than 10 % of yearly revenue"]),
        ("Legal", ["No duty is touched", "A remark by an authority or a customer", "A duty to report, or a contract is breached", "A fine or a lawsuit", "Loss of a licence, or of the right to operate"]),
        ("Reputation", ["Nobody outside notices", "A few customers ask", "Customers complain, the trade press writes", "Customers leave, national press writes", "Trust is lost for years"]),
        ("Operations", ["Minutes, nothing is lost", "Hours, work is made up for", "A day, agreed times are missed", "Several days, critical processes stand still", "Weeks, the organisation may not recover"]),
        ("People", ["Nobody is affected", "Inconvenience for some", "Noticeable harm to some, distress", "Serious harm to some, or harm to many", "Danger to life or health"]),
    ];

    public static RiskScales Of(MethodologyStart start) => start switch
    {
        MethodologyStart.ThreeByThree => ThreeByThree,
        MethodologyStart.FourByFour => FourByFour,
        MethodologyStart.FiveByFive => FiveByFive,
        _ => throw new ArgumentOutOfRangeException(nameof(start), start, "No preset."),
    };

    /// <summary>Three levels each: for small organisations that begin.</summary>
    public static RiskScales ThreeByThree { get; } = new()
    {
        Likelihood =
        [
            new("Unlikely", "Not expected within three years", 0, 0.3m),
            new("Possible", "About once in three years to once a year", 0.3m, 1),
            new("Likely", "Every year or more often", 1, null),
        ],
        Impact = [new("Minor"), new("Serious"), new("Severe")],
        Dimensions = Dimensions(3),
        Levels = [Low(1), Medium(3), High(5)],
        Matrix = ByProduct(3, 3, product => product switch { <= 2 => 1, <= 4 => 2, _ => 3 }),
        Threshold = 1,
        Limits = [new(Role.RiskOwner, 1), new(Role.IsmsManager, 0), new(Role.TopManagement, 2)],
        AssessmentFloor = 2,
    };

    /// <summary>Four levels each: there is no comfortable middle.</summary>
    public static RiskScales FourByFour { get; } = new()
    {
        Likelihood =
        [
            new("Rare", "Less than once in ten years", 0, 0.1m),
            new("Unlikely", "Once in ten to once in two years", 0.1m, 0.5m),
            new("Likely", "Once in two years to twice a year", 0.5m, 2),
            new("Frequent", "More than twice a year", 2, null),
        ],
        Impact = [new("Minor"), new("Moderate"), new("Serious"), new("Severe")],
        Dimensions = Dimensions(4),
        Levels = [Low(1), Medium(3), High(4), VeryHigh(5)],
        Matrix = ByProduct(4, 4, product => product switch { <= 3 => 1, <= 6 => 2, <= 9 => 3, _ => 4 }),
        Threshold = 2,
        Limits = [new(Role.RiskOwner, 2), new(Role.IsmsManager, 0), new(Role.TopManagement, 3)],
        NeverFrom = 4,
        AssessmentFloor = 2,
    };

    /// <summary>Five levels each; the product of both numbers decides: to 4 low, to 9 medium, to 14 high, above very high.</summary>
    public static RiskScales FiveByFive { get; } = new()
    {
        Likelihood =
        [
            new("Rare", "Less than once in ten years", 0, 0.1m),
            new("Unlikely", "Once in ten to once in three years", 0.1m, 0.3m),
            new("Possible", "Once in three years to once a year", 0.3m, 1),
            new("Likely", "Once to six times a year", 1, 6),
            new("Almost certain", "More than six times a year", 6, null),
        ],
        Impact = [new("Negligible"), new("Minor"), new("Moderate"), new("Major"), new("Severe")],
        Dimensions = Dimensions(5),
        Levels = [Low(1), Medium(3), High(4), VeryHigh(5)],
        Matrix = ByProduct(5, 5, product => product switch { <= 4 => 1, <= 9 => 2, <= 14 => 3, _ => 4 }),
        Threshold = 2,
        Limits = [new(Role.RiskOwner, 2), new(Role.IsmsManager, 0), new(Role.TopManagement, 3)],
        AssessmentFloor = 2,
    };

    private static RiskLevel Low(int shade) => new("Low", shade, "Accepted as it is; watched.", null, 24);

    private static RiskLevel Medium(int shade) => new("Medium", shade, "Accepted by its owner, or treated where that costs little.", 90, 12);

    private static RiskLevel High(int shade) => new("High", shade, "Treated; a plan stands within a month.", 30, 6);

    private static RiskLevel VeryHigh(int shade) => new("Very high", shade, "Treated at once; top management is told.", 7, 3);

    private static IReadOnlyList<IReadOnlyList<int>> ByProduct(int likelihoods, int impacts, Func<int, int> level)
        => [.. Enumerable.Range(1, likelihoods).Select(l => (IReadOnlyList<int>)[.. Enumerable.Range(1, impacts).Select(i => level(l * i))])];

    private static IReadOnlyList<ImpactDimension> Dimensions(int levels)
        => [.. Words.Select(w => new ImpactDimension(w.Name, [.. Enumerable.Range(0, levels).Select(n => w.Definitions[(int)Math.Round(n * 4d / (levels - 1), MidpointRounding.AwayFromZero)])]))];
}
