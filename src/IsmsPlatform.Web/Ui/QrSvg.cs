using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace IsmsPlatform.Web.Ui;

/// <summary>A QR code as inline SVG: no image request, nothing that the content security policy would block.</summary>
public static class QrSvg
{
    /// <param name="text">What a scanner reads.</param>
    /// <param name="label">What those hear who do not see it.</param>
    public static IHtmlContent Draw(string text, string label)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var rows = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows[y].Length; x++)
            {
                if (rows[y][x]) { path.Append(Svg.Invariant, $"M{x} {y}h1v1h-1z"); }
            }
        }
        return new HtmlContentBuilder()
            .AppendHtml($"<svg viewBox=\"0 0 {rows.Count} {rows.Count}\" width=\"168\" height=\"168\" role=\"img\" shape-rendering=\"crispEdges\" aria-label=\"").Append(label)
            .AppendHtml($"\"><path fill=\"#000\" d=\"{path}\"/></svg>");
    }
}
