using System.IO.Compression;
using System.Text;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Domain.Shared;
using IsmsPlatform.Infrastructure.Spreadsheets;

namespace IsmsPlatform.UnitTests.Assets.Import;

public sealed class SpreadsheetTests
{
    private static readonly Spreadsheets Files = new();

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string? CodeOf(Result<SheetTable> read) => read.Error?.Code;

    [Theory]
    [InlineData("name,type\nA,Server\n")]
    [InlineData("name;type\nA;Server\n")]
    [InlineData("name\ttype\r\nA\tServer\r\n")]
    [InlineData("sep=;\nname;type\nA;Server")]
    [InlineData("\n\nname;type\n\nA;Server\n;;\n")]
    [InlineData("\"name, or title\";type\n\"A\";Server\n")]
    public void Separators_are_found_and_empty_lines_left_out(string text)
    {
        var table = Files.Read(Utf8(text)).Value;
        table.Headings.Count.ShouldBe(2);
        table.Rows.Single().Cells.ShouldBe(["A", "Server"]);
    }

    [Fact]
    public void Cells_over_several_lines_keep_the_numbers_of_the_lines_right()
    {
        var table = Files.Read(Utf8("name;text\nA;\"one\r\ntwo \"\"three\"\"\"\n\nB;x\n")).Value;
        table.Rows.Select(r => (r.Line, r.Cells[0])).ShouldBe([(2, "A"), (5, "B")]);
        table.Rows[0].Cells[1].ShouldBe("one\ntwo \"three\"");
    }

    [Fact]
    public void Headings_are_tidied()
        => Files.Read(Utf8(" Name ;;Type\na;b;c\n")).Value.Headings.ShouldBe(["Name", "Column 2", "Type"]);

    [Fact]
    public void Two_columns_of_one_name_are_refused_by_it()
        => Files.Read(Utf8(" Name ;;name\na;b;c\n")).Error.ShouldSatisfyAllConditions(e => e!.Code.ShouldBe("file.twice-named"), e => e!.Arguments.ShouldBe(["Name"]));

    [Fact]
    public void Text_that_an_export_guarded_comes_back_as_it_was()
        => Files.Read(Utf8("name\n'=1+1\n'tis\n")).Value.Rows.Select(r => r.Cells[0]).ShouldBe(["=1+1", "'tis"]);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void A_marked_encoding_is_read(string encoding)
    {
        var e = Encoding.GetEncoding(encoding);
        Files.Read([.. e.GetPreamble(), .. e.GetBytes("Größe;Typ\nÄ;Server\n")]).Value.Headings[0].ShouldBe("Größe");
    }

    [Fact]
    public void Any_other_encoding_is_refused_with_the_way_out()
    {
        var refused = Files.Read(Encoding.Latin1.GetBytes("Größe;Typ\nÄ;Server\n")).Error!;
        refused.Code.ShouldBe("file.encoding");
        refused.Sentence.ShouldContain("CSV UTF-8");
        CodeOf(Files.Read(Encoding.Unicode.GetBytes("name;type\nA;B\n"))).ShouldBe("file.encoding");
    }

