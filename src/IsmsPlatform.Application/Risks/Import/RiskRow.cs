using System.Globalization;
using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Methodologies;
using IsmsPlatform.Domain.Risks;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Risks.Import;

/// <summary>What a file may name, by the names and codes that it may use.</summary>
/// <param name="Titles">Open risks by their folded titles.</param>
/// <param name="Codes">All risks by their codes, closed ones, too.</param>
/// <param name="Scales">Of the methodology in force, whose levels are named as well as counted; null where there is none.</param>
internal sealed record RiskWorld(IReadOnlyDictionary<string, Guid> Titles, IReadOnlyDictionary<string, NamedRisk> Codes, RiskScales? Scales, NameIndex People, NameIndex Threats, NameIndex Vulnerabilities, NameIndex Assets, NameIndex Controls);

/// <summary>A risk of the register as lines of files may name it.</summary>
internal sealed record NamedRisk(Guid Id, string Code, string Title);

/// <summary>A line of the file as a risk that might be entered.</summary>
/// <param name="Ratings">What the line says of likelihood and impact, by stage; null what cannot be read.</param>
internal sealed record ImportedRisk(int Line, RiskDetails Details, Guid? OwnerId, DateOnly? NextReviewOn, IReadOnlyList<Guid> Vulnerabilities, IReadOnlyList<Guid> Assets, IReadOnlyList<Guid> Controls,
    IReadOnlyList<ReadRating> Ratings)
{
    /// <summary>The risk of the register that this line is: it stays as it is. Null for what is new.</summary>
    internal Guid? KnownId { get; init; }

    /// <summary>Code and title are those of the register: the line comes from its own export, and an empty cell says something.</summary>
    internal bool IsOfItsExport { get; init; }

    /// <summary>A risk of the register with the code of this line and another title: codes of other registers mean nothing here.</summary>
    internal NamedRisk? OtherOfItsCode { get; init; }

    /// <summary>What its columns say, empty ones, too.</summary>
    internal required IReadOnlyDictionary<RiskField, string?> Cells { get; init; }

    internal List<RowFault> Faults { get; init; } = [];

    internal bool IsFaultyAt(params ReadOnlySpan<RiskField> fields)
    {
        foreach (var field in fields) { if (Faults.Exists(f => f.Problem.Field == field.ToString())) { return true; } }
        return false;
    }
}

/// <summary>What a line says of one stage.</summary>
internal sealed record ReadRating(EvaluationStage Stage, int? Likelihood, int? Impact)
{
    internal RiskField LikelihoodField => Stage == EvaluationStage.Inherent ? RiskField.InherentLikelihood : RiskField.CurrentLikelihood;

    internal RiskField ImpactField => Stage == EvaluationStage.Inherent ? RiskField.InherentImpact : RiskField.CurrentImpact;
}

/// <summary>Reads lines by the headings; every fault of a line is found, not only the first.</summary>
internal sealed class RiskRowReader(SheetTable table, RiskWorld world)
{
    private const int ShownCharacters = 60;
    private const int MostAllowed = 20;
    private static readonly char[] Separators = [';', '\n', '|'];
    private static readonly char[] LetterSeparators = [',', ';', '/', '\n', '|', ' '];

    private readonly Dictionary<RiskField, int> _columns = RiskFields.ColumnsOf(table);

    internal List<ImportedRisk> Rows()
    {
        var rows = table.Rows.Select(Read).ToList();
        // Of an export, several closed risks may be called so: their codes tell them apart.
        foreach (var same in rows.Where(r => r.Details.Title.Length > 0).GroupBy(r => (NameIndex.Fold(r.Details.Title), r.IsOfItsExport ? r.KnownId : null)).Select(g => g.ToList()).Where(g => g.Count > 1))
        {
            same.ForEach(row => row.Faults.Add(Fault(row.Line, RiskField.Title, row.Details.Title, RiskImportErrors.SameTitle(same[row == same[0] ? 1 : 0].Line))));
        }
        return rows;
    }

    internal RowFault Fault(int line, RiskField field, string? value, Error fault, IReadOnlyList<string>? allowed = null)
        => new(line, _columns.TryGetValue(field, out var column) ? table.Headings[column] : RiskFields.HeadingOf(field), Text.Shortened(value, ShownCharacters),
            new FieldError(field.ToString(), fault.Code, fault.Sentence, fault.Arguments), allowed ?? []);

