using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using IsmsPlatform.Web.Ui;
using Microsoft.AspNetCore.Html;
using Shouldly;
using Xunit;

namespace IsmsPlatform.IntegrationTests.Context;

/// <summary>The map of influence and interest: readable however many parties stand at one place.</summary>
public sealed partial class InfluenceMapTests
{
    private static InfluenceMap Map(params (int Influence, int Interest)[] places)
        => new("Map", "Influence", "Interest", [.. places.Select((p, i) => new MapParty(i + 1, $"A party with a rather long name <{i}>", p.Influence, p.Interest, $"/t/kestrel/interested-parties/{i}"))]);

    private static string Text(IHtmlContent content)
    {
        using var writer = new StringWriter();
        content.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    [Fact]
    public void No_label_covers_another_where_a_dozen_stand_at_the_same_place()
    {
        var map = Map([.. Enumerable.Repeat((4, 4), 12), (5, 4), (3, 4)]);
        foreach (var svg in (string[])[Text(InfluenceMapSvg.Wide(map)), Text(InfluenceMapSvg.Narrow(map))])
        {
            var labels = Label().Matches(svg).Select(m => (X: double.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture), Y: double.Parse(m.Groups[2].Value, CultureInfo.InvariantCulture))).ToList();
            labels.Count.ShouldBe(14);
            foreach (var column in labels.GroupBy(l => l.X))
            {
                var lines = column.Select(l => l.Y).Order().ToList();
                lines.Zip(lines.Skip(1), (a, b) => b - a).ShouldAllBe(distance => distance >= 15);
            }
        }
    }

    [Fact]
    public void Each_party_leads_to_its_record_and_its_name_is_read_in_full()
    {
        var svg = Text(InfluenceMapSvg.Narrow(Map((1, 5))));
        svg.ShouldContain("<a href=\"/t/kestrel/interested-parties/0\" aria-label=\"1 A party with a rather long name &lt;0&gt;\"");
        svg.ShouldContain(">1</text></a>");
        svg.ShouldNotContain("style=");
        Text(InfluenceMapSvg.Wide(Map((1, 5)))).ShouldContain("aria-description=\"A party with a rather long name &lt;0&gt;\"");
    }

    [GeneratedRegex("<text class=\"name\" x=\"([0-9.]+)\" y=\"([0-9.]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Label();
}
