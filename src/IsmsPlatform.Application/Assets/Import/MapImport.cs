using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>Says which column means what; columns that no field names are not imported.</summary>
/// <param name="Mapping">Field → column of the file; empty means none.</param>
[RequirePermission(Permissions.AssetsEdit)]
public sealed record MapImport(Guid Id, Dictionary<ImportField, string?>? Mapping) : ICommand<Result>;

public sealed class MapImportHandler(ImportPlanner planner) : ICommandHandler<MapImport, Result>
{
    private static readonly ImportField[] Needed = [ImportField.Name, ImportField.Type];

    public async ValueTask<Result> Handle(MapImport command, CancellationToken cancellationToken)
    {
        var open = await planner.OpenAsync(command.Id, cancellationToken);
        if (open.Error is { } closed) { return closed; }
        var mapping = (command.Mapping ?? []).Where(m => !string.IsNullOrEmpty(m.Value)).ToDictionary(m => m.Key, m => m.Value!);
        var errors = Errors(mapping, open.Value.Table).ToList();
        if (errors.Count > 0) { return Error.Invalid(errors); }
        open.Value.File.MapBy(ImportPlanner.Write(mapping));
        return Result.Success;
    }

    private static IEnumerable<FieldError> Errors(Dictionary<ImportField, string> mapping, SheetTable table)
    {
        foreach (var field in Needed.Where(f => !mapping.ContainsKey(f))) { yield return At(field, MappingFaults.Missing); }
        foreach (var (field, _) in mapping.Where(m => table.IndexOf(m.Value) < 0)) { yield return At(field, MappingFaults.NoSuchColumn); }
        foreach (var field in mapping.GroupBy(m => m.Value, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).SelectMany(g => g.Skip(1)).Select(m => m.Key)) { yield return At(field, MappingFaults.Twice); }
    }

    private static FieldError At(ImportField field, Error fault) => new($"Mapping[{field}]", fault.Code, fault.Sentence);
}
