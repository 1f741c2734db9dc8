using IsmsPlatform.Application.Shared.Imports;
using IsmsPlatform.Application.Shared.Pipeline;
using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using FluentValidation;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.Assets.Import;

/// <summary>A table to fill in: the headings that the import knows best, and two assets as examples.</summary>
[RequirePermission(Permissions.AssetsEdit)]
public sealed record GetImportTemplate(SheetFormat Format) : IQuery<Result<SheetDownload>>;

public sealed class GetImportTemplateValidator : AbstractValidator<GetImportTemplate>
{
    public GetImportTemplateValidator() => RuleFor(t => t.Format).Known();
}

public sealed class GetImportTemplateHandler(ISpreadsheets spreadsheets) : IQueryHandler<GetImportTemplate, Result<SheetDownload>>
{
    private static readonly Dictionary<ImportField, object>[] Examples =
    [
        new()
        {
            [ImportField.Name] = "Customer database", [ImportField.ExternalId] = "EX-0001", [ImportField.Type] = "Data store", [ImportField.Description] = "Orders and contacts of all customers",
            [ImportField.Classification] = "Confidential", [ImportField.PersonalData] = "yes", [ImportField.Confidentiality] = 3, [ImportField.Integrity] = 3, [ImportField.Availability] = 2,
            [ImportField.RtoHours] = 8, [ImportField.RpoHours] = 1, [ImportField.Needs] = "EX-0002",
        },
        new()
        {
            [ImportField.Name] = "Database server", [ImportField.ExternalId] = "EX-0002", [ImportField.Type] = "Server", [ImportField.Classification] = "Internal", [ImportField.PersonalData] = "no",
            [ImportField.Confidentiality] = "low", [ImportField.Integrity] = "low", [ImportField.Availability] = "low", [ImportField.AcquiredOn] = "2024-05-13", [ImportField.EndOfSupportOn] = "2029-05-12",
        },
    ];

    public ValueTask<Result<SheetDownload>> Handle(GetImportTemplate query, CancellationToken cancellationToken)
        => ValueTask.FromResult<Result<SheetDownload>>(SheetDownload.Of(spreadsheets, "assets-template", query.Format, new SheetOutput("Assets", [.. ImportFields.All.Select(ImportFields.HeadingOf)], Rows())));

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
    {
        foreach (var example in Examples) { yield return [.. ImportFields.All.Select(f => example.GetValueOrDefault(f))]; }
        await Task.CompletedTask;
    }
}
