using IsmsPlatform.Application.Shared.Spreadsheets;

namespace IsmsPlatform.Application.Shared.Imports;

/// <summary>Every fault of every line of an uploaded file, to be mended beside it: the preview shows the first kinds of many.</summary>
public sealed class FaultSheets(ISpreadsheets spreadsheets, Texts t)
{
    internal SheetDownload Of(string name, SheetFormat format, IEnumerable<RowFault> faults)
        => SheetDownload.Of(spreadsheets, $"{name}-faults", format, new SheetOutput(t["Faults"], [t["Line"], t["Column"], t["It says"], t["What is wrong"], t["Possible"]], Rows(faults)));

    // What has to be mended before what is mended with it.
    private async IAsyncEnumerable<IReadOnlyList<object?>> Rows(IEnumerable<RowFault> faults)
    {
        foreach (var fault in faults.OrderBy(f => f.Follows).ThenBy(f => f.Line))
        {
            yield return [fault.Line, fault.Column, fault.Value, t[fault.Problem.Sentence, [.. fault.Problem.Arguments]], string.Join(", ", fault.Allowed)];
        }
        await Task.CompletedTask;
    }
}
