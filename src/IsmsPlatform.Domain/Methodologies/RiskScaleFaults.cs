using System.Globalization;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Domain.Methodologies;

/// <summary>What is wrong with scales, in the order in which a form shows them.</summary>
internal static class RiskScaleFaults
{
    internal static IEnumerable<FieldError> Of(RiskScales s)
    {
        if (Missing(s) is { Count: > 0 } missing)
        {
            foreach (var list in missing) { yield return new($"Scales.{list}", "required", "Fill in this field."); }
            yield break;
        }
        if (s.Likelihood.Count is < RiskScales.SizeMin or > RiskScales.SizeMax) { yield return Size("Scales.Likelihood"); }
        if (s.Impact.Count is < RiskScales.SizeMin or > RiskScales.SizeMax) { yield return Size("Scales.Impact"); }
        if (s.Levels.Count is < RiskScales.LevelsMin or > RiskScales.LevelsMax)
        {
            yield return new("Scales.Levels", "methodology.levels", "Give {0} to {1} risk levels.", RiskScales.LevelsMin, RiskScales.LevelsMax);
        }
        foreach (var fault in Meanings(s).Concat(Frequencies(s)).Concat(Dimensions(s)).Concat(Levels(s))) { yield return fault; }
        foreach (var fault in Names(nameof(s.Likelihood), s.Likelihood.Select(l => l.Name)).Concat(Names(nameof(s.Impact), s.Impact.Select(l => l.Name))).Concat(Names(nameof(s.Dimensions), s.Dimensions.Select(d => d.Name))).Concat(Names(nameof(s.Levels), s.Levels.Select(l => l.Name)))) { yield return fault; }
        foreach (var fault in Matrix(s).Concat(Acceptance(s))) { yield return fault; }
    }

    // A form sends no list that is null, and none with a line that is; other systems may.
    private static List<string> Missing(RiskScales s) => [.. new (string Name, IEnumerable<object?>? Lines)[]
    {
        (nameof(s.Likelihood), s.Likelihood), (nameof(s.Impact), s.Impact), (nameof(s.Dimensions), s.Dimensions), (nameof(s.Levels), s.Levels), (nameof(s.Matrix), s.Matrix), (nameof(s.Limits), s.Limits),
    }.Where(l => l.Lines is null || l.Lines.Contains(null)).Select(l => l.Name)];

    private static FieldError Size(string field) => new(field, "methodology.size", "A scale has {0} to {1} levels.", RiskScales.SizeMin, RiskScales.SizeMax);

