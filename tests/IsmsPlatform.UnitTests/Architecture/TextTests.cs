using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace IsmsPlatform.UnitTests.Architecture;

/// <summary>
/// The neutral resource lists every sentence that people read, so that a translator has one file. After a change of texts:
/// <c>ISMS_UPDATE_TEXTS=1 dotnet test --project tests/IsmsPlatform.UnitTests</c> writes it anew.
/// </summary>
public sealed partial class TextTests
{
    private static readonly string Resource = Path.Combine(Sources.Root, "src/IsmsPlatform.Application/Resources/Shared/Texts.resx");

    [Fact]
    public void The_neutral_resource_lists_exactly_the_sentences_in_use()
    {
        var used = Sources.Of(".cs", ".cshtml").SelectMany(f => SentencesIn(f.Text)).ToHashSet(StringComparer.Ordinal);
        used.Count.ShouldBeGreaterThan(100);
        if (Environment.GetEnvironmentVariable("ISMS_UPDATE_TEXTS") == "1") { Write(used); }
        var listed = XDocument.Load(Resource).Root!.Elements("data").Select(d => d.Attribute("name")!.Value).ToHashSet(StringComparer.Ordinal);
        used.Except(listed).ShouldBeEmpty("missing: run the tests once with ISMS_UPDATE_TEXTS=1");
        listed.Except(used).ShouldBeEmpty("no longer used: run the tests once with ISMS_UPDATE_TEXTS=1");
    }

    [Fact]
    public void No_two_sentences_differ_in_case_only()
        => SentencesThatCollide(Sources.Of(".cs", ".cshtml").SelectMany(f => SentencesIn(f.Text))).ShouldBeEmpty("resource files know no difference between them: say one of the two otherwise");

    [Fact]
    public void A_collision_would_be_seen() => SentencesThatCollide(["From", "from", "Until"]).ShouldBe(["From / from"]);

    [Fact]
    public void Sentences_are_found_where_they_stand()
    {
        SentencesIn("""<h1>@T["All \"assets\" of {0}", name]</h1>""").ShouldBe(["All \"assets\" of {0}"]);
        SentencesIn("""new Error("asset.cycle", "This would close a circle.")""").ShouldBe(["This would close a circle."]);
        SentencesIn("""yield return new(field, "scope.no-reason", "“{0}” is excluded without a reason.", name);""").ShouldBe(["“{0}” is excluded without a reason."]);
        SentencesIn("""@T.Counted(Model.Lines.Count, "{0} line of {1}", "{0} lines of {1}", name)""").ShouldBe(["{0} line of {1}", "{0} lines of {1}"]);
        SentencesIn("""rule.WithMessage("Fill in this field.")""").ShouldBe(["Fill in this field."]);
    }

    private static IEnumerable<string> SentencesIn(string text)
        => TextKey().Matches(text).Concat(ErrorSentence().Matches(text)).Concat(CodedSentence().Matches(text)).Concat(RuleMessage().Matches(text)).Select(m => m.Groups[1].Value)
            .Concat(Counted().Matches(text).SelectMany(m => new[] { m.Groups[1].Value, m.Groups[2].Value })).Select(Regex.Unescape).Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> SentencesThatCollide(IEnumerable<string> sentences)
        => sentences.Distinct(StringComparer.Ordinal).GroupBy(s => s, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => string.Join(" / ", g));

    private static void Write(IEnumerable<string> sentences)
    {
        XElement Header(string name, string value) => new("resheader", new XAttribute("name", name), new XElement("value", value));
        const string Forms = "System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089";
        Directory.CreateDirectory(Path.GetDirectoryName(Resource)!);
        new XDocument(new XElement("root",
            Header("resmimetype", "text/microsoft-resx"), Header("version", "2.0"),
            Header("reader", $"System.Resources.ResXResourceReader, {Forms}"), Header("writer", $"System.Resources.ResXResourceWriter, {Forms}"),
            sentences.Order(StringComparer.Ordinal).Select(s => new XElement("data", new XAttribute("name", s), new XAttribute(XNamespace.Xml + "space", "preserve"), new XElement("value", s))))).Save(Resource);
    }

    [GeneratedRegex("""(?<![\w"])(?:[tT]|[tT]exts)\[\s*"((?:[^"\\]|\\.)*)"(?=[,\]])""", RegexOptions.None, 2000)]
    private static partial Regex TextKey();

    [GeneratedRegex("""(?:new(?: Error| FieldError)?\(|Error\()(?:nameof\([\w.]+\),\s*|"\w*",\s*)?"[a-z0-9.-]+",\s*"((?:[^"\\]|\\.)*)"[,)\s]""", RegexOptions.None, 2000)]
    private static partial Regex ErrorSentence();

    // A code and its full sentence, whatever stands before them: the field may be in a variable.
    [GeneratedRegex("""(?<!\w)"[a-z0-9]+(?:[.-][a-z0-9]+)*",\s*"((?:[^"\\]|\\.)*\s(?:[^"\\]|\\.)*\.)"[,)\s]""", RegexOptions.None, 2000)]
    private static partial Regex CodedSentence();

    [GeneratedRegex("""\b[tT]\.Counted\([^"]*,\s*"((?:[^"\\]|\\.)*)",\s*"((?:[^"\\]|\\.)*)"[,)]""", RegexOptions.None, 2000)]
    private static partial Regex Counted();

    [GeneratedRegex("""WithMessage\("((?:[^"\\]|\\.)*)"\)""", RegexOptions.None, 2000)]
    private static partial Regex RuleMessage();
}