    [Fact]
    public void What_is_no_table_is_refused()
    {
        CodeOf(Files.Read([])).ShouldBe("file.empty");
        CodeOf(Files.Read(Utf8("name;type\n"))).ShouldBe("file.no-lines");
        CodeOf(Files.Read(Utf8("%PDF-1.7 …"))).ShouldBe("file.no-table");
        CodeOf(Files.Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1])).ShouldBe("file.old-excel");
        CodeOf(Files.Read(Utf8("name;type\n\"A;Server\nB;Server\n"))).ShouldBe("file.open-quote");
        CodeOf(Files.Read(new byte[SheetLimits.Bytes + 1])).ShouldBe("file.too-large");
        CodeOf(Files.Read(Utf8("name\n" + string.Concat(Enumerable.Repeat("x\n", SheetLimits.Rows + 1))))).ShouldBe("file.too-many-rows");
        CodeOf(Files.Read(Utf8(new string(';', 300) + "x\ny\n"))).ShouldBe("file.too-many-columns");
    }

    [Fact]
    public void A_file_that_is_not_what_its_name_says_is_told_what_it_is()
    {
        CodeOf(Files.Read(Utf8("Title,Owner\nFlood,Ada\n"), "risks.xlsx")).ShouldBe("file.no-workbook");
        CodeOf(Files.Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, .. Encoding.Unicode.GetBytes("EncryptionInfo EncryptedPackage")], "risks.xlsx")).ShouldBe("file.protected");
        byte[] picture = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0, 0, 0, 13, .. "IHDR"u8];
        CodeOf(Files.Read(picture, "risks.csv")).ShouldBe("file.no-table");
        CodeOf(Files.Read([.. "Title,Owner\nFlood,"u8, 0, 0, 0, 0, 7, 1], "risks.csv")).ShouldBe("file.no-table");
    }

    [Fact]
    public async Task A_workbook_that_was_written_is_read_again()
    {
        foreach (var format in Enum.GetValues<SheetFormat>())
        {
            using var stream = new MemoryStream();
            await Files.WriteAsync(stream, format, new SheetOutput("Assets", ["Name", "C", "Date", "Personal"], Rows([["Ä; \"x\"", 3, new DateOnly(2026, 1, 31), true], ["=1+1", null, null, false]])), TestContext.Current.CancellationToken);
            var table = Files.Read(stream.ToArray()).Value;
            table.Headings.ShouldBe(["Name", "C", "Date", "Personal"]);
            table.Rows[0].Cells.ShouldBe(["Ä; \"x\"", "3", "2026-01-31", "yes"], format.ToString());
            table.Rows[1].Cells.ShouldBe(["=1+1", null, null, "no"], format.ToString());
        }
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData(" =1")]
    public async Task Cells_that_a_spreadsheet_would_run_begin_with_an_apostrophe(string cell)
    {
        using var stream = new MemoryStream();
        await Files.WriteAsync(stream, SheetFormat.Csv, new SheetOutput("Assets", ["Name"], Rows([[cell]])), TestContext.Current.CancellationToken);
        var bytes = stream.ToArray();
        bytes[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        Encoding.UTF8.GetString(bytes).Split("\r\n")[1].TrimStart('"').ShouldStartWith("'");
    }

    [Fact]
    public void A_formula_is_the_value_beside_it_and_refused_without_one()
    {
        Files.Read(Workbook("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Name</v></c></row><row r=\"2\"><c r=\"A2\"><f>1+1</f><v>2</v></c></row>")).Value.Rows.Single().Cells.ShouldBe(["2"]);
        var refused = Files.Read(Workbook("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>Name</v></c></row><row r=\"2\"><c r=\"A2\"><f>WEBSERVICE(\"http://x\")</f></c></row>")).Error!;
        (refused.Code, refused.Fields[0].Arguments[0]).ShouldBe(("file.formula", "A2"));
    }

    [Fact]
    public void Bombs_are_not_unpacked()
    {
        CodeOf(Files.Read(Zip(("xl/workbook.xml", new string(' ', 100_000_000))))).ShouldBe("file.bloated");
        CodeOf(Files.Read(Zip([("xl/workbook.xml", "<x/>"), .. Enumerable.Range(0, 600).Select(i => ($"x{i}.xml", "<x/>"))]))).ShouldBe("file.bloated");
        CodeOf(Files.Read(Workbook("<row r=\"1\"><c r=\"XFD1\" t=\"str\"><v>far</v></c></row>"))).ShouldBe("file.too-many-columns");
        CodeOf(Files.Read(Workbook("<row r=\"1048576\"><c r=\"A1048576\" t=\"str\"><v>far</v></c></row>"))).ShouldBe("file.too-many-rows");
        CodeOf(Files.Read(Workbook("", "<!DOCTYPE x [<!ENTITY a \"b\">]>"))).ShouldBe("file.damaged");
        CodeOf(Files.Read(Zip(("notes.txt", "hello")))).ShouldBe("file.no-table");
        CodeOf(Files.Read([0x50, 0x4B, 0x03, 0x04, 1, 2, 3])).ShouldBe("file.damaged");
    }

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows(IReadOnlyList<object?>[] rows)
    {
        foreach (var row in rows) { yield return row; }
        await Task.CompletedTask;
    }

    private static byte[] Workbook(string rows, string prologue = "") => Zip(
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
        ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        ("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/worksheets/sheet1.xml", $"{prologue}<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"));

    private static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        }
        return stream.ToArray();
    }
}
