using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using IsmsPlatform.Application.Shared.Documents;

namespace IsmsPlatform.Infrastructure.Documents;

/// <summary>Writes .docx with real headings, lists and tables, so that it can be navigated, restyled and read aloud.</summary>
public sealed class WordDocuments : IDocuments
{
    private const string Quoted = "Quote";
    private const int BulletList = 1;
    private const int TextWidth = 9640; // twentieths of a point: A4 less its margins

    public byte[] Write(WrittenDocument document)
    {
        using var stream = new MemoryStream();
        using (var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            file.PackageProperties.Title = document.Title;
            var main = file.AddMainDocumentPart();
            // Named by us: ids that the library draws would make two files of the same content differ.
            main.AddNewPart<StyleDefinitionsPart>("styles").Styles = WordStyles.All();
            main.AddNewPart<NumberingDefinitionsPart>("numbering").Numbering = Bullets();
            var footer = main.AddNewPart<FooterPart>("footer");
            footer.Footer = new Footer(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Footer" }), Words(document.Footer + " · "), new SimpleField(Words("1")) { Instruction = "PAGE" }));
            var body = new Body(Styled("Title", document.Title), Styled("Subtitle", document.Subtitle));
            foreach (var section in document.Sections)
            {
                body.Append(Styled("Heading1", section.Heading));
                foreach (var block in section.Blocks) { body.Append(Draw(block)); }
            }
            body.Append(new SectionProperties(new FooterReference { Type = HeaderFooterValues.Default, Id = "footer" },
                new PageSize { Width = 11906, Height = 16838 }, new PageMargin { Top = 1134, Bottom = 1134, Left = 1134, Right = 1134, Header = 567, Footer = 567, Gutter = 0 }));
            main.Document = new Document(body);
        }
        return stream.ToArray();
    }

    private static IEnumerable<OpenXmlElement> Draw(DocumentBlock block) => block switch
    {
        DocumentText text => text.Text.Split('\n').Select(line => Styled(text.Quoted ? Quoted : "Normal", line)),
        DocumentHeading heading => [Styled("Heading2", heading.Text)],
        DocumentList list => list.Items.Select(item => (OpenXmlElement)new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "ListParagraph" },
            new NumberingProperties(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = BulletList })), Words(item))),
        // Word joins two tables that touch.
        DocumentTable table => [Draw(table), new Paragraph()],
        _ => throw new ArgumentOutOfRangeException(nameof(block), block, "Say how this part is drawn."),
    };

    private static Table Draw(DocumentTable table)
    {
        var columns = Math.Max(table.Headings.Count, table.Rows.Select(r => r.Count).DefaultIfEmpty(1).Max());
        var width = (TextWidth / columns).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var drawn = new Table(new TableProperties(new TableStyle { Val = "TableGrid" }, new TableWidth { Width = TextWidth.ToString(System.Globalization.CultureInfo.InvariantCulture), Type = TableWidthUnitValues.Dxa }, new TableLook { Val = "04A0" }),
            new TableGrid(Enumerable.Range(0, columns).Select(_ => new GridColumn { Width = width })));
        if (table.Headings.Count > 0)
        {
            drawn.Append(new TableRow((OpenXmlElement[])[new TableRowProperties(new CantSplit(), new TableHeader()), .. Cells(table.Headings, columns, width, strong: _ => true)]));
        }
        foreach (var row in table.Rows) { drawn.Append(new TableRow((OpenXmlElement[])[new TableRowProperties(new CantSplit()), .. Cells(row, columns, width, strong: i => i == 0 && table.Headings.Count == 0)])); }
        return drawn;
    }

    private static IEnumerable<OpenXmlElement> Cells(IReadOnlyList<string> texts, int columns, string width, Func<int, bool> strong)
        => Enumerable.Range(0, columns).Select(i => new TableCell((OpenXmlElement[])
        [
            new TableCellProperties(new TableCellWidth { Width = width, Type = TableWidthUnitValues.Dxa }),
            .. (i < texts.Count ? texts[i] : "").Split('\n').Select(line => new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Cell" }), strong(i) ? Strong(line) : Words(line))),
        ]));

    private static Paragraph Styled(string style, string text) => new(new ParagraphProperties(new ParagraphStyleId { Val = style }), Words(text));

    private static Run Words(string text) => new(new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    private static Run Strong(string text) => new(new RunProperties(new Bold()), new Text(text) { Space = SpaceProcessingModeValues.Preserve });

    private static Numbering Bullets() => new(
        new AbstractNum(new MultiLevelType { Val = MultiLevelValues.SingleLevel }, new Level(new NumberingFormat { Val = NumberFormatValues.Bullet }, new LevelText { Val = "•" }, new LevelJustification { Val = LevelJustificationValues.Left },
            new PreviousParagraphProperties(new Indentation { Left = "425", Hanging = "283" }))
        { LevelIndex = 0 })
        { AbstractNumberId = 0 },
        new NumberingInstance(new AbstractNumId { Val = 0 }) { NumberID = BulletList });
}

/// <summary>The few styles that the documents use.</summary>
internal static class WordStyles
{
    private const string Ink = "1F2430";
    private const string Quiet = "5B6270";

    internal static Styles All() => new(
        new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", ComplexScript = "Calibri" }, new Color { Val = Ink }, new FontSize { Val = "21" }, new Languages { Val = "en-GB" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "100", Line = "264", LineRule = LineSpacingRuleValues.Auto }))),
        new Style(new StyleName { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
        Heading("Title", "Title", "40", before: "0", after: "60", level: null),
        Paragraph("Subtitle", "Subtitle", new StyleParagraphProperties(new SpacingBetweenLines { After = "240" }), new StyleRunProperties(new Color { Val = Quiet }, new FontSize { Val = "22" })),
        Heading("Heading1", "heading 1", "28", before: "320", after: "100", level: 0),
        Heading("Heading2", "heading 2", "23", before: "180", after: "60", level: 1),
        Paragraph("Quote", "Quote", new StyleParagraphProperties(new ParagraphBorders(new LeftBorder { Val = BorderValues.Single, Size = 18, Space = 10, Color = "5B6CCB" }), new Indentation { Left = "200" }), new StyleRunProperties(new FontSize { Val = "23" })),
        Paragraph("ListParagraph", "List Paragraph", new StyleParagraphProperties(new SpacingBetweenLines { After = "40" }), null),
        Paragraph("Cell", "Cell", new StyleParagraphProperties(new SpacingBetweenLines { Before = "40", After = "40" }), new StyleRunProperties(new FontSize { Val = "19" })),
        Paragraph("Footer", "footer", null, new StyleRunProperties(new Color { Val = Quiet }, new FontSize { Val = "16" })),
        new Style(new StyleName { Val = "Table Grid" }, new StyleTableProperties(new TableBorders(
            new TopBorder { Val = BorderValues.Single, Size = 4, Color = "C9CDD6" }, new LeftBorder { Val = BorderValues.Single, Size = 4, Color = "C9CDD6" }, new BottomBorder { Val = BorderValues.Single, Size = 4, Color = "C9CDD6" }, new RightBorder { Val = BorderValues.Single, Size = 4, Color = "C9CDD6" },
            new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4, Color = "C9CDD6" }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4, Color = "C9CDD6" })))
        { Type = StyleValues.Table, StyleId = "TableGrid" });

    private static Style Heading(string id, string name, string size, string before, string after, int? level)
    {
        var paragraph = new StyleParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = before, After = after });
        if (level is { } outline) { paragraph.Append(new OutlineLevel { Val = outline }); }
        return Paragraph(id, name, paragraph, new StyleRunProperties(new Bold(), new FontSize { Val = size }));
    }

    private static Style Paragraph(string id, string name, StyleParagraphProperties? paragraph, StyleRunProperties? run)
    {
        var style = new Style(new StyleName { Val = name }, new BasedOn { Val = "Normal" }, new NextParagraphStyle { Val = "Normal" }, new PrimaryStyle()) { Type = StyleValues.Paragraph, StyleId = id };
        if (paragraph is not null) { style.Append(paragraph); }
        if (run is not null) { style.Append(run); }
        return style;
    }
}