    private static IEnumerable<FieldError> Names(string list, IEnumerable<string> names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, i) in names.Select((n, i) => (Text.OrNull(n), i)))
        {
            if (name is null) { yield return new($"Scales.{list}[{i}].Name", "required", "Fill in this field."); }
            else if (!seen.Add(name)) { yield return new($"Scales.{list}[{i}].Name", "methodology.same-name", "“{0}” is there already. Give each one a name of its own.", name); }
        }
    }

    // Each range begins where the one below ends: a frequency belongs to exactly one level. Where nobody counts, no level has numbers.
    private static IEnumerable<FieldError> Frequencies(RiskScales s)
    {
        foreach (var (level, i) in s.Likelihood.Select((l, i) => (l, i)))
        {
            if (level.YearlyFrom is < 0 or > RiskScales.YearlyMax) { yield return Frequency($"Scales.Likelihood[{i}].YearlyFrom"); }
            if (level.YearlyTo is <= 0 or > RiskScales.YearlyMax) { yield return Frequency($"Scales.Likelihood[{i}].YearlyTo"); }
            if (level.YearlyTo <= level.YearlyFrom) { yield return new($"Scales.Likelihood[{i}].YearlyTo", "methodology.frequency-falls", "The end must be greater than the beginning."); }
            if (i > 0 && Seam(s.Likelihood[i - 1], level, i) is { } fault) { yield return fault; }
        }
    }

    private static FieldError? Seam(LikelihoodLevel below, LikelihoodLevel level, int i)
    {
        if (below is { YearlyFrom: null, YearlyTo: null } && level is { YearlyFrom: null, YearlyTo: null }) { return null; }
        var (lower, upper) = (Named(below.Name, i), Named(level.Name, i + 1));
        if (below.YearlyTo is not { } end) { return new($"Scales.Likelihood[{i - 1}].YearlyTo", "methodology.frequency-open", "Say where “{0}” ends, because “{1}” lies above it. Leave the numbers of all levels empty if you do not count.", lower, upper); }
        if (level.YearlyFrom is not { } begin || begin > end) { return new($"Scales.Likelihood[{i}].YearlyFrom", "methodology.frequencies-gap", "Let “{1}” begin where “{0}” ends, at {2} times a year: what lies between them has no level.", lower, upper, end); }
        return begin < end ? new($"Scales.Likelihood[{i}].YearlyFrom", "methodology.frequencies-overlap", "“{1}” begins before “{0}” ends, at {2} times a year: what lies in both has two levels.", lower, upper, end) : null;
    }

    // Two people judge alike only where words say what a level means; of an impact its dimensions say so.
    private static IEnumerable<FieldError> Meanings(RiskScales s)
        => s.Likelihood.Select((l, i) => (l, i)).Where(x => Text.OrNull(x.l.Definition) is null)
            .Select(x => new FieldError($"Scales.Likelihood[{x.i}].Definition", "methodology.no-definition", "Say what “{0}” means, so that two people judge alike.", Named(x.l.Name, x.i + 1)));

    private static string Named(string? name, int number) => Text.OrNull(name) ?? number.ToString(CultureInfo.InvariantCulture);

    private static FieldError Frequency(string field) => new(field, "methodology.frequency", "Give a number of times a year from 0 to {0}.", RiskScales.YearlyMax);

    private static IEnumerable<FieldError> Dimensions(RiskScales s)
    {
        if (s.Dimensions.Count is 0 or > RiskScales.MostDimensions) { yield return new("Scales.Dimensions", "methodology.dimensions", "Give one to {0} dimensions of impact.", RiskScales.MostDimensions); }
        foreach (var (dimension, i) in s.Dimensions.Select((d, i) => (d, i)))
        {
            for (var n = 0; n < s.Impact.Count; n++)
            {
                if (Text.OrNull(dimension.Definitions?.ElementAtOrDefault(n)) is null) { yield return new($"Scales.Dimensions[{i}].Definitions[{n}]", "methodology.no-definition", "Say what this level means here, so that two people judge alike."); }
            }
        }
    }

    private static IEnumerable<FieldError> Levels(RiskScales s)
    {
        foreach (var (level, i) in s.Levels.Select((l, i) => (l, i)))
        {
            if (level.Shade is < 1 or > RiskScales.ShadeMax) { yield return new($"Scales.Levels[{i}].Shade", "methodology.shade", "Choose one of the colours."); }
            else if (i > 0 && level.Shade < s.Levels[i - 1].Shade) { yield return new($"Scales.Levels[{i}].Shade", "methodology.shade-falls", "A higher level needs a colour that is at least as strong as the one below."); }
            if (level.ResponseDays is < 0 or > RiskScales.ResponseDaysMax) { yield return new($"Scales.Levels[{i}].ResponseDays", "methodology.response-days", "Give a number of days from 0 to {0}.", RiskScales.ResponseDaysMax); }
            if (level.ReviewMonths is < 1 or > RiskScales.ReviewMonthsMax) { yield return new($"Scales.Levels[{i}].ReviewMonths", "methodology.review-months", "Give a number of months from 1 to {0}.", RiskScales.ReviewMonthsMax); }
            else if (i > 0 && level.ReviewMonths > s.Levels[i - 1].ReviewMonths)
            {
                yield return new($"Scales.Levels[{i}].ReviewMonths", "methodology.review-rises", "“{0}” is graver than “{1}”: look at it again at least as often, within {2} months.", Named(level.Name, i + 1), Named(s.Levels[i - 1].Name, i), s.Levels[i - 1].ReviewMonths);
            }
        }
    }

    private static IEnumerable<FieldError> Matrix(RiskScales s)
    {
        if (s.Matrix.Count != s.Likelihood.Count || s.Matrix.Any(r => r.Count != s.Impact.Count))
        {
            yield return new("Scales.Matrix", "methodology.matrix-size", "The matrix needs a cell for each likelihood and each impact.");
            yield break;
        }
        for (var l = 0; l < s.Matrix.Count; l++)
        {
            for (var i = 0; i < s.Impact.Count; i++)
            {
                if (Cell(s, l, i) is { } fault) { yield return fault; }
            }
        }
        foreach (var (level, i) in s.Levels.Select((l, i) => (l, i)).Where(x => !s.Matrix.Any(row => row.Contains(x.i + 1))))
        {
            yield return new($"Scales.Levels[{i}].Name", "methodology.level-unused", "No cell of the matrix leads to “{0}”, so no risk can have it. Use it in the matrix, or take the level away.", Named(level.Name, i + 1));
        }
    }

    private static FieldError? Cell(RiskScales s, int l, int i)
    {
        var (field, level) = ($"Scales.Matrix[{l}][{i}]", s.Matrix[l][i]);
        if (level < 1 || level > s.Levels.Count) { return new(field, "methodology.empty-cell", "Choose a level for “{0}” and “{1}”.", s.Likelihood[l].Name, s.Impact[i].Name); }
        if (l > 0 && level < s.Matrix[l - 1][i]) { return new(field, "methodology.not-monotone", "The level must not fall when the likelihood rises: “{0}” and “{1}” is higher.", s.Likelihood[l - 1].Name, s.Impact[i].Name); }
        if (i > 0 && level < s.Matrix[l][i - 1]) { return new(field, "methodology.not-monotone", "The level must not fall when the impact rises: “{0}” and “{1}” is higher.", s.Likelihood[l].Name, s.Impact[i - 1].Name); }
        return null;
    }

    private static IEnumerable<FieldError> Acceptance(RiskScales s)
    {
        var top = s.Levels.Count;
        if (s.Threshold < 1 || s.Threshold >= top) { yield return new("Scales.Threshold", "methodology.threshold", "Choose a level below the highest: what reaches the highest is always treated or accepted by somebody."); }
        if (s.NeverFrom is { } never && (never <= s.Threshold || never > top)) { yield return new("Scales.NeverFrom", "methodology.never-from", "This must lie above the level that needs no treatment."); }
        foreach (var (limit, i) in s.Limits.Select((l, i) => (l, i)))
        {
            if (!RiskScales.Accepting.Contains(limit.Role) || s.Limits.Take(i).Any(l => l.Role == limit.Role)) { yield return new($"Scales.Limits[{i}].Role", "methodology.limit-role", "Choose a role that may accept risks, each once."); }
            if (limit.Level < 0 || limit.Level > top) { yield return new($"Scales.Limits[{i}].Level", "methodology.limit-level", "Choose one of the levels."); }
            else if (limit.Level >= s.NeverFrom) { yield return new($"Scales.Limits[{i}].Level", "methodology.limit-above-never", "Nobody may accept this level, so no role can."); }
        }
        if (s.LimitOf(Role.RiskOwner) is var owners && s.LimitOf(Role.TopManagement) < owners)
        {
            var at = s.Limits.ToList().FindIndex(l => l.Role == Role.TopManagement);
            yield return new(at < 0 ? "Scales.Limits" : $"Scales.Limits[{at}].Level", "methodology.top-below-owners", "Risk owners accept up to “{0}”, so top management accepts at least as much.", Named(s.Levels.ElementAtOrDefault(owners - 1)?.Name, owners));
        }
        if (s.Limits.All(l => l.Level < s.Threshold)) { yield return new("Scales.Limits", "methodology.nobody-accepts", "Somebody must be able to accept what needs no treatment."); }
        if (s.AssessmentFloor is < 0 or > ProtectionNeed.MaxValue) { yield return new("Scales.AssessmentFloor", "methodology.floor", "Choose a protection need from 0 to {0}.", ProtectionNeed.MaxValue); }
    }
}
