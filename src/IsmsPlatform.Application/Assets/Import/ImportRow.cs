using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>A line of the file as values; null is not stated.</summary>
internal sealed record ImportRow(int Line, string Name, string? ExternalId)
{
    internal AssetType? Type { get; init; }

    internal string? Description { get; init; }

    internal Guid? OwnerId { get; init; }

    internal Guid? CustodianId { get; init; }

    internal Guid? UnitId { get; init; }

    internal Guid? LocationId { get; init; }

    internal Classification? Classification { get; init; }

    internal bool? PersonalData { get; init; }

    internal ProtectionNeed Own { get; init; }

    internal int? RtoHours { get; init; }

    internal int? RpoHours { get; init; }

    internal DateOnly? AcquiredOn { get; init; }

    internal DateOnly? EndOfSupportOn { get; init; }

    internal DateOnly? NextReviewOn { get; init; }

    /// <summary>The cell that names what it needs, as it stands there.</summary>
    internal string? Needs { get; init; }

    internal List<RowFault> Faults { get; init; } = [];

    /// <summary>Cells that name a unit, a location or a person that is not known, where the user said to leave them empty.</summary>
    internal List<RowFault> LeftEmpty { get; } = [];

    internal void LeaveUnknownEmpty()
    {
        LeftEmpty.AddRange(Faults.Where(CellFaults.IsUnknownReference));
        Faults.RemoveAll(CellFaults.IsUnknownReference);
    }

    /// <summary>What the asset becomes: its source decides over most fields; owner, custodian, values, classification and review that are there already stay.</summary>
    internal AssetDetails Over(Asset? a) => new(
        Name, Type ?? a?.Type ?? default, a?.Classification ?? Classification ?? Domain.Assets.Classification.Internal, Description ?? a?.Description,
        a?.OwnerId ?? OwnerId, a?.CustodianId ?? CustodianId, UnitId ?? a?.UnitId, LocationId ?? a?.LocationId, PersonalData ?? a?.ContainsPersonalData ?? false,
        a?.Confidentiality ?? Own.Confidentiality, a?.Integrity ?? Own.Integrity, a?.Availability ?? Own.Availability, RtoHours ?? a?.RtoHours, RpoHours ?? a?.RpoHours,
        AcquiredOn ?? a?.AcquiredOn, EndOfSupportOn ?? a?.EndOfSupportOn, a?.NextReviewOn ?? NextReviewOn, a?.NoRiskReason);
}

/// <summary>People, units and locations as files name them.</summary>
internal sealed record ImportDirectory(NameIndex People, NameIndex Units, NameIndex Locations);

/// <summary>Reads lines by the mapping; every fault of a line is found, not only the first.</summary>
internal sealed class ImportRowReader(SheetTable table, IReadOnlyDictionary<ImportField, string> mapping, ImportDirectory directory)
{
    private const int ShownCharacters = 60;
    private const int Most = 20;

    private readonly Dictionary<ImportField, int> _columns = mapping.ToDictionary(m => m.Key, m => table.IndexOf(m.Value));

    internal IEnumerable<ImportRow> Rows() => table.Rows.Select(Read);

    internal RowFault Fault(int line, ImportField field, string? value, Error fault, IReadOnlyList<string>? allowed = null)
        => new(line, mapping.GetValueOrDefault(field, ImportFields.HeadingOf(field)), Text.Shortened(value, ShownCharacters),
            new FieldError(field.ToString(), fault.Code, fault.Sentence, fault.Arguments), allowed ?? []);

    private ImportRow Read(SheetRow row)
    {
        List<RowFault> faults = [];
        void Add(ImportField field, string? value, Error fault, IReadOnlyList<string>? allowed = null) => faults.Add(Fault(row.Line, field, value, fault, allowed));
        string? Cell(ImportField field) => _columns.TryGetValue(field, out var column) ? row.At(column) : null;
        string? Words(ImportField field, int most)
        {
            var cell = Cell(field);
            if (cell is null) { return null; }
            if (!Text.IsStorable(cell))
            {
                Add(field, null, CellFaults.Unstorable);
                return null;
            }
            if (cell.Length > most) { Add(field, cell, CellFaults.TooLong(most)); }
            return cell;
        }
        T? One<T>(ImportField field, Words<T> words)
            where T : struct
        {
            if (Cell(field) is not { } cell) { return null; }
            if (words.TryRead(cell, out var value)) { return value; }
            Add(field, cell, CellFaults.Unknown, words.Allowed);
            return null;
        }
        Guid? Find(ImportField field, NameIndex index, Error unknown)
        {
            if (Cell(field) is not { } cell) { return null; }
            if (!index.TryFind(cell, out var id)) { Add(field, cell, unknown, index.Names.Count <= Most ? [.. index.Names.Order(StringComparer.OrdinalIgnoreCase)] : []); }
            else if (id is null) { Add(field, cell, CellFaults.Ambiguous); }
            return id;
        }
        DateOnly? Day(ImportField field)
        {
            if (Cell(field) is not { } cell) { return null; }
            var date = Cells.Date(cell);
            if (date is null) { Add(field, cell, CellFaults.NoDate); }
            else if (!PlausibleDate.Is(date.Value)) { Add(field, cell, CellFaults.ImplausibleDate); }
            return date;
        }
        int? Hours(ImportField field)
        {
            if (Cell(field) is not { } cell) { return null; }
            var hours = Vocabulary.Hours(cell);
            if (hours is null) { Add(field, cell, CellFaults.NoHours); }
            return hours;
        }

        var name = Words(ImportField.Name, Asset.NameMaxLength);
        if (name is null && faults.Count == 0) { Add(ImportField.Name, null, CellFaults.Missing); }
        if (Cell(ImportField.Type) is null) { Add(ImportField.Type, null, CellFaults.Missing, Vocabulary.Types.Allowed); }
        var externalId = Words(ImportField.ExternalId, Asset.ExternalIdMaxLength);
        if (row.Cells.Count > table.Headings.Count)
        {
            Add(ImportField.Name, name, CellFaults.TooManyCells(row.Cells.Count, table.Headings.Count));
        }
        return new ImportRow(row.Line, name ?? "", externalId is null ? null : Cells.Whole(externalId))
        {
            Type = One(ImportField.Type, Vocabulary.Types),
            Description = Words(ImportField.Description, Asset.DescriptionMaxLength),
            OwnerId = Find(ImportField.Owner, directory.People, CellFaults.NoSuchPerson),
            CustodianId = Find(ImportField.Custodian, directory.People, CellFaults.NoSuchPerson),
            UnitId = Find(ImportField.Unit, directory.Units, CellFaults.NoSuchUnit),
            LocationId = Find(ImportField.Location, directory.Locations, CellFaults.NoSuchLocation),
            Classification = One(ImportField.Classification, Vocabulary.Classes),
            PersonalData = One(ImportField.PersonalData, Vocabulary.Truths),
            Own = new ProtectionNeed(One(ImportField.Confidentiality, Vocabulary.Needs), One(ImportField.Integrity, Vocabulary.Needs), One(ImportField.Availability, Vocabulary.Needs)),
            RtoHours = Hours(ImportField.RtoHours),
            RpoHours = Hours(ImportField.RpoHours),
            AcquiredOn = Day(ImportField.AcquiredOn),
            EndOfSupportOn = Day(ImportField.EndOfSupportOn),
            NextReviewOn = Day(ImportField.NextReviewOn),
            Needs = Words(ImportField.Needs, SheetLimits.CellCharacters),
            Faults = faults,
        };
    }
}
