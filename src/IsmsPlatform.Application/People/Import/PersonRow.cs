using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.People;
using IsmsPlatform.Domain.Shared;

namespace IsmsPlatform.Application.People.Import;

/// <summary>What is in the directory already, as files name it.</summary>
internal sealed record PeopleDirectory(IReadOnlySet<string> Addresses, IReadOnlyList<(string Name, Guid Id)> People, NameIndex Units, NameIndex Locations);

/// <summary>A line of the file as a person who might be added.</summary>
/// <param name="Manager">The cell that names the manager, who may stand in the file, too.</param>
internal sealed record ImportedPerson(int Line, Guid Id, PersonDetails Details, string? Manager)
{
    internal bool IsKnown { get; init; }

    internal List<RowFault> Faults { get; init; } = [];
}

/// <summary>Reads lines by the headings; every fault of a line is found, not only the first.</summary>
internal sealed class PersonRowReader(SheetTable table, PeopleDirectory directory)
{
    private const int ShownCharacters = 60;
    private const int MostAllowed = 20;

    private readonly Dictionary<PersonField, int> _columns = PersonFields.ColumnsOf(table);

    internal List<ImportedPerson> Rows()
    {
        var rows = table.Rows.Select(Read).ToList();
        // Nobody can say which of two equal addresses is meant, so both lines are faulty and each names the other.
        foreach (var same in rows.Where(r => Email.IsValid(r.Details.Email)).GroupBy(r => r.Details.Email, StringComparer.Ordinal).Select(g => g.ToList()).Where(g => g.Count > 1))
        {
            same.ForEach(row => row.Faults.Add(Fault(row.Line, PersonField.Email, row.Details.Email, PeopleImportErrors.SameAddress(same[row == same[0] ? 1 : 0].Line))));
        }
        return rows;
    }

    internal RowFault Fault(int line, PersonField field, string? value, Error fault, IReadOnlyList<string>? allowed = null)
        => new(line, _columns.TryGetValue(field, out var column) ? table.Headings[column] : PersonFields.HeadingOf(field), Text.Shortened(value, ShownCharacters),
            new FieldError(field.ToString(), fault.Code, fault.Sentence, fault.Arguments), allowed ?? []);

    private ImportedPerson Read(SheetRow row)
    {
        List<RowFault> faults = [];
        void Add(PersonField field, string? value, Error fault, IReadOnlyList<string>? allowed = null) => faults.Add(Fault(row.Line, field, value, fault, allowed));
        string? Cell(PersonField field) => _columns.TryGetValue(field, out var column) ? row.At(column) : null;
        string? Words(PersonField field, int most)
        {
            if (Cell(field) is not { } cell) { return null; }
            if (!Text.IsStorable(cell)) { Add(field, null, CellFaults.Unstorable); }
            else if (cell.Length > most) { Add(field, cell, CellFaults.TooLong(most)); }
            return cell;
        }
        Guid? Find(PersonField field, NameIndex index, Error unknown)
        {
            if (Cell(field) is not { } cell) { return null; }
            if (!index.TryFind(cell, out var id)) { Add(field, cell, unknown, index.Names.Count <= MostAllowed ? [.. index.Names.Order(StringComparer.OrdinalIgnoreCase)] : []); }
            else if (id is null) { Add(field, cell, CellFaults.Ambiguous); }
            return id;
        }
        DateOnly? Day(PersonField field)
        {
            if (Cell(field) is not { } cell) { return null; }
            var date = Cells.Date(cell);
            if (date is null) { Add(field, cell, CellFaults.NoDate); }
            else if (!PlausibleDate.Is(date.Value)) { Add(field, cell, CellFaults.ImplausibleDate); }
            return date;
        }

        var name = Words(PersonField.Name, Person.NameMaxLength);
        if (name is null) { Add(PersonField.Name, null, CellFaults.Missing); }
        var email = Address(row, Cell(PersonField.Email), faults);
        var kind = PersonKind.Employee;
        if (Cell(PersonField.Kind) is { } said && !PersonFields.Kinds.TryRead(said, out kind)) { Add(PersonField.Kind, said, CellFaults.Unknown, PersonFields.Kinds.Allowed); }
        if (row.Cells.Count > table.Headings.Count) { Add(PersonField.Name, name, CellFaults.TooManyCells(row.Cells.Count, table.Headings.Count)); }
        var (hired, last) = (Day(PersonField.HiredOn), Day(PersonField.LastDay));
        if (last < hired) { Add(PersonField.LastDay, Cell(PersonField.LastDay), PeopleErrors.LastDayBeforeHired); }
        var details = new PersonDetails(name ?? "", email, kind, Words(PersonField.EmployeeNo, Person.EmployeeNoMaxLength), Words(PersonField.JobTitle, Person.JobTitleMaxLength),
            Find(PersonField.Unit, directory.Units, CellFaults.NoSuchUnit), null, Find(PersonField.Location, directory.Locations, CellFaults.NoSuchLocation), hired, last);
        return new ImportedPerson(row.Line, Guid.CreateVersion7(), details, Cell(PersonField.Manager)) { IsKnown = directory.Addresses.Contains(email), Faults = faults };
    }

    // What tells people apart.
    private string Address(SheetRow row, string? cell, List<RowFault> faults)
    {
        var email = Email.Normalise(cell);
        if (cell is null) { faults.Add(Fault(row.Line, PersonField.Email, null, CellFaults.Missing)); }
        else if (!Email.IsValid(email)) { faults.Add(Fault(row.Line, PersonField.Email, cell, PeopleErrors.EmailInvalid)); }
        return email;
    }
}
