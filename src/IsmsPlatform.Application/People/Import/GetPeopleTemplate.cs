using IsmsPlatform.Application.Shared.Spreadsheets;
using IsmsPlatform.Application.Shared.Tenancy;
using IsmsPlatform.Domain.Shared;
using Mediator;

namespace IsmsPlatform.Application.People.Import;

/// <summary>A file with the right columns and an example.</summary>
[RequirePermission(Permissions.PeopleEdit)]
public sealed record GetPeopleTemplate(SheetFormat Format) : IQuery<Result<SheetDownload>>;

public sealed class GetPeopleTemplateHandler(ISpreadsheets spreadsheets) : IQueryHandler<GetPeopleTemplate, Result<SheetDownload>>
{
    private static readonly Dictionary<PersonField, string> Example = new()
    {
        [PersonField.Name] = "Ada Example",
        [PersonField.Email] = "ada@company.example",
        [PersonField.Kind] = "Employee",
        [PersonField.EmployeeNo] = "1042",
        [PersonField.JobTitle] = "Engineer",
        [PersonField.HiredOn] = "2026-03-01",
    };

    public ValueTask<Result<SheetDownload>> Handle(GetPeopleTemplate query, CancellationToken cancellationToken)
        => ValueTask.FromResult<Result<SheetDownload>>(SheetDownload.Of(spreadsheets, "people-template", query.Format, new SheetOutput("People", [.. PersonFields.All.Select(PersonFields.HeadingOf)], Rows())));

    private static async IAsyncEnumerable<IReadOnlyList<object?>> Rows()
    {
        yield return [.. PersonFields.All.Select(f => Example.GetValueOrDefault(f))];
        await Task.CompletedTask;
    }
}