    private ImportedRisk Read(SheetRow row)
    {
        List<RowFault> faults = [];
        void Add(RiskField field, string? value, Error fault, IReadOnlyList<string>? allowed = null) => faults.Add(Fault(row.Line, field, value, fault, allowed));
        string? Cell(RiskField field) => _columns.TryGetValue(field, out var column) ? row.At(column) : null;
        string? Words(RiskField field, int most)
        {
            if (Cell(field) is not { } cell) { return null; }
            if (!Text.IsStorable(cell)) { Add(field, null, CellFaults.Unstorable); }
            else if (cell.Length > most) { Add(field, cell, CellFaults.TooLong(most)); }
            return cell;
        }
        T? Value<T>(RiskField field, Words<T> words)
            where T : struct
        {
            if (Cell(field) is not { } cell) { return null; }
            if (words.TryRead(cell, out var value)) { return value; }
            Add(field, cell, CellFaults.Unknown, words.Allowed);
            return null;
        }
        IReadOnlyList<Guid> Several(RiskField field, NameIndex index)
        {
            List<Guid> found = [];
            foreach (var name in (Cell(field) ?? "").Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (!index.TryFind(name, out var id)) { Add(field, name, RiskImportErrors.Missing(name)); }
                else if (id is null) { Add(field, name, CellFaults.Ambiguous); }
                else if (!found.Contains(id.Value)) { found.Add(id.Value); }
            }
            if (found.Count > Risk.MostLinks) { Add(field, null, CellFaults.TooLong(Risk.MostLinks)); }
            return found;
        }
        ReadRating? Rating(EvaluationStage stage)
        {
            var said = new ReadRating(stage, null, null);
            var (often, bad) = (Cell(said.LikelihoodField), Cell(said.ImpactField));
            if (often is null && bad is null) { return null; }
            if (often is null) { Add(said.LikelihoodField, bad, RiskImportErrors.Half); }
            if (bad is null) { Add(said.ImpactField, often, RiskImportErrors.Half); }
            return said with { Likelihood = Level(said.LikelihoodField, often, world.Scales?.Likelihood.Select(l => l.Name) ?? []), Impact = Level(said.ImpactField, bad, world.Scales?.Impact.Select(l => l.Name) ?? []) };
        }
        int? Level(RiskField field, string? cell, IEnumerable<string> names)
        {
            if (cell is null) { return null; }
            if (names.Index().Where(n => NameIndex.Fold(n.Item) == NameIndex.Fold(cell)).Select(n => (int?)(n.Index + 1)).FirstOrDefault() is { } named) { return named; }
            if (int.TryParse(Cells.Whole(cell), NumberStyles.None, CultureInfo.InvariantCulture, out var level)) { return level; }
            Add(field, cell, RiskImportErrors.NoLevel);
            return null;
        }

        var title = Words(RiskField.Title, Risk.TitleMaxLength);
        if (title is null) { Add(RiskField.Title, null, CellFaults.Missing); }
        if (row.Cells.Count > table.Headings.Count) { Add(RiskField.Title, title, CellFaults.TooManyCells(row.Cells.Count, table.Headings.Count)); }
        var details = new RiskDetails(title ?? "", Words(RiskField.Scenario, Risk.ScenarioMaxLength), Value(RiskField.Kind, RiskFields.Kinds) ?? RiskKind.Information,
            One(RiskField.Threat, world.Threats), Affected(), Value(RiskField.Option, RiskFields.Options), Value(RiskField.PersonalData, RiskFields.Booleans) ?? false);
        var known = title is null ? (null, false, null) : Known(title);
        return new ImportedRisk(row.Line, details, Owner(), Day(RiskField.NextReview), Several(RiskField.Vulnerabilities, world.Vulnerabilities), Several(RiskField.Assets, world.Assets), Several(RiskField.Controls, world.Controls),
            [.. new[] { Rating(EvaluationStage.Inherent), Rating(EvaluationStage.Current) }.OfType<ReadRating>()])
        {
            KnownId = known.Id,
            IsOfItsExport = known.ByCode,
            OtherOfItsCode = known.Other,
            Cells = _columns.ToDictionary(c => c.Key, c => row.At(c.Value)),
            Faults = faults,
        };

        // The title decides, the code confirms: RSK-2026-001 of another organisation is another risk.
        (Guid? Id, bool ByCode, NamedRisk? Other) Known(string title)
        {
            var name = NameIndex.Fold(title);
            var coded = Cell(RiskField.Code) is { } code ? world.Codes.GetValueOrDefault(code) : null;
            if (coded is not null && NameIndex.Fold(coded.Title) == name) { return (coded.Id, true, null); }
            return world.Titles.TryGetValue(name, out var id) ? (id, false, null) : (null, false, coded);
        }

        Guid? One(RiskField field, NameIndex index)
        {
            if (Cell(field) is not { } cell) { return null; }
            if (!index.TryFind(cell, out var id)) { Add(field, cell, RiskImportErrors.Missing(cell)); }
            else if (id is null) { Add(field, cell, CellFaults.Ambiguous); }
            return id;
        }
        Guid? Owner()
        {
            if (Cell(RiskField.Owner) is not { } cell)
            {
                Add(RiskField.Owner, null, CellFaults.Missing);
                return null;
            }
            if (!world.People.TryFind(cell, out var id)) { Add(RiskField.Owner, cell, RiskImportErrors.NoSuchOwner, world.People.Names.Count <= MostAllowed ? [.. world.People.Names.Order(StringComparer.OrdinalIgnoreCase)] : []); }
            else if (id is null) { Add(RiskField.Owner, cell, CellFaults.Ambiguous); }
            return id;
        }
        IReadOnlyList<SecurityProperty> Affected()
        {
            List<SecurityProperty> affected = [];
            var words = (Cell(RiskField.Affects) ?? "").Split(LetterSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (var word in words)
            {
                if (RiskFields.Properties.TryRead(word, out var property)) { affected.Add(property); }
                else { Add(RiskField.Affects, word, CellFaults.Unknown, RiskFields.Properties.Allowed); }
            }
            if (words.Length == 0) { Add(RiskField.Affects, Cell(RiskField.Affects), CellFaults.Missing); }
            return [.. affected.Distinct().Order()];
        }
        DateOnly? Day(RiskField field)
        {
            if (Cell(field) is not { } cell) { return null; }
            var date = Cells.Date(cell);
            if (date is null) { Add(field, cell, CellFaults.NoDate); }
            else if (!PlausibleDate.Is(date.Value)) { Add(field, cell, CellFaults.ImplausibleDate); }
            return date;
        }
    }
}
