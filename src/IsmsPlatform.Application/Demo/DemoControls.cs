using IsmsPlatform.Application.Controls;
using IsmsPlatform.Application.Shared;
using IsmsPlatform.Application.Shared.Memory;
using IsmsPlatform.Domain.Assets;
using IsmsPlatform.Domain.Controls;

namespace IsmsPlatform.Application.Demo;

/// <summary>Annex A, one control of the organisation's own, and how some of them are put into practice.</summary>
public sealed record DemoControls(DemoControl Own, IReadOnlyList<DemoImplementation> Implementations);

public sealed record DemoControl(string Title, string Purpose, ControlTheme Theme, ControlNature Nature, IReadOnlyList<ControlType> Types, IReadOnlyList<SecurityProperty> Properties);

/// <param name="Control">Its code in Annex A; "own" for the organisation's own one.</param>
/// <param name="Owner">E-mail address.</param>
/// <param name="Unit">Code of the unit where it holds; null for everywhere.</param>
/// <param name="Asset">Name of the system where it holds.</param>
public sealed record DemoImplementation(string Control, string Title, string? Description, string Owner, string? Operator, string? Unit, string? Location, string? Asset, ImplementationStatus Status, int? Maturity, OperationFrequency? Frequency, ControlAutomation? Automation, string? Evidence);

/// <summary>Enters the controls of a demo organisation.</summary>
internal sealed class DemoControlsEntry(IsmsDbContext isms, AnnexA annex, CodeSequence codes)
{
    internal async Task EnterAsync(DemoControls demo, IReadOnlyDictionary<string, Guid> people, IReadOnlyDictionary<string, Guid> units, IReadOnlyDictionary<string, Guid> locations, IReadOnlyDictionary<string, Guid> assets, CancellationToken cancellationToken)
    {
        var controls = (await annex.AddAsync([], cancellationToken)).ToDictionary(c => c.Code, StringComparer.Ordinal);
        var o = demo.Own;
        controls["own"] = Control.Define(Guid.CreateVersion7(), await codes.NextAsync(Control.CodePrefix, cancellationToken), new ControlDetails(o.Title, o.Purpose, o.Theme, o.Nature, new ControlAttributes(o.Types, o.Properties, [], [], [])));
        isms.Controls.Add(controls["own"]);
        foreach (var i in demo.Implementations)
        {
            Guid? Named(IReadOnlyDictionary<string, Guid> records, string? key) => key is null ? null : records[key];
            var details = new ImplementationDetails(i.Title, i.Description, Named(units, i.Unit), Named(locations, i.Location), Named(assets, i.Asset), people[i.Owner], Named(people, i.Operator), i.Status, i.Maturity, i.Frequency, i.Automation, i.Evidence);
            isms.ControlImplementations.Add(ControlImplementation.Add(Guid.CreateVersion7(), controls[i.Control].Id, details, ownerIsActive: true).Value);
        }
    }
}
