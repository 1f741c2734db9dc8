using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Methodologies;

/// <summary>How often something is expected to happen. Its number is its place, from 1.</summary>
/// <param name="YearlyFrom">Times a year, where the organisation counts at all.</param>
/// <param name="YearlyTo">Times a year; null for "and more".</param>
public sealed record LikelihoodLevel(string Name, string? Definition = null, decimal? YearlyFrom = null, decimal? YearlyTo = null);

/// <summary>How bad something would be. Its number is its place, from 1.</summary>
public sealed record ImpactLevel(string Name, string? Definition = null);

/// <summary>What may be harmed, and what each impact level means there.</summary>
/// <param name="Definitions">One for each impact level, in their order.</param>
public sealed record ImpactDimension(string Name, IReadOnlyList<string> Definitions);

/// <summary>What a cell of the matrix means. Its number is its place, from 1, the lowest.</summary>
/// <param name="Shade">1 to 5: the colour on the scale of the product. Beside it a meter with as many bars as the level's number is shown, never colour alone.</param>
/// <param name="Response">What is done with such a risk.</param>
/// <param name="ResponseDays">Within how many days treatment is decided; null where nothing is asked.</param>
/// <param name="ReviewMonths">How often such a risk is looked at again.</param>
public sealed record RiskLevel(string Name, int Shade, string? Response, int? ResponseDays, int ReviewMonths);

/// <summary>Up to which level a role may accept risks.</summary>
/// <param name="Level">0: none.</param>
public sealed record AcceptanceLimit(Role Role, int Level);

/// <summary>
/// The scales by which an organisation assesses its risks (ISO/IEC 27001 6.1.2 a, b): nothing of them is fixed by the product but
/// their bounds. One value: a version of the methodology holds it, and evaluations keep the version they were made with.
/// </summary>
public sealed record RiskScales
{
    public const int SizeMin = 3;
    public const int SizeMax = 6;
    public const int LevelsMin = 2;
    public const int LevelsMax = 6;
    public const int ShadeMax = 5;
    public const int MostDimensions = 8;
    public const int NameMaxLength = 60;
    public const int DefinitionMaxLength = 500;
    public const int ResponseDaysMax = 365;
    public const int ReviewMonthsMax = 60;
    /// <summary>More than hourly is no number that anybody estimates.</summary>
    public const decimal YearlyMax = 10_000;

    /// <summary>The roles that a limit can be given to; who holds none of them accepts nothing.</summary>
    public static IReadOnlyList<Role> Accepting { get; } = [Role.RiskOwner, Role.IsmsManager, Role.TopManagement];

    // Lists, not arrays: a form is read into what is there, and an empty array takes nothing.
    public IReadOnlyList<LikelihoodLevel> Likelihood { get; init; } = new List<LikelihoodLevel>();

    public IReadOnlyList<ImpactLevel> Impact { get; init; } = new List<ImpactLevel>();

    public IReadOnlyList<ImpactDimension> Dimensions { get; init; } = new List<ImpactDimension>();

    public IReadOnlyList<RiskLevel> Levels { get; init; } = new List<RiskLevel>();

    /// <summary>[likelihood − 1][impact − 1] → number of the risk level; 0 is an empty cell.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Matrix { get; init; } = new List<IReadOnlyList<int>>();

    /// <summary>The highest level that needs no treatment.</summary>
    public int Threshold { get; init; }

    public IReadOnlyList<AcceptanceLimit> Limits { get; init; } = new List<AcceptanceLimit>();

    /// <summary>From this level on nobody may accept a risk; null where somebody may accept each.</summary>
    public int? NeverFrom { get; init; }

    /// <summary>Assets whose protection need is lower are not assessed one by one (0 to 4).</summary>
    public int AssessmentFloor { get; init; }

    /// <summary>The number of the risk level; both are numbers of this version's levels.</summary>
    public int LevelOf(int likelihood, int impact) => Matrix[likelihood - 1][impact - 1];

    /// <summary>The highest level that the role may accept; 0 for none.</summary>
    public int LimitOf(Role role) => Limits.FirstOrDefault(l => l.Role == role)?.Level ?? 0;

    /// <summary>Everything that keeps a risk from being assessed with it, each at its field. Empty: it can be used.</summary>
    public IReadOnlyList<FieldError> Faults() => [.. RiskScaleFaults.Of(this)];
}
