namespace IsmsPlatform.Application.Shared.Documents;

/// <summary>Documents that people take away to read, sign and send: Word's own format, which others read too.</summary>
public interface IDocuments
{
    byte[] Write(WrittenDocument document);
}

/// <param name="Title">Its heading, and its name in the file's properties.</param>
/// <param name="Subtitle">A quiet line below.</param>
/// <param name="Footer">On every page, before its number.</param>
public sealed record WrittenDocument(string Title, string Subtitle, string Footer, IReadOnlyList<DocumentSection> Sections);

public sealed record DocumentSection(string Heading, params IReadOnlyList<DocumentBlock> Blocks);

/// <summary>A part of a section.</summary>
public abstract record DocumentBlock;

/// <param name="Quoted">Set apart, as something that is quoted elsewhere.</param>
public sealed record DocumentText(string Text, bool Quoted = false) : DocumentBlock;

public sealed record DocumentHeading(string Text) : DocumentBlock;

public sealed record DocumentList(IReadOnlyList<string> Items) : DocumentBlock;

/// <param name="Headings">Empty for a table of two columns whose first one names the second.</param>
public sealed record DocumentTable(IReadOnlyList<string> Headings, IReadOnlyList<IReadOnlyList<string>> Rows) : DocumentBlock;

/// <summary>A document as a file.</summary>
public sealed record DocumentFile(string FileName, byte[] Content)
{
    public string ContentType => "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
}
